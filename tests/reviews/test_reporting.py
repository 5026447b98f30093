import pytest

from reviews import reporting
from reviews.choices import EventAction, MailKind, ReportReason
from reviews.models import FilmRating, ModerationEvent, OutgoingMail, Report, Review, ReviewContact
from tests.factories import make_film
from tests.reviews.rows import FIRST_AT, add_review

pytestmark = pytest.mark.django_db
SPOILER, ABUSE = ReportReason.SPOILER, ReportReason.ABUSE


@pytest.fixture
def review() -> Review:
    return add_review(make_film(), title="The butler", body="He did it.")


def report(review: Review, *networks: str, reason: str = SPOILER) -> Review:
    for network in networks:
        reporting.report(review, network_keys=[network], reason=reason)
    return Review.objects.get(pk=review.pk)


def take_back(review: Review, network: str) -> Review:
    reporting.take_back(review, network_keys=[network])
    return Review.objects.get(pk=review.pk)


def log(review: Review) -> list[tuple[str, str, str]]:
    events = ModerationEvent.objects.filter(review=review).order_by("pk")
    return list(events.values_list("action", "from_status", "to_status"))


@pytest.mark.parametrize("reason", ReportReason.values)
def test_first_report_puts_a_review_into_the_queue_and_leaves_it_public(review, reason):
    """M6"""
    now = report(review, "a", reason=reason)
    assert now.queued_at is not None
    assert (now.status, now.contains_spoilers, log(review)) == ("published", False, [])


def test_place_in_the_queue_is_that_of_the_first_report(review):
    first = report(review, "a").queued_at
    assert report(review, "b", reason=ABUSE).queued_at == first


def test_two_networks_that_call_it_a_spoiler_fold_it_up(review):
    """M6: reversible, and its author is told."""
    ReviewContact.objects.create(
        review=review, email="a@b.example", wants_mail=True, verified_at=FIRST_AT
    )
    now = report(review, "a", "b")
    assert (now.status, now.contains_spoilers, now.spoiler_by) == ("published", True, "reader")
    assert log(review) == [(EventAction.SPOILER, "published", "published")]
    assert list(OutgoingMail.objects.values_list("kind", "review")) == [
        (MailKind.COVERED, review.pk)
    ]


def test_a_hundred_reports_of_one_network_are_one(review):
    """M6"""
    for reason in (SPOILER, ABUSE):
        for _ in range(50):
            reporting.report(review, network_keys=["a"], reason=reason)
    now = Review.objects.get()
    assert Report.objects.count() == 1
    assert (now.status, now.contains_spoilers) == ("published", False)


def test_a_network_is_the_same_after_midnight(review):
    """M6: one person on two days is not two people."""
    reporting.report(review, network_keys=["yesterday"], reason=SPOILER)
    reporting.report(review, network_keys=["today", "yesterday"], reason=SPOILER)
    assert Report.objects.get().reporter_key == "today"
    assert not Review.objects.get().contains_spoilers


def test_five_networks_that_call_it_abuse_hide_it_until_a_moderator_looks(review):
    """M6"""
    assert report(review, *"abcd", reason=ABUSE).status == "published"
    now = report(review, "e", reason=ABUSE)
    assert (now.status, now.decision_reason) == ("hidden", "reported")
    assert now.queued_at is not None
    assert log(review) == [(EventAction.STATUS, "published", "hidden")]


def test_reports_change_no_figure_but_by_hiding(review):
    """M6: reports never alter what is counted."""
    report(review, *"abcd", reason=ABUSE)
    report(review, *"efgh", reason=SPOILER)
    assert FilmRating.objects.get().count == 1
    report(review, "i", reason=ABUSE)
    assert (FilmRating.objects.get().count, FilmRating.objects.get().text_count) == (0, 0)


def test_reports_for_other_reasons_only_wait(review):
    now = report(review, *"abcdefg", reason=ReportReason.OFF_TOPIC)
    assert (now.status, now.contains_spoilers) == ("published", False)


def test_what_its_author_folded_up_stays_the_authors():
    review = add_review(make_film(), contains_spoilers=True, spoiler_by="author")
    assert report(review, "a", "b").spoiler_by == "author"
    assert take_back(review, "a").contains_spoilers


# Taking back --------------------------------------------------------------------------------------


def test_report_taken_back_leaves_nothing_behind(review):
    report(review, "a")
    assert take_back(review, "a").queued_at is None
    assert not Report.objects.exists()


def test_report_taken_back_unfolds_what_rested_on_it(review):
    """M6: reversible."""
    report(review, "a", "b")
    now = take_back(review, "a")
    assert (now.contains_spoilers, now.spoiler_by) == (False, "")
    assert now.queued_at is not None  # the other one still waits
    assert log(review)[-1] == (EventAction.SPOILER, "published", "published")


def test_report_taken_back_brings_back_what_it_hid(review):
    """M6: reversible; the rating counts again."""
    report(review, *"abcde", reason=ABUSE)
    assert take_back(review, "e").status == "published"
    assert FilmRating.objects.get().count == 1


def test_report_taken_back_leaves_what_a_moderator_hid(review):
    report(review, *"abcde", reason=ABUSE)
    Review.objects.update_under_lock(decision_reason="abuse")
    assert take_back(review, "e").status == "hidden"


def test_what_was_never_said_cannot_be_taken_back(review):
    report(review, "a", "b")
    assert take_back(review, "c").contains_spoilers


# What a moderator has looked at -------------------------------------------------------------------


def test_reports_that_were_looked_at_are_done(review):
    """M6: a review that a moderator kept is not folded up by the same reports again."""
    report(review, "a")
    Report.objects.update(handled_at=FIRST_AT)
    Review.objects.update(queued_at=None)
    now = report(review, "a", "b")
    assert not now.contains_spoilers
    assert Report.objects.filter(handled_at=None).count() == 1


def test_reports_whose_network_was_forgotten_decide_nothing(review):
    report(review, "a")
    Report.objects.update(reporter_key="")
    assert not report(review, "b").contains_spoilers


@pytest.mark.parametrize("status", ["hidden", "rejected", "spam"])
def test_what_is_not_public_cannot_be_reported(review, status):
    Review.objects.update_under_lock(status=status, decision_reason="abuse")
    report(review, "a")
    assert not Report.objects.exists()
