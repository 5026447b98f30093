import pytest
from django.db import connection

from reviews import authors, ownership, scores, voting
from reviews.models import HelpfulVote, Review
from reviews.submission import Sender
from reviews.voting import OwnReviewError, Reader, recognise, vote
from tests.factories import make_film
from tests.reviews.factories import rate
from tests.reviews.rows import add_review

pytestmark = pytest.mark.django_db
NOBODY = Sender()


def reader(*keys: str) -> Reader:
    return Reader(list(keys), NOBODY)


@pytest.fixture
def review() -> Review:
    return add_review(make_film())


def figures(review: Review) -> tuple[int, int, float]:
    now = Review.objects.get(pk=review.pk)
    return now.helpful_yes, now.helpful_no, now.helpfulness


def test_votes_of_many_readers_are_counted_and_ranked(review):
    """Line 4: helpful by Wilson's lower bound."""
    for key in "abcd":
        vote(review, reader(key), is_helpful=key != "d")
    assert figures(review) == (3, 1, scores.wilson(3, 1))


def test_a_reader_counts_once_and_can_change_the_vote(review):
    """Line 4: counted once a person, reversible."""
    for is_helpful in (True, True, False):
        vote(review, reader("a"), is_helpful=is_helpful)
    assert figures(review) == (0, 1, 0.0)


def test_a_vote_taken_back_leaves_nothing(review):
    vote(review, reader("a"), is_helpful=True)
    vote(review, reader("a"), is_helpful=None)
    assert figures(review) == (0, 0, 0.0)
    assert not HelpfulVote.objects.exists()


def test_taking_back_what_was_never_given_changes_nothing(review):
    vote(review, reader("a"), is_helpful=True)
    vote(review, reader("b"), is_helpful=None)
    assert figures(review)[:2] == (1, 0)


def test_a_network_is_the_same_after_midnight(review):
    vote(review, reader("yesterday"), is_helpful=True)
    vote(review, reader("today", "yesterday"), is_helpful=False)
    assert figures(review)[:2] == (0, 1)
    assert HelpfulVote.objects.get().voter_key == "today"


def test_a_vote_whose_key_was_emptied_stays(review):
    vote(review, reader("a"), is_helpful=True)
    HelpfulVote.objects.update(voter_key="")
    vote(review, reader("b"), is_helpful=True)
    assert figures(review)[:2] == (2, 0)


def test_figures_that_were_spoilt_are_right_after_the_next_vote(review):
    Review.objects.update(helpful_yes=99)
    vote(review, reader("a"), is_helpful=True)
    assert figures(review)[:2] == (1, 0)


def test_what_is_hidden_meanwhile_cannot_be_voted_on(review):
    Review.objects.filter(pk=review.pk).update_under_lock(status="hidden", decision_reason="abuse")
    with pytest.raises(Review.DoesNotExist):
        vote(review, reader("a"), is_helpful=True)


# Who it is ----------------------------------------------------------------------------------------


def test_a_browser_that_sent_a_review_is_known_in_every_network(review):
    author = authors.recognise(None)
    rate(make_film(), author=author)
    known = Sender(authors.Author(author.secret, is_new=False))
    assert recognise(known, ["home"]).keys == recognise(known, ["work"]).keys == [author.key]


def test_keys_that_somebody_makes_up_are_one_reader(review):
    """A browser's key counts only where a review was sent with it."""
    for letter in "abcde":
        made_up = Sender(authors.Author(letter * authors.SECRET_LENGTH, is_new=False))
        vote(review, recognise(made_up, ["home"]), is_helpful=True)
    assert figures(review)[:2] == (1, 0)


def test_nobody_votes_on_a_review_of_their_own_by_the_browsers_key():
    author = authors.recognise(None)
    own = rate(make_film(), author=author, body="Mine")
    known = Sender(authors.Author(author.secret, is_new=False))
    with pytest.raises(OwnReviewError):
        vote(own, recognise(known, ["home"]), is_helpful=True)


def test_nobody_votes_on_a_review_of_their_own_by_the_open_session():
    own = rate(make_film(), body="Mine")
    session = ownership.Session((own.pk,))
    with pytest.raises(OwnReviewError):
        vote(own, recognise(Sender(session=session), ["home"]), is_helpful=True)


def test_voting_locks_the_row_where_a_database_has_such_locks(review):
    seen = []

    def remember(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(remember):
        vote(review, reader("a"), is_helpful=True)
    assert sum("FOR UPDATE" in sql for sql in seen) == connection.features.has_select_for_update


def test_vote_of_tells_what_was_said(review):
    vote(review, reader("a"), is_helpful=False)
    asked = [voting.vote_of(reader(key), review) for key in "ab"]
    assert asked == [False, None]
