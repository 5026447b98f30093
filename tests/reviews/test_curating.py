import pytest

from reviews import curating
from reviews.film_ratings import differences
from reviews.models import (
    FilmRating,
    ModerationEvent,
    OutgoingMail,
    Report,
    Review,
    ReviewContact,
)
from tests.factories import make_film, make_user
from tests.reviews.rows import FIRST_AT, add_review

pytestmark = pytest.mark.django_db


def refusals(outcome) -> list[str]:
    return [why for _, why in outcome.refused]


def report(review: Review, reason: str) -> None:
    Review.objects.filter(pk=review.pk).update(queued_at=FIRST_AT)
    Report.objects.create(review=review, reason=reason)


# Folded up ---------------------------------------------------------------------------------------


def test_covering_folds_up_tells_the_author_and_answers_the_reports():
    """M6: spoiler reports are dealt with, and nothing else keeps it in the queue."""
    moderator, review = make_user(), add_review(make_film())
    ReviewContact.objects.create(
        review=review, email="a@b.example", wants_mail=True, verified_at=FIRST_AT
    )
    report(review, "spoiler")
    curating.cover([review], by=moderator)
    stored = Review.objects.get()
    assert (stored.contains_spoilers, stored.spoiler_by) == (True, "editor")
    assert (stored.queued_at, Report.objects.get().handled_at is None) == (None, False)
    assert [mail.kind for mail in OutgoingMail.objects.all()] == ["covered"]
    event = ModerationEvent.objects.get()
    assert (event.actor, event.action, event.to_status) == (moderator, "spoiler", "published")


def test_covering_leaves_other_reports_to_be_looked_at():
    review = add_review(make_film())
    report(review, "spoiler")
    report(review, "abuse")
    curating.cover([review], by=None)
    assert Review.objects.get().queued_at == FIRST_AT
    assert list(Report.objects.filter(handled_at=None).values_list("reason", flat=True)) == [
        "abuse"
    ]


def test_covering_decides_nothing_about_what_is_not_public():
    review = add_review(make_film(), status="pending", hold_reason="link", queued_at=FIRST_AT)
    curating.cover([review], by=None)
    stored = Review.objects.get()
    assert (stored.contains_spoilers, stored.queued_at) == (True, FIRST_AT)


def test_uncovering_brings_back_what_readers_folded_up():
    """M6: reversible."""
    review = add_review(make_film(), contains_spoilers=True, spoiler_by="reader")
    report(review, "spoiler")
    curating.uncover([review], by=None)
    stored = Review.objects.get()
    assert (stored.contains_spoilers, stored.spoiler_by, stored.queued_at) == (False, "", None)


def test_what_is_so_already_is_refused():
    review = add_review(make_film())
    assert refusals(curating.uncover([review], by=None)) == ["it is not folded up"]
    curating.cover([review], by=None)
    assert refusals(curating.cover([review], by=None)) == ["it is folded up already"]


# Picked by the editors ---------------------------------------------------------------------------


def test_a_public_review_is_picked_once_and_given_up_again():
    review = add_review(make_film())
    curating.feature([review], by=None)
    assert Review.objects.get().featured_at == ModerationEvent.objects.get().at
    assert refusals(curating.feature([review], by=None)) == ["it is picked already"]
    curating.unfeature([review], by=None)
    assert Review.objects.get().featured_at is None
    assert refusals(curating.unfeature([review], by=None)) == ["it is not picked"]


def test_only_a_public_review_is_picked():
    review = add_review(make_film(), status="rejected", decision_reason="abuse")
    assert refusals(curating.feature([review], by=None)) == [
        "only a public review with words can be picked"
    ]


# Moved to its film -------------------------------------------------------------------------------


def test_moving_counts_both_films():
    """A3, I1"""
    here, there = make_film(), make_film(title="Sunrise")
    review = add_review(here, 9)
    add_review(there, 3)
    curating.move([review], to=there, by=None)
    assert Review.objects.get(pk=review.pk).film == there
    counts = dict(FilmRating.objects.values_list("film", "count"))
    assert counts == {here.pk: 0, there.pk: 2}
    assert differences() == []
    assert ModerationEvent.objects.get().reason == "Sunrise (1927)"


@pytest.mark.parametrize("known_by", ["author_key", "verified_email_hash"])
def test_nobody_gets_two_reviews_of_a_film_by_a_move(known_by):
    """I2"""
    here, there, key = make_film(), make_film(), {known_by: "a" * 64}
    review = add_review(here, **key)
    add_review(there, **key)
    assert refusals(curating.move([review], to=there, by=None)) == [
        "its author has a review of that film"
    ]


def test_moving_to_the_same_film_is_refused():
    review = add_review(make_film())
    outcome = curating.move([review], to=review.film, by=None)
    assert refusals(outcome) == ["it is about this film already"]


@pytest.mark.parametrize(
    ("before", "after"), [("", "storm"), ("embargo", "storm"), ("void", "void")]
)
def test_a_moved_score_waits_as_those_of_its_new_film_do(before, after):
    """I10"""
    there = make_film()
    FilmRating.objects.create(film=there, frozen_since=FIRST_AT)
    review = add_review(make_film(), set_aside=before)
    curating.move([review], to=there, by=None)
    assert Review.objects.get().set_aside == after


def test_a_move_ends_the_wait_for_another_films_day():
    """I10"""
    review = add_review(make_film(), set_aside="embargo")
    curating.move([review], to=(there := make_film()), by=None)
    assert FilmRating.objects.get(film=there).count == 1
