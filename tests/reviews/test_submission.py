import re
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from films.models import Film
from reviews import authors, curating, film_ratings, ownership, spam
from reviews.choices import ReviewStatus
from reviews.models import FilmRating, Review, ReviewContact, ReviewSignal
from reviews.ownership import Session
from reviews.submission import Sender
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


def test_the_same_key_twice_is_one_review_and_one_receipt(film):
    """F9"""
    key = uuid.uuid4()
    first, second = (rate(film, 7, idempotency_key=key) for _ in range(2))
    assert ownership.secret(first) == ownership.secret(second)
    assert (Review.objects.count(), rating(film).count) == (1, 1)


def test_the_same_key_with_other_words_edits(film):
    """F10: back, change the text, send again."""
    key = uuid.uuid4()
    first = rate(film, 7, body="Good", idempotency_key=key)
    rate(film, 3, body="Bad", idempotency_key=key)
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


def test_a_form_sent_again_after_its_review_was_moved_changes_nothing(film):
    """F9, A3: the figures of the film that it is about now are not locked."""
    key, other = uuid.uuid4(), make_film()
    first = rate(film, 9, idempotency_key=key)
    curating.move([first], to=other, by=None)
    again = rate(film, 3, idempotency_key=key)
    assert (again.pk, again.film_id, again.score) == (first.pk, other.pk, 9)
    assert film_ratings.differences() == []


def test_a_known_author_edits(film):
    """F10"""
    author = authors.Author("s" * 43, is_new=False)
    first = rate(film, 9, author=author)
    second = rate(film, 2, author=author, body="Worse the second time")
    assert (first.pk, second.score, second.edited_at is None) == (second.pk, 2, False)
    assert (rating(film).count, rating(film).total, rating(film).text_count) == (1, 2, 1)


def test_the_session_of_the_link_edits_without_any_key(film):
    """F10 without JavaScript and without a cookie that stays."""
    first = rate(film, 9)
    session = Session((first.pk,))
    second = rate(film, 2, sender=Sender(session=session))
    assert (first.pk, second.score, rating(film).count) == (second.pk, 2, 1)


def test_a_session_of_another_film_makes_a_new_review(film):
    other = rate(make_film(), 9)
    rate(film, 2, sender=Sender(session=Session((other.pk,))))
    assert Review.objects.count() == 2


def test_no_browser_is_remembered_unless_asked(film):
    """O9"""
    assert rate(film).author_key is None
    author = authors.recognise(None)
    assert rate(film, author=author).author_key == author.key


def test_a_browser_that_is_remembered_later_takes_the_review_along(film):
    first, author = rate(film, 9), authors.recognise(None)
    rate(film, 8, sender=Sender(author, Session((first.pk,))))
    first.refresh_from_db()
    assert (first.score, first.author_key) == (8, author.key)


def test_two_reviews_of_one_browser_never_collide(film):
    """I2: the session holds one review of the film, the browser's key another."""
    author = authors.Author("s" * 43, is_new=False)
    kept = rate(film, 9, author=author)
    loose = rate(film, 5)
    edited = rate(film, 6, sender=Sender(author, Session((loose.pk,))))
    assert (edited.pk, edited.author_key) == (loose.pk, None)
    assert Review.objects.get(pk=kept.pk).author_key == author.key


def test_what_was_rejected_is_not_written_over(film):
    key, author = uuid.uuid4(), authors.Author("s" * 43, is_new=False)
    first = rate(film, 9, author=author, idempotency_key=key)
    Review.objects.all().update_under_lock(
        status=ReviewStatus.REJECTED, decision_reason="advertising"
    )
    second = rate(film, 8, author=author, idempotency_key=key)
    assert first.pk != second.pk
    assert Review.objects.get(pk=first.pk).score == 9


def test_the_same_words_from_the_same_network_are_one_review(film):
    """F9 without a key: a double press without JavaScript."""
    first = rate(film, 8, body=WORDS, address="192.0.2.7")
    again = rate(film, 8, body=WORDS, address="192.0.2.7")
    assert (first.pk, rating(film).count) == (again.pk, 1)


def test_copied_words_do_not_open_what_was_sent_with_a_key(film):
    """O8: a neighbour behind the same address reads them, sends them, and gets no receipt."""
    first = rate(film, 8, body=WORDS, address="192.0.2.7", idempotency_key=uuid.uuid4())
    copy = rate(film, 8, body=WORDS, address="192.0.2.7")
    assert copy.pk != first.pk


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


def test_a_class_behind_one_address_gets_through_and_the_next_one_waits():
    """S3: thirty people of a school rate thirty films within ten minutes, then it is full."""
    films = [make_film() for _ in range(spam.RATINGS_OF_A_NETWORK)]
    reviews = [rate(film, 8, address="192.0.2.7") for film in films]
    assert {review.status for review in reviews} == {"published"}
    with pytest.raises(spam.TooManyError):
        rate(films[0], 8, address="192.0.2.7")
    assert rate(films[0], 8, address="192.0.2.8").status == "published"


def test_a_class_that_rates_one_film_is_stored_to_the_last(film):
    """S3: the first ten count at once, the rest of the thirty is stored and waits."""
    reviews = [rate(film, 8, address="192.0.2.7") for _ in range(spam.RATINGS_OF_A_NETWORK)]
    assert [review.status for review in reviews] == ["published"] * 10 + ["pending"] * 20
    assert {review.hold_reason for review in reviews[10:]} == {"busy"}
    assert rating(film).count == 10


def test_the_network_is_free_again_when_the_window_has_slid_on(film):
    """S3: the two windows are independent of each other."""
    for _ in range(spam.RATINGS_OF_A_NETWORK):
        rate(film, 8, address="192.0.2.7")
    ReviewSignal.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    assert rate(film, 8, address="192.0.2.7").hold_reason == "busy"
    assert rate(make_film(), 8, address="192.0.2.7").status == "published"
    ReviewSignal.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert rate(film, 8, address="192.0.2.7").status == "published"


def test_a_subnet_of_ipv6_is_one_network():
    """S4: a hundred addresses of one /64 are no hundred visitors."""
    films = [make_film() for _ in range(spam.RATINGS_OF_A_NETWORK + 1)]
    for number, film in enumerate(films[:-1]):
        rate(film, 8, address=f"2001:db8::{number:x}")
    with pytest.raises(spam.TooManyError):
        rate(films[-1], 8, address="2001:db8::ffff")
    assert rate(films[-1], 8, address="2001:db8:0:1::1").status == "published"


def test_editing_is_no_new_rating_for_the_network(film):
    author = authors.Author("s" * 43, is_new=False)
    rate(film, 1, author=author, address="192.0.2.7")
    for score in range(2, 11):
        rate(film, score, author=author, address="192.0.2.7")
    assert ReviewSignal.objects.count() == 1


def test_the_same_words_after_ten_minutes_are_another_review(film):
    rate(film, 8, body=WORDS, address="192.0.2.7")
    ReviewSignal.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    rate(film, 8, body=WORDS, address="192.0.2.7")
    assert Review.objects.count() == 2


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


def test_the_same_address_again_stays_confirmed(film):
    author = authors.Author("s" * 43, is_new=False)
    rate(film, 9, author=author, email="somebody@example.org")
    ReviewContact.objects.update(verified_at=timezone.now(), purge_after=None)
    rate(film, 8, author=author, email="somebody@example.org")
    assert ReviewContact.objects.get().verified_at


def test_another_address_has_to_be_confirmed_anew(film):
    author = authors.Author("s" * 43, is_new=False)
    review = rate(film, 9, author=author, email="somebody@example.org")
    Review.objects.update(verified_email_hash=review.contact.email_hash)
    ReviewContact.objects.update(verified_at=timezone.now(), purge_after=None)
    rate(film, 8, author=author, email="else@example.org")
    contact = ReviewContact.objects.get()
    assert (contact.email, contact.verified_at) == ("else@example.org", None)
    assert Review.objects.get().verified_email_hash is None


def test_a_rating_costs_few_queries(film, django_assert_num_queries):
    rate(film, address="192.0.2.7")
    # Savepoint and release, lock, network's count, insert, link, signal, bins, store.
    with django_assert_num_queries(9):
        rate(film, address="192.0.2.7")


def test_a_film_with_many_ratings_is_not_counted_afresh(film, monkeypatch):
    rate(film, 9, body="Good")
    monkeypatch.setattr(film_ratings, "COUNTED_AFRESH", 0)
    author = authors.Author("s" * 43, is_new=False)
    rate(film, 4, author=author)
    rate(film, 7, author=author, body="Better")
    rate(film, None, author=author, body="No stars")
    assert (rating(film).count, rating(film).total, rating(film).text_count) == (1, 9, 2)
    assert film_ratings.differences() == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="other planners look at what is stored")
def test_no_submission_walks_through_all_reviews(film):
    """A8: neither for the same words nor for similar ones, however many reviews there are."""
    with CaptureQueriesContext(connection) as queries:
        rate(film, 8, body=WORDS, address="192.0.2.7")
    reads = [query["sql"] for query in queries if query["sql"].startswith("SELECT")]
    with connection.cursor() as cursor:
        plans = [
            row[-1]
            for sql in reads
            for row in cursor.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
        ]
    assert [plan for plan in plans if re.match("SCAN reviews_(review|textprint)", plan)] == []
    assert len(plans) > 8
