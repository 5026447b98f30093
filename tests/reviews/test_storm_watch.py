import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews import film_ratings, storm_watch
from reviews.choices import EventAction, Opening, ReviewStatus, StormOutcome
from reviews.models import FilmRating, ModerationEvent, Review, Storm
from tests.factories import make_film, make_user
from tests.reviews.factories import give_scores

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 12, 18, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def film():
    """A film that has been given three ratings a day for a month, all of them from 6 to 9."""
    film = make_film(title="Nosferatu", year=1922)
    dice = random.Random(1)
    days = [NOW - day * DAY - HOUR for day in range(1, 31) for _ in range(3)]
    give_scores(film, [dice.randint(6, 9) for _ in days], at=days)
    return film


def rating(film) -> FilmRating:
    return FilmRating.objects.get(film=film)


def wave(film, count: int = 200, score: int = 1, at: datetime = NOW - HOUR) -> None:
    give_scores(film, [score] * count, at=at)


def storm_over(film, **options) -> Storm:
    wave(film)
    storm = storm_watch.look(film, NOW)
    assert storm
    return storm


def test_wave_is_set_aside_and_the_score_is_the_one_before(film):
    """S8, I10: 200 one-star scores in an hour on a film with three a day."""
    before = rating(film)
    storm = storm_over(film)
    after = rating(film)
    assert after.figures == before.figures
    assert after.mean == before.mean
    assert after.frozen_since == storm.began_at == NOW - DAY
    assert storm.reason.startswith("200 ratings in 24 hours. For a film with 3 a day 18 are")
    assert Review.objects.filter(set_aside="storm", counts=False).count() == 200
    assert film_ratings.differences() == []


def test_setting_aside_is_written_down_for_each_review(film):
    """M3, S8: nothing is set aside silently."""
    storm = storm_over(film)
    events = ModerationEvent.objects.filter(action=EventAction.SET_ASIDE)
    assert events.count() == 200
    assert set(events.values_list("actor", "from_status", "to_status", "reason")) == {
        (None, "published", "published", storm.reason)
    }
    assert events.values("batch").distinct().count() == 1


def test_normal_films_are_unaffected(film):
    """S8"""
    other = make_film()
    give_scores(other, [1, 2, 9, 10], at=NOW - HOUR)
    storm_over(film)
    assert storm_watch.look(other, NOW) is None
    assert rating(other).count == 4


def test_ordinary_day_is_no_wave(film):
    """S8"""
    give_scores(film, [3, 5, 6, 7, 7, 8, 8, 8, 9, 9] * 2, at=NOW - HOUR)
    assert storm_watch.look(film, NOW) is None
    assert rating(film).count == 110


def test_wave_of_scores_that_wait_for_a_moderator_is_set_aside_with_the_others(film):
    """I10: what a moderator publishes later does not slip into the score."""
    (held,) = give_scores(film, [1], at=NOW - HOUR, status=ReviewStatus.PENDING)
    storm_over(film)
    held.refresh_from_db()
    assert held.set_aside == "storm"


def test_imported_scores_are_no_wave(film):
    """S8"""
    give_scores(film, [1] * 200, at=NOW - HOUR, source="import")
    assert storm_watch.look(film, NOW) is None


def test_film_that_is_frozen_is_not_frozen_again(film):
    """S8"""
    storm_over(film)
    assert storm_watch.look(film, NOW) is None
    assert Storm.objects.count() == 1


def test_release_counts_the_whole_wave_in_one_recount(film):
    """S8, I10: one transaction, one version of the figures, every review logged."""
    storm, editor = storm_over(film), make_user("ida")
    version = rating(film).version
    assert storm_watch.release(storm, by=editor, now=NOW) == 200
    after, storm = rating(film), Storm.objects.get()
    assert (after.count, after.h1, after.frozen_since) == (290, 200, None)
    assert after.version == version + 1
    assert (storm.outcome, storm.rating_count, storm.ended_by, storm.ended_at) == (
        StormOutcome.RELEASED,
        200,
        editor,
        NOW,
    )
    assert ModerationEvent.objects.filter(actor=editor, reason=storm.get_outcome_display()).count()
    assert film_ratings.differences() == []


def test_void_counts_none_of_the_wave(film):
    """S8, I10"""
    storm = storm_over(film)
    assert storm_watch.void(storm, by=make_user(), now=NOW) == 200
    after = rating(film)
    assert (after.count, after.h1, after.frozen_since) == (90, 0, None)
    assert Review.objects.filter(set_aside="void").count() == 200
    assert Storm.objects.get().outcome == StormOutcome.VOIDED


@pytest.mark.parametrize("verb", [storm_watch.release, storm_watch.void])
def test_wave_is_decided_on_once(film, verb):
    """M4, S8: the slower moderator is told, and nothing changes."""
    storm = storm_over(film)
    storm_watch.void(storm, by=None, now=NOW)
    with pytest.raises(storm_watch.StormOverError):
        verb(storm, by=make_user(), now=NOW)
    assert rating(film).count == 90


@pytest.mark.parametrize("verb", [storm_watch.release, storm_watch.void])
def test_what_was_decided_on_is_not_judged_again(film, verb):
    """S8: the wave lies within the last 24 hours still, and is no new one."""
    verb(storm_over(film), by=None, now=NOW)
    give_scores(film, [1], at=NOW + HOUR)
    assert storm_watch.look(film, NOW + 2 * HOUR) is None


def test_second_wave_after_a_voided_one_is_noticed(film):
    """S8"""
    storm_watch.void(storm_over(film), by=None, now=NOW)
    wave(film, at=NOW + HOUR)
    storm = storm_watch.look(film, NOW + 2 * HOUR)
    assert storm.began_at == NOW
    assert rating(film).count == 90


def test_release_before_the_films_day_leaves_its_scores_early(film):
    """F12, I10: an editor closed the film to scores meanwhile."""
    storm = storm_over(film)
    film.released = "2090-01-01"
    film.save()
    FilmRating.objects.filter(film=film).update(opening=Opening.EARLY)
    storm_watch.release(storm, by=None, now=NOW)
    assert Review.objects.filter(set_aside="embargo").count() == 200


def test_rating_costs_no_query_but_on_every_fifth_change(film, django_assert_num_queries):
    """S8: four of five submissions pay nothing, the fifth one indexed query."""
    row = rating(film)
    row.version = 101
    with django_assert_num_queries(0):
        assert storm_watch.after_rating(row) is None
    row.version = 105
    with django_assert_num_queries(1):
        assert storm_watch.after_rating(row, NOW) is None


def test_fifth_rating_of_a_wave_notices_it(film):
    """S8"""
    wave(film, 20)
    row = rating(film)
    row.version = 5
    assert storm_watch.after_rating(row, NOW)
    assert rating(film).count == 90


def test_watch_looks_at_busy_films_and_leaves_the_quiet_ones(film):
    """S8"""
    quiet = make_film()
    give_scores(quiet, [1] * 14, at=NOW - HOUR)
    wave(film)
    assert storm_watch.watch(NOW) == 1
    assert Storm.objects.get().film == film


def test_wave_is_released_after_seven_calm_days(film):
    """S8"""
    storm_over(film)
    assert storm_watch.watch(NOW + 6 * DAY) == 0
    assert storm_watch.watch(NOW + 7 * DAY) == 1
    storm = Storm.objects.get()
    assert (storm.outcome, storm.ended_by) == (StormOutcome.RELEASED, None)
    assert rating(film).count == 290


def test_wave_that_goes_on_is_not_released(film):
    """S8: the scores that came while it was open are judged too."""
    storm_over(film)
    give_scores(film, [1] * 50, at=NOW + 3 * DAY, set_aside="storm")
    assert storm_watch.watch(NOW + 8 * DAY) == 0
    assert storm_watch.watch(NOW + 10 * DAY + HOUR) == 1


def test_looking_reads_indexes(film):
    """S8, A8: no look at a film walks its reviews."""
    wave(film)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        storm_watch.look(film, NOW)
    reads = [q["sql"] for q in queries if q["sql"].startswith("SELECT") and "scored_at" in q["sql"]]
    assert len(reads) >= 4
    if connection.vendor == "sqlite":
        for sql in reads:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
                plan = " ".join(row[3] for row in cursor.fetchall())
            assert "review_wave" in plan, sql
