import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from films.models import Film
from reviews import authors, film_ratings, submission
from reviews.choices import HoldReason, ReviewStatus
from reviews.models import (
    FilmRating,
    ModerationEvent,
    Review,
    ReviewAccess,
    ReviewContact,
    ReviewSignal,
)
from tests.factories import make_film
from tests.reviews.factories import rate

pytestmark = pytest.mark.django_db
WORDS = "A quiet film that asks for patience and pays it back."


@pytest.fixture
def film() -> Film:
    return make_film()


def rating(film: Film) -> FilmRating:
    return FilmRating.objects.get(film=film)


def test_a_score_alone_is_published_and_counted(film):
    """F3"""
    review = rate(film, 9)
    assert (review.status, review.counts, review.name) == ("published", True, "Anonymous")
    assert (rating(film).count, rating(film).total, rating(film).h9) == (1, 9, 1)


def test_words_alone_are_published_and_not_averaged(film):
    """F5"""
    review = rate(film, None, body="Good")
    assert (review.status, review.counts) == ("published", False)
    assert (rating(film).count, rating(film).text_count, rating(film).mean) == (0, 1, None)


def test_the_mean_is_worked_out_by_the_database(film):
    for score in (8, 9):
        rate(film, score)
    assert rating(film).mean == 8.5


def test_every_change_gets_a_version_of_its_own(film):
    rate(film)
    first = rating(film).version
    rate(film)
    assert rating(film).version == first + 1


@pytest.mark.parametrize(
    ("policy", "body", "trapped", "reason"),
    [
        ("risk", WORDS, False, ""),
        ("risk", "see www.spam.example", False, HoldReason.LINK),
        ("risk", WORDS, True, HoldReason.HONEYPOT),
        ("hold", WORDS, False, HoldReason.MODERATION),
        ("hold", "", False, HoldReason.MODERATION),
        ("publish", "see www.spam.example", False, ""),
        ("publish", WORDS, True, HoldReason.HONEYPOT),
    ],
)
def test_the_policy_decides_what_is_held(film, settings, policy, body, trapped, reason):
    """S1, S6, M1"""
    settings.REVIEWS_MODERATION = policy
    review = rate(film, 8, body=body, is_trapped=trapped)
    assert review.hold_reason == reason
    assert review.status == (ReviewStatus.PENDING if reason else ReviewStatus.PUBLISHED)
    assert rating(film).count == (0 if reason else 1)


@pytest.mark.parametrize("body", [WORDS, "see www.spam.example", ""])
def test_the_score_never_decides_the_status(body):
    """M1: the same words with ½ star and with 5 stars fare alike."""
    lowest = rate(make_film(), 1, body=body)
    Review.objects.all().delete()
    highest = rate(make_film(), 10, body=body)
    assert lowest.status == highest.status


def test_the_same_words_for_another_film_are_held(film):
    """S5"""
    rate(film, body=WORDS)
    second = rate(make_film(), body=WORDS.upper())
    assert second.hold_reason == HoldReason.REPEATED


def test_short_words_are_everybodys():
    """S5"""
    assert [rate(make_film(), body="Great film!").status for _ in range(3)] == ["published"] * 3


def test_the_same_key_twice_is_one_review_and_one_receipt(film):
    """F9"""
    key = uuid.uuid4()
    receipts = [
        submission.submit(
            film,
            draft=submission.Draft(score=7),
            author=authors.recognise(None, key=key),
            idempotency_key=key,
        )
        for _ in range(2)
    ]
    assert receipts[0] == receipts[1]
    assert (Review.objects.count(), rating(film).count) == (1, 1)


def test_the_same_key_with_other_words_edits(film):
    """F10: back, change the text, send again."""
    key = uuid.uuid4()
    first = rate(film, 7, body="Good", idempotency_key=key, author=authors.recognise(None, key=key))
    rate(film, 3, body="Bad", idempotency_key=key, author=authors.recognise(None, key=key))
    first.refresh_from_db()
    assert (first.score, first.body, Review.objects.count()) == (3, "Bad", 1)
    assert (rating(film).count, rating(film).total) == (1, 3)


def test_one_key_for_two_films_is_two_reviews(film):
    key = uuid.uuid4()
    other = make_film()
    rate(film, idempotency_key=key)
    rate(other, idempotency_key=key)
    assert (rating(film).count, rating(other).count) == (1, 1)


def test_the_key_is_not_stored_as_it_was_sent(film):
    key = uuid.uuid4()
    assert rate(film, idempotency_key=key).idempotency_key != key


def test_a_known_author_edits(film):
    """F10"""
    author = authors.Author("s" * 43, is_new=False)
    first = rate(film, 9, author=author)
    second = rate(film, 2, author=author, body="Worse the second time")
    assert (first.pk, second.score, second.edited_at is None) == (second.pk, 2, False)
    assert (rating(film).count, rating(film).total, rating(film).text_count) == (1, 2, 1)


def test_an_edit_from_the_film_page_keeps_the_words(film):
    author = authors.Author("s" * 43, is_new=False)
    rate(film, 9, author=author, body=WORDS, title="Yes")
    review = rate(film, 4, author=author, keeps_earlier=True)
    assert (review.score, review.body, review.title) == (4, WORDS, "Yes")


def test_an_edit_from_the_own_page_can_take_the_words_out(film):
    author = authors.Author("s" * 43, is_new=False)
    rate(film, 9, author=author, body=WORDS)
    assert rate(film, 9, author=author).body == ""
    assert rating(film).text_count == 0


def test_an_unchanged_edit_leaves_no_trace(film):
    author = authors.Author("s" * 43, is_new=False)
    rate(film, 9, author=author)
    assert rate(film, 9, author=author).edited_at is None


def test_an_edit_that_adds_a_link_is_held_and_written_down(film):
    author = authors.Author("s" * 43, is_new=False)
    rate(film, 9, author=author)
    review = rate(film, 9, author=author, body="www.spam.example")
    assert (review.status, rating(film).count) == ("pending", 0)
    event = ModerationEvent.objects.get()
    assert (event.from_status, event.to_status, event.actor) == ("published", "pending", None)


def test_an_edit_of_the_score_alone_is_never_held(film, settings):
    author = authors.Author("s" * 43, is_new=False)
    rate(film, 9, author=author, body=WORDS)
    settings.REVIEWS_MODERATION = "hold"
    assert rate(film, 2, author=author, body=WORDS).status == "published"
    assert rating(film).total == 2


def test_an_edit_does_not_publish_what_is_held(film):
    author = authors.Author("s" * 43, is_new=False)
    rate(film, 9, author=author, body="www.spam.example")
    assert rate(film, 9, author=author, body="Sorry.").status == "pending"


def test_what_was_rejected_is_not_written_over(film):
    key, author = uuid.uuid4(), authors.Author("s" * 43, is_new=False)
    first = rate(film, 9, author=author, idempotency_key=key)
    Review.objects.all().update_under_lock(status=ReviewStatus.REJECTED, counts=False)
    second = rate(film, 8, author=author, idempotency_key=key)
    assert first.pk != second.pk
    assert Review.objects.get(pk=first.pk).score == 9


def test_the_same_words_from_the_same_network_are_one_review(film):
    """F9 without a key: a double press without JavaScript."""
    first = rate(film, 8, body=WORDS, address="192.0.2.7")
    again = rate(film, 8, body=WORDS, address="192.0.2.7")
    assert (first.pk, rating(film).count) == (again.pk, 1)


@pytest.mark.parametrize(
    "other",
    [
        {"address": "192.0.2.8"},
        {"body": WORDS + " Really."},
        {"title": "Mine"},
        {"email": "somebody@example.org"},
    ],
)
def test_anything_else_is_another_review(film, other):
    rate(film, 8, body=WORDS, address="192.0.2.7")
    rate(film, 8, **{"body": WORDS, "address": "192.0.2.7", **other})
    assert Review.objects.count() == 2


def test_scores_without_words_are_never_merged(film):
    """S3: a whole class behind one address."""
    for _ in range(30):
        rate(film, 8, address="192.0.2.7")
    assert rating(film).count == 30


def test_the_same_words_after_ten_minutes_are_another_review(film):
    rate(film, 8, body=WORDS, address="192.0.2.7")
    ReviewSignal.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    rate(film, 8, body=WORDS, address="192.0.2.7")
    assert Review.objects.count() == 2
    assert ReviewSignal.objects.count() == 1


def test_a_review_with_a_key_leaves_no_signal(film):
    rate(film, 8, body=WORDS, address="192.0.2.7", idempotency_key=uuid.uuid4())
    assert not ReviewSignal.objects.exists()


def test_the_address_is_not_stored(film):
    """P1"""
    review = rate(film, 8, body=WORDS, address="192.0.2.77")
    rows = [*Review.objects.values_list(), *ReviewSignal.objects.values_list()]
    assert "192.0.2.77" not in repr(rows)
    assert review.signal.network_key


def test_the_email_stands_apart(film):
    review = rate(film, email="somebody@example.org")
    assert ReviewContact.objects.get().review == review
    assert "somebody" not in repr(Review.objects.values())


def test_an_edit_without_email_keeps_it(film):
    author = authors.Author("s" * 43, is_new=False)
    rate(film, 9, author=author, email="somebody@example.org")
    rate(film, 8, author=author)
    assert ReviewContact.objects.get().email == "somebody@example.org"


def test_the_receipt_is_stored_as_a_hash_only(film):
    receipt = submission.submit(
        film, draft=submission.Draft(score=7), author=authors.recognise(None)
    )
    access = ReviewAccess.objects.get()
    assert access.token_hash == authors.hash_token(receipt.token)
    assert receipt.token not in repr(ReviewAccess.objects.values())


def test_a_retry_after_the_sites_key_changed_gets_a_receipt_that_opens(film, settings):
    key = uuid.uuid4()
    rate(film, 9, idempotency_key=key)
    settings.SECRET_KEY = "another " * 8
    receipt = submission.submit(
        film,
        draft=submission.Draft(score=9),
        author=authors.recognise(None, key=key),
        idempotency_key=key,
    )
    assert ReviewAccess.objects.get().token_hash == authors.hash_token(receipt.token)


def test_a_first_rating_costs_few_queries(film, django_assert_num_queries):
    rate(film)
    with django_assert_num_queries(7):  # savepoint, lock, insert, count, store, link, release
        rate(film)


def test_a_film_with_many_ratings_is_not_counted_afresh(film, monkeypatch):
    rate(film, 9, body="Good")
    monkeypatch.setattr(film_ratings, "COUNTED_AFRESH", 0)
    author = authors.Author("s" * 43, is_new=False)
    rate(film, 4, author=author)
    rate(film, 7, author=author, body="Better")
    rate(film, None, author=author, body="No stars")
    assert (rating(film).count, rating(film).total, rating(film).text_count) == (1, 9, 2)
    assert film_ratings.differences() == []
