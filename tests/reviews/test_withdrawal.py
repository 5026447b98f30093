from datetime import timedelta

import pytest
from django.utils import timezone

from films.models import Film
from reviews import authors, film_ratings, ownership, withdrawal
from reviews.models import FilmRating, HelpfulVote, ModerationEvent, Report, Review, ReviewContact
from tests.factories import make_film
from tests.reviews.factories import rate

pytestmark = pytest.mark.django_db
WORDS = "A quiet film that asks for patience and pays it back."


@pytest.fixture
def film() -> Film:
    return make_film()


@pytest.fixture
def author() -> authors.Author:
    return authors.Author("s" * 43, is_new=False)


@pytest.fixture
def review(film, author) -> Review:
    rate(film, 3, body="Another visitor's")
    return rate(
        film,
        9,
        author=author,
        title="Yes",
        body=WORDS,
        display_name="Ada Lovelace",
        email="ada@example.org",
        address="192.0.2.7",
    )


def test_withdrawing_leaves_a_stone_and_nothing_personal(film, review):
    """O6"""
    HelpfulVote.objects.create(review=review, voter_key="k", is_helpful=True)
    Report.objects.create(review=review, reporter_key="k", reason="abuse")
    withdrawal.withdraw(review)
    review = Review.objects.get(pk=review.pk)
    assert (review.status, review.score, review.counts) == ("withdrawn", None, False)
    rows = [*Review.objects.filter(pk=review.pk).values(), *ReviewContact.objects.values()]
    assert not any(word in repr(rows) for word in ("Ada", "ada@", "quiet", "Yes"))
    for model in withdrawal.BELONGINGS:
        assert not model.objects.filter(review=review).exists()
    assert (FilmRating.objects.get(film=film).count, film_ratings.differences()) == (1, [])


def test_withdrawing_a_second_time_changes_nothing(review):
    """O6"""
    withdrawal.withdraw(review)
    before = Review.objects.filter(pk=review.pk).values().get()
    withdrawal.withdraw(review)
    assert Review.objects.filter(pk=review.pk).values().get() == before
    assert ModerationEvent.objects.count() == 1


def test_the_link_of_a_withdrawn_review_still_answers(review):
    """O6: it says that its author has removed it."""
    secret = ownership.secret(review)
    withdrawal.withdraw(review)
    assert ownership.find(review.public_id, secret) == review


def test_withdrawing_frees_the_place_of_the_author(film, author, review):
    withdrawal.withdraw(review)
    again = rate(film, 7, author=author)
    assert again.pk != review.pk
    assert FilmRating.objects.get(film=film).total == 10


@pytest.mark.parametrize("status", ["pending", "published", "rejected", "spam", "hidden"])
def test_an_author_can_withdraw_from_every_state(film, status):
    """M2: and each step is a legal one of the log."""
    review = rate(film, 9, body=WORDS)
    Review.objects.all().update_under_lock(
        status=status, decision_reason="abuse", hold_reason="link", queued_at=timezone.now()
    )
    assert withdrawal.withdraw(review).status == "withdrawn"


def test_ten_minutes_to_change_ones_mind(film, review):
    """O6: off the page at once, put back with everything."""
    withdrawal.withdraw(review, can_undo=True)
    hidden = Review.objects.get(pk=review.pk)
    assert (hidden.status, hidden.body, hidden.counts) == ("hidden", WORDS, False)
    assert FilmRating.objects.get(film=film).count == 1
    assert withdrawal.undo(review)
    back = Review.objects.get(pk=review.pk)
    assert (back.status, back.withdraw_at, back.counts) == ("published", None, True)
    assert (FilmRating.objects.get(film=film).count, film_ratings.differences()) == (2, [])


def test_after_ten_minutes_it_is_too_late(review):
    """O6"""
    withdrawal.withdraw(review, can_undo=True)
    past = timezone.now() - timedelta(seconds=1)
    Review.objects.filter(pk=review.pk).update(withdraw_at=past)
    assert not withdrawal.undo(review)
    assert withdrawal.finish_due() == 1
    assert Review.objects.get(pk=review.pk).status == "withdrawn"


def test_a_withdrawal_in_time_is_not_finished(review):
    withdrawal.withdraw(review, can_undo=True)
    assert withdrawal.finish_due() == 0


def test_undo_needs_a_withdrawal(review):
    assert not withdrawal.undo(review)


def test_what_waited_waits_again_after_the_undo(film):
    review = rate(film, 9, body="www.spam.example")
    withdrawal.withdraw(review, can_undo=True)
    assert Review.objects.get(pk=review.pk).queued_at is None
    withdrawal.undo(review)
    assert Review.objects.get(pk=review.pk).queued_at
    assert Review.objects.get(pk=review.pk).status == "pending"


def test_what_a_moderator_has_hidden_stays_hidden_after_the_undo(film, review):
    Review.objects.filter(pk=review.pk).update_under_lock(status="hidden", decision_reason="abuse")
    film_ratings.recount(film)
    withdrawal.withdraw(review, can_undo=True)
    withdrawal.undo(review)
    stored = Review.objects.get(pk=review.pk)
    assert (stored.status, stored.decision_reason) == ("hidden", "abuse")


def test_what_is_being_withdrawn_is_not_edited(film, author, review):
    withdrawal.withdraw(review, can_undo=True)
    rate(film, 2, author=authors.recognise(None))
    assert Review.objects.get(pk=review.pk).score == 9
