from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from reviews import film_ratings, integrity, storm_watch
from reviews.choices import ReportReason
from reviews.models import (
    DailySalt,
    FilmRating,
    HelpfulVote,
    Report,
    Review,
    ReviewContact,
    ReviewSignal,
    SiteFigures,
    Storm,
)
from tests.factories import make_film
from tests.reviews.factories import give_scores, rate

pytestmark = pytest.mark.django_db

WELL = "Nothing is wrong: every rating is what the reviews add up to.\n"


def run(*options: str) -> str:
    out = StringIO()
    call_command("check_reviews", *options, stdout=out)
    return out.getvalue()


def complaint(*options: str) -> tuple[str, str]:
    """What the command prints before it fails, and what it fails with."""
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("check_reviews", *options, stdout=out)
    return out.getvalue(), str(error.value)


def sql(statement: str, *values) -> None:
    """Change the database behind the back of all rules but its own."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def film():
    return make_film(title="Nosferatu", year=1922)


def test_check_is_content_with_true_figures(film):
    """A10"""
    rate(film, 9, body="Good")
    assert run() == WELL


def test_bin_that_was_corrupted_by_sql_is_named(film):
    """A10: what no CHECK can refuse, because it is consistent in itself."""
    rate(film, 9)
    sql("UPDATE reviews_filmrating SET count = 2, total = 16, h7 = 1 WHERE film_id = %s", film.pk)
    assert complaint() == (
        "Nosferatu (1922): 7 of 10: 1 stored, 0 counted\n",
        "1 wrong. --fix counts afresh what can be.",
    )


def test_fix_counts_afresh(film):
    """A10"""
    rate(film, 9)
    sql("UPDATE reviews_filmrating SET count = 2, total = 16, h7 = 1")
    assert run("--fix").endswith("\n1 put right.\n")
    assert film_ratings.differences() == []
    assert run() == WELL


@pytest.mark.parametrize("change", ["count = count + 1", "total = total + 9", "h9 = h9 + 1"])
def test_figure_alone_cannot_be_corrupted(film, change):
    """A10: the database refuses count = count + 1."""
    rate(film, 9)
    with pytest.raises(IntegrityError), transaction.atomic():
        sql(f"UPDATE reviews_filmrating SET {change}")


def test_review_that_changed_by_sql_is_found(film):
    """A10, I1: the review itself, not its figures."""
    rate(film, 9)
    sql("UPDATE reviews_review SET score = 3")
    told, _ = complaint()
    assert told == "Nosferatu (1922): 3 of 10: 0 stored, 1 counted; 9 of 10: 1 stored, 0 counted\n"


def test_rank_that_does_not_follow_from_the_figures_is_put_right(film):
    """A7, A10"""
    rate(film, 9)
    rank = FilmRating.objects.get().rank_score
    FilmRating.objects.update(rank_score=9.9)
    assert complaint()[0] == f"Nosferatu (1922): ranked by 9.9, and its figures make {rank}\n"
    run("--fix")
    assert FilmRating.objects.get().rank_score == rank


def test_films_ranked_by_different_means_are_put_right(film):
    """A7, A10"""
    rate(film, 9)
    film_ratings.reckon_site()
    sql("UPDATE reviews_filmrating SET prior_mean = 5, rank_score = (50 + 9) / 11.0")
    assert complaint()[0] == "Not all films are ranked by the same mean\n"
    run("--fix")
    assert FilmRating.objects.get().prior_mean == 9
    assert run() == WELL


def test_votes_that_are_not_those_shown_are_put_right(film):
    """A10"""
    review = rate(film, 9, body="Good")
    HelpfulVote.objects.create(review=review, is_helpful=False)
    Review.objects.filter(pk=review.pk).update(helpful_yes=7, helpfulness=0.9)
    assert complaint()[0] == (
        f"Review {review.public_id}: 7 of 7 found it helpful by what is stored, 0 of 1 by their"
        " votes\n"
    )
    assert run("--fix").endswith("\n1 put right.\n")
    review.refresh_from_db()
    assert (review.helpful_yes, review.helpful_no, review.helpfulness) == (0, 1, 0)


def test_mean_of_the_site_that_nobody_reckons_is_told(film):
    """A7"""
    now = timezone.now()
    give_scores(film, [9], at=now - timedelta(days=3))
    assert complaint()[0].startswith("The mean of all ratings is more than two days old")
    assert run("--fix").endswith("\n1 put right.\n")
    assert SiteFigures.objects.get().count == 1


@pytest.fixture
def _no_rules(film):
    """The reviews' own rules are off, as in a copy that was restored without them."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite can look away")
    sql("PRAGMA ignore_check_constraints = ON")
    yield
    sql("PRAGMA ignore_check_constraints = OFF")


@pytest.mark.usefixtures("_no_rules")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("status = 'pending'", "waits for a moderator, and nothing says why"),
        ("status = 'pending'", "waits for a moderator, and is not in the queue"),
        ("status = 'hidden'", "was turned down or hidden, and nothing says why"),
        ("status = 'rejected'", "was turned down or hidden, and nothing says why"),
        ("published_at = NULL", "is published and has no date"),
    ],
)
def test_review_without_its_reason_or_date_is_named(film, change, words):
    """A10, I9: every review that is not public has a reason that its author can see."""
    review = rate(film, 9)
    sql(f"UPDATE reviews_review SET {change}")
    film_ratings.recount(film)
    assert f"Review {review.public_id} {words}\n" in complaint()[0]


def test_two_live_reviews_of_one_person_are_named(film):
    """A10, I2: the database refuses it while its index is there."""
    rate(film, 9)
    rate(film, 3)
    with pytest.raises(IntegrityError), transaction.atomic():
        sql("UPDATE reviews_review SET author_key = 'a'")
    sql("DROP INDEX review_one_live_per_author_and_film")
    sql("UPDATE reviews_review SET author_key = 'a'")
    assert complaint() == (
        "Nosferatu: 2 reviews of one person\n",
        "1 wrong. --fix counts afresh what can be.",
    )
    assert complaint("--fix")[1] == "1 wrong."


def test_storm_that_is_half_open_is_named(film):
    """A10, I10"""
    give_scores(film, [1] * 70, at=timezone.now())
    storm_watch.look(film)
    assert run() == WELL
    FilmRating.objects.update(frozen_since=None)
    assert complaint()[0] == "Nosferatu (1922): an unusual wave is open, and new ratings count\n"
    Storm.objects.all().delete()
    FilmRating.objects.update(frozen_since=timezone.now())
    assert complaint()[0] == (
        "Nosferatu (1922): new ratings are set aside, and no unusual wave is open\n"
        "Nosferatu: 70 ratings are set aside, and no unusual wave is open\n"
    )


def test_what_should_be_deleted_by_now_is_named(film):
    """A10, P2, P3: keys after 31 days, unconfirmed addresses and salts a day late."""
    review = rate(film, 9, email="ida@example.org", address="192.0.2.7")
    HelpfulVote.objects.create(review=review, voter_key="a", is_helpful=True)
    Review.objects.filter(pk=review.pk).update(helpful_yes=1)
    Report.objects.create(review=review, reporter_key="a", reason=ReportReason.OTHER)
    later = timezone.now() + timedelta(days=30, hours=20)
    film_ratings.reckon_site(later)
    DailySalt.objects.update(day=(later - timedelta(days=2)).date())
    assert [fault.words for fault in integrity.faults(later)] == []
    assert [fault.words for fault in integrity.faults(later + timedelta(days=1))] == [
        "1 e-mail addresses that nobody confirmed should be deleted by now: purge_reviews does it",
        "1 marks of networks should be deleted by now: purge_reviews does it",
        "1 keys of votes should be deleted by now: purge_reviews does it",
        "1 keys of reports should be deleted by now: purge_reviews does it",
        "1 salts of days should be deleted by now: purge_reviews does it",
    ]
    assert (ReviewContact.objects.count(), ReviewSignal.objects.count()) == (1, 1)
