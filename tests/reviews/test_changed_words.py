import pytest

from reviews import moderation
from reviews.choices import ReviewStatus
from reviews.models import (
    FilmRating,
    HelpfulVote,
    ModerationEvent,
    OutgoingMail,
    Review,
    ReviewContact,
    ReviewRevision,
)
from tests.factories import make_film, make_user
from tests.reviews.rows import FIRST_AT, add_review

pytestmark = pytest.mark.django_db
OLD = "A quiet film that asks for patience and pays it back."
NEW = "A quiet film that asks for patience, and pays it back: www.site.example"


@pytest.fixture
def review() -> Review:
    return add_review(make_film(), 9, title="Quiet", body=OLD, language="en", queued_at=FIRST_AT)


def change(review: Review, **fields) -> ReviewRevision:
    """The author has changed it, and the new words wait."""
    words = {"title": "Still quiet", "body": NEW, "score": 9, "display_name": "Ann"}
    given = {"number": 1, "status": "pending", "hold_reason": "link", **words, **fields}
    return ReviewRevision.objects.create(review=review, **given)


def test_published_words_change_places_with_those_on_the_page(review):
    """O4, O5: what was on the page is kept as a version."""
    moderator = make_user()
    change(review)
    outcome = moderation.publish_revision([review], by=moderator)
    stored, version = Review.objects.get(), ReviewRevision.objects.get()
    assert (stored.title, stored.body, stored.display_name) == ("Still quiet", NEW, "Ann")
    assert (version.title, version.body, version.display_name) == ("Quiet", OLD, "")
    assert (version.status, stored.queued_at, stored.decided_by) == ("superseded", None, moderator)
    assert stored.word_count == 12
    event = ModerationEvent.objects.get()
    assert (event.action, event.batch, event.to_status) == ("revision", outcome.batch, "published")


def test_words_of_another_language_are_counted_as_such(review):
    """A3: the figures say in which languages there are words."""
    french = "Un film calme, qui demande de la patience et qui la rend bien à ceux qui en ont."
    change(review, body=french)
    moderation.publish_revision([review], by=None)
    assert FilmRating.objects.get().languages == {"fr": 1}


def test_rejected_words_leave_the_page_as_it_is_and_tell_why(review):
    """M5, O5"""
    change(review)
    moderation.reject_revision([review], by=None, reason="advertising", note="The link.")
    stored = Review.objects.get()
    assert (stored.body, stored.status, stored.queued_at) == (OLD, "published", None)
    assert (stored.decision_reason, stored.decision_note) == ("advertising", "The link.")
    assert ReviewRevision.objects.get().status == "rejected"
    assert ModerationEvent.objects.get().reason == "advertising: The link."


def test_a_score_goes_when_the_words_in_its_place_are_published():
    """O5: it stayed while they waited."""
    review = add_review(make_film(), 9, body="", queued_at=FIRST_AT, scored_at=FIRST_AT)
    change(review, score=None)
    moderation.publish_revision([review], by=None)
    stored = Review.objects.get()
    assert (stored.score, stored.scored_at, stored.body) == (None, None, NEW)
    assert (FilmRating.objects.get().count, FilmRating.objects.get().text_count) == (0, 1)


@pytest.mark.parametrize(
    ("folded_by", "says_so", "is_folded"),
    [("author", False, False), ("", True, True), ("editor", False, True), ("reader", False, True)],
)
def test_an_author_unfolds_only_what_the_author_has_folded(review, folded_by, says_so, is_folded):
    Review.objects.update(contains_spoilers=bool(folded_by), spoiler_by=folded_by)
    change(review, contains_spoilers=says_so)
    moderation.publish_revision([review], by=None)
    assert Review.objects.get().contains_spoilers is is_folded


@pytest.mark.parametrize(
    ("body", "votes"), [(NEW, 1), ("Wholly other words now, about nothing at all.", 0)]
)
def test_votes_are_for_the_words_that_were_read(review, body, votes):
    """O4"""
    HelpfulVote.objects.create(review=review, voter_key="a", is_helpful=True)
    Review.objects.update(helpful_yes=1)
    change(review, body=body)
    moderation.publish_revision([review], by=None)
    assert (Review.objects.get().helpful_yes, HelpfulVote.objects.count()) == (votes, votes)


def test_the_author_is_told(review):
    change(review)
    ReviewContact.objects.create(
        review=review, email="a@b.example", wants_mail=True, verified_at=FIRST_AT
    )
    moderation.publish_revision([review], by=None)
    assert list(OutgoingMail.objects.values_list("kind", flat=True)) == ["published"]


@pytest.mark.parametrize("status", [ReviewStatus.PUBLISHED, ReviewStatus.HIDDEN])
def test_what_cannot_be_decided_is_refused(review, status):
    """M4"""
    if status == ReviewStatus.HIDDEN:
        change(review)
        Review.objects.update_under_lock(status=status, decision_reason="abuse")
    outcome = moderation.publish_revision([review], by=None)
    expected = {"published": "cannot be done to this one: Published"}
    assert [why for _, why in outcome.refused] == [expected.get(status, "publish the review first")]
    assert Review.objects.get().body == OLD
