from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from reviews import chores, film_ratings, networks, outbox, scores, throttling, withdrawal
from reviews.choices import MailKind, Opening, ReviewStatus, SetAside
from reviews.models import (
    DailySalt,
    FilmRating,
    HelpfulVote,
    ModerationEvent,
    Report,
    Review,
    ReviewContact,
    ReviewSignal,
    SiteFigures,
    ThrottleBucket,
)
from tests.factories import make_film
from tests.reviews.factories import rate
from tests.reviews.mails import rate_confirmed, rate_with_address, waiting

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 5, 12, 9, 30, tzinfo=UTC)


def later(**time: float) -> datetime:
    return timezone.now() + timedelta(**time)


def purge(*options: str) -> list[str]:
    out = StringIO()
    call_command("purge_reviews", *options, stdout=out)
    return out.getvalue().splitlines()


def done(now: datetime | None = None) -> dict[str, int]:
    """What the chores did, without what they had nothing to do for."""
    return {did: number for did, number in chores.run(now).items() if number}


def test_chores_with_nothing_to_do_do_nothing():
    chores.run(later(minutes=1))

    assert done(later(minutes=2)) == {}


def test_network_mark_is_deleted_after_thirty_days():
    """P2: after 31 days no key of a network is left in any table."""
    review = rate(make_film(), address="192.0.2.7")
    HelpfulVote.objects.create(review=review, voter_key="voter", is_helpful=True)
    Report.objects.create(review=review, reporter_key="reader", reason="abuse")
    throttling.hit("link", "network", limit=9, period=timedelta(minutes=1))

    chores.run(later(days=29))
    assert ReviewSignal.objects.count() == 1
    assert (HelpfulVote.objects.get().voter_key, Report.objects.get().reporter_key) == (
        "voter",
        "reader",
    )
    chores.run(later(days=31))

    assert (ReviewSignal.objects.count(), ThrottleBucket.objects.count()) == (0, 0)
    assert (HelpfulVote.objects.get().voter_key, Report.objects.get().reporter_key) == ("", "")


def test_vote_still_counts_without_its_key():
    review = rate(make_film())
    HelpfulVote.objects.create(review=review, voter_key="voter", is_helpful=True)

    chores.run(later(days=31))

    assert review.votes.filter(is_helpful=True).count() == 1


def test_salt_is_destroyed_after_two_days_without_any_visitor():
    """P2: a hash of the day before yesterday leads back to nobody."""
    today = NOW.date()
    for ago in range(4):
        DailySalt.objects.create(day=today - timedelta(days=ago), key="00" * 32)

    assert done(NOW)["days' salts deleted"] == 2
    days = list(DailySalt.objects.order_by("day").values_list("day", flat=True))
    assert days == [date(2027, 5, 11), today]
    assert networks._known.keys() <= set(days)


def test_address_that_nobody_confirms_is_deleted_after_thirty_days():
    """P3"""
    unconfirmed, confirmed = rate_with_address(make_film()), rate_confirmed(make_film())

    chores.run(later(days=29))
    assert ReviewContact.objects.count() == 2
    chores.run(later(days=31))

    assert ReviewContact.objects.get().review_id == confirmed.pk
    assert Review.objects.filter(pk=unconfirmed.pk).exists()


def test_withdrawal_is_finished_when_nobody_can_change_their_mind():
    """O6"""
    film = make_film()
    review = rate(film, 9, body="Forget it.")
    withdrawal.withdraw(review, can_undo=True)

    assert "withdrawn reviews deleted" not in done(later(minutes=9))
    assert done(later(minutes=11))["withdrawn reviews deleted"] == 1
    assert Review.objects.get().status == ReviewStatus.WITHDRAWN


def test_early_ratings_count_from_the_films_day_on():
    """F12, I10"""
    film = make_film(released=str(timezone.localdate() + timedelta(days=3)))
    FilmRating.objects.create(film=film, opening=Opening.EARLY)
    rate(film, 9)
    assert Review.objects.get().set_aside == SetAside.EMBARGO

    assert done(later(days=4))["films whose early ratings count from now on"] == 1
    assert film_ratings.differences() == []
    assert FilmRating.objects.get().count == 1


def test_spam_is_deleted_after_thirty_days():
    """S1: until then a false alarm can be undone."""
    film = make_film()
    spam = rate(film, is_trapped=True)
    rate(film, 7)

    assert "spam reviews deleted" not in done(later(days=29))
    assert done(later(days=31))["spam reviews deleted"] == 1
    assert ModerationEvent.objects.get(to_status="").public_id == spam.public_id
    assert film_ratings.differences() == []


def test_spam_that_was_called_so_lately_is_kept():
    spam = rate(make_film(), is_trapped=True)
    Review.objects.filter(pk=spam.pk).update(decided_at=later(days=20))

    assert "spam reviews deleted" not in done(later(days=31))


def test_films_are_ranked_by_the_sites_own_mean_once_a_night():
    """A7: the rank is the same float that Python works out."""
    films = [make_film() for _ in range(3)]
    for score in (9, 10, 10):
        rate(films[0], score)
    rate(films[1], 4)
    FilmRating.objects.create(film=films[2])

    assert done(NOW)["films ranked anew"] == 3
    site = SiteFigures.objects.get()
    assert (site.count, site.total, site.reckoned_at) == (4, 33, NOW)
    for rating in FilmRating.objects.all():
        expected = scores.rank(rating.total, rating.count, prior_mean=33 / 4)
        assert rating.rank_score == expected
    rate(films[1], 1)
    assert "films ranked anew" not in done(NOW + timedelta(hours=12))
    assert done(NOW + timedelta(days=1))["films ranked anew"] == 3


def test_site_without_ratings_is_ranked_by_the_constant():
    FilmRating.objects.create(film=make_film())

    film_ratings.reckon_site()

    assert FilmRating.objects.get().rank_score == scores.PRIOR_MEAN


def test_wrong_figures_are_told_to_the_log_each_night(caplog):
    """I1"""
    rate(make_film(title="Nosferatu", year=1922), 9)
    FilmRating.objects.update(count=2, total=16, h7=1)

    assert done(NOW)["films with wrong figures"] == 1
    difference = "Nosferatu (1922): 7 of 10: 1 stored, 0 counted"
    told = f"Wrong figures (manage.py check_reviews --fix mends them): {difference}"
    assert caplog.messages == [told]


@pytest.fixture
def moderator():
    return User.objects.create_superuser("gertrud", "gertrud@example.org")


@pytest.fixture
def _held_review(settings):
    settings.REVIEWS_MODERATION = "hold"
    rate(make_film())


@pytest.mark.usefixtures("_held_review", "moderator")
def test_digest_goes_out_once_a_day_in_the_morning():
    sent = [
        chores.run(NOW.replace(hour=hour) + timedelta(days=day))["digests for the moderators"]
        for day in range(2)
        for hour in (3, 8, 12, 23)
    ]

    assert sent == [0, 1, 0, 0, 0, 1, 0, 0]
    assert [message.bcc for message in mail.outbox] == [["gertrud@example.org"]] * 2


@pytest.mark.usefixtures("moderator")
def test_digest_waits_for_something_to_tell():
    rate(make_film())

    assert "digests for the moderators" not in done(NOW)


@pytest.mark.usefixtures("_held_review")
def test_digest_waits_for_somebody_to_tell():
    assert "digests for the moderators" not in done(NOW)
    assert SiteFigures.current().digest_at is None


def test_mails_that_wait_are_sent():
    outbox.post(MailKind.CONFIRM, rate_with_address(make_film()))

    assert done()["mails sent"] == 1


def fail(now: datetime) -> int:
    return Review.objects.get(pk=0).pk


def test_chore_that_fails_stops_no_other(monkeypatch, caplog):
    before, *others = chores.CHORES
    monkeypatch.setattr(chores, "CHORES", (chores.Chore(before.did, fail), *others))
    outbox.post(MailKind.CONFIRM, rate_with_address(make_film()))

    result = chores.run()

    assert (result[before.did], result["mails sent"]) == (None, 1)
    assert caplog.messages == [f"A chore failed: {before.did}"]


def test_command_says_what_it_did():
    outbox.post(MailKind.CONFIRM, rate_with_address(make_film()))

    assert purge() == ["films ranked anew: 1", "mails sent: 1"]
    assert purge() == ["Nothing was due."]
    assert purge("--verbosity=0") == []


def test_command_fails_where_a_chore_fails(monkeypatch):
    monkeypatch.setattr(chores, "CHORES", (chores.Chore("stones turned", fail),))

    with pytest.raises(CommandError, match="Not done, see the log: stones turned"):
        purge()


def test_dry_run_says_what_would_be_done_and_does_nothing(moderator):
    review = rate(make_film(), is_trapped=True)
    Review.objects.filter(pk=review.pk).update(created_at=timezone.now() - timedelta(days=31))
    rate_with_address(make_film())
    ReviewContact.objects.update(purge_after=timezone.now())
    outbox.post(MailKind.CONFIRM, review)
    before = waiting()

    told = purge("--dry-run")

    assert told == [
        "unconfirmed addresses deleted: 1",
        "spam reviews deleted: 1",
        "films ranked anew: 2",
    ]
    assert (Review.objects.count(), ReviewContact.objects.count()) == (2, 1)
    assert (waiting(), mail.outbox, SiteFigures.objects.count()) == (before, [], 0)


def test_dry_run_of_a_failing_chore_takes_the_others_back_too(monkeypatch):
    rate_with_address(make_film())
    ReviewContact.objects.update(purge_after=timezone.now())
    broken = chores.Chore("films mended", fail)
    monkeypatch.setattr(chores, "CHORES", (broken, *chores.CHORES))

    with pytest.raises(CommandError):
        purge("--dry-run")

    assert ReviewContact.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL gathers them by itself")
def test_sqlite_learns_every_night_how_large_its_tables_are():
    """A8: the plans of the lists rest on it."""
    rate(make_film())
    film_ratings.reckon_site(NOW - timedelta(days=1))
    chores.run(NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM sqlite_stat1 WHERE tbl = 'reviews_review'")
        assert cursor.fetchone()[0] > 0
