import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from reviews import curating, film_ratings, moderation, undoing
from reviews.models import FilmRating, ModerationEvent, Report, Review, ReviewRevision
from tests.factories import make_film, make_user
from tests.reviews.rows import FIRST_AT, add_review, add_reviews

pytestmark = pytest.mark.django_db
WAITS = {"status": "pending", "hold_reason": "link", "queued_at": FIRST_AT, "published_at": None}
STATES = {
    "pending": WAITS,
    "published": {},
    "rejected": {"status": "rejected", "decision_reason": "abuse", "decision_note": "No."},
    "hidden": {"status": "hidden", "decision_reason": "copied"},
    "spam": {"status": "spam", "hold_reason": "honeypot"},
    "reported": {"queued_at": FIRST_AT},
    "folded": {"contains_spoilers": True, "spoiler_by": "reader"},
    "picked": {"featured_at": FIRST_AT},
}
PRESSES = {
    "publish": (moderation.publish, {}, ["pending", "rejected", "hidden", "spam"]),
    "reject": (moderation.reject, {"reason": "off_topic", "note": "So."}, ["pending"]),
    "hide": (moderation.hide, {"reason": "off_topic", "note": "So."}, ["pending", "published"]),
    "mark_spam": (moderation.mark_spam, {}, ["pending", "published"]),
    "keep": (moderation.keep, {}, ["reported"]),
    "cover": (curating.cover, {}, ["published", "folded"]),
    "uncover": (curating.uncover, {}, ["folded"]),
    "feature": (curating.feature, {}, ["published"]),
    "unfeature": (curating.unfeature, {}, ["picked"]),
}


@pytest.fixture
def moderator():
    return make_user("ada")


def columns(review: Review) -> dict:
    return Review.objects.filter(pk=review.pk).values().get()


@pytest.mark.parametrize(
    ("press", "state"), [(name, state) for name, row in PRESSES.items() for state in row[2]]
)
def test_an_undo_puts_back_every_column(moderator, press, state):
    """M3: what was decided before, by whom, and the place in the queue; both steps are logged."""
    earlier = make_user("bea")
    review = add_review(make_film(), decided_by=earlier, decided_at=FIRST_AT, **STATES[state])
    before, figures = columns(review), FilmRating.objects.get().figures
    verb, options, _ = PRESSES[press]
    outcome = verb([review], by=moderator, **options)
    assert columns(review) != before
    undone = undoing.undo(outcome.batch, by=moderator)
    assert (columns(review), undone.refused) == (before, [])
    assert FilmRating.objects.get().figures == figures
    steps = ModerationEvent.objects.order_by("pk")
    (there, back) = steps.values_list("from_status", "to_status", "is_undo")
    assert there == (back[1], back[0], False)
    assert back[2]


def test_an_undo_opens_the_reports_again(moderator):
    review = add_review(make_film(), queued_at=FIRST_AT)
    long_ago = Report.objects.create(review=review, reason="other", handled_at=FIRST_AT)
    Report.objects.create(review=review, reason="abuse")
    outcome = moderation.keep([review], by=moderator)
    undoing.undo(outcome.batch, by=moderator)
    assert list(Report.objects.filter(handled_at=None).values_list("reason", flat=True)) == [
        "abuse"
    ]
    assert Report.objects.get(pk=long_ago.pk).handled_at == FIRST_AT


def test_what_was_reported_since_stays_in_the_queue(moderator):
    review = add_review(make_film(), **STATES["hidden"])
    outcome = moderation.publish([review], by=moderator)
    Review.objects.filter(pk=review.pk).update(queued_at=FIRST_AT)
    undoing.undo(outcome.batch, by=moderator)
    assert Review.objects.get().queued_at == FIRST_AT


def test_a_move_is_taken_back(moderator):
    """A3: both films are counted again."""
    here, there = make_film(), make_film()
    review = add_review(here, set_aside="embargo")
    before = columns(review)
    outcome = curating.move([review], to=there, by=moderator)
    undoing.undo(outcome.batch, by=moderator)
    assert columns(review) == before
    assert film_ratings.differences() == []


def changed(review: Review) -> ReviewRevision:
    words = {"title": "New", "body": "New words: www.site.example", "score": 8}
    return ReviewRevision.objects.create(review=review, number=1, status="pending", **words)


@pytest.mark.parametrize("press", ["publish_revision", "reject_revision", "hide"])
def test_changed_words_wait_again(moderator, press):
    """O5: each version is back in its place."""
    reason = {} if press == "publish_revision" else {"reason": "abuse"}
    review = add_review(make_film(), body="The words of before.", queued_at=FIRST_AT)
    changed(review)
    versions = list(ReviewRevision.objects.values())
    outcome = getattr(moderation, press)([review], by=moderator, **reason)
    assert list(ReviewRevision.objects.values()) != versions
    undoing.undo(outcome.batch, by=moderator)
    stored = Review.objects.get()
    assert (stored.body, stored.status) == ("The words of before.", "published")
    assert (stored.queued_at, stored.decision_reason) == (FIRST_AT, "")
    assert list(ReviewRevision.objects.values()) == versions


def refusals(outcome) -> list[str]:
    return [why for _, why in outcome.refused]


def test_what_was_decided_since_stays_and_the_rest_is_undone(moderator):
    film = make_film()
    first, second = add_reviews(film, 2, **WAITS)
    outcome = moderation.publish([first, second], by=moderator)
    moderation.hide([first], by=None, reason="abuse")
    undone = undoing.undo(outcome.batch, by=moderator)
    assert [(r.pk, why) for r, why in undone.refused] == [
        (first.pk, "something has been decided about it since")
    ]
    assert list(Review.objects.order_by("pk").values_list("status", flat=True)) == [
        "hidden",
        "pending",
    ]


def test_nothing_is_undone_twice(moderator):
    review = add_review(make_film(), **WAITS)
    outcome = moderation.publish([review], by=moderator)
    undoing.undo(outcome.batch, by=moderator)
    again = undoing.undo(outcome.batch, by=moderator)
    assert refusals(again) == ["something has been decided about it since"]


def test_what_its_author_has_changed_since_stays(moderator):
    """I5: nobody has read the words that would come back onto the page."""
    review = add_review(make_film())
    outcome = moderation.hide([review], by=moderator, reason="abuse")
    Review.objects.update(edited_at=timezone.now())
    undone = undoing.undo(outcome.batch, by=moderator)
    assert refusals(undone) == ["its author has changed it since"]


def test_what_its_author_is_withdrawing_stays(moderator):
    """O6"""
    review = add_review(make_film())
    outcome = moderation.hide([review], by=moderator, reason="abuse")
    Review.objects.update(withdraw_at=timezone.now())
    undone = undoing.undo(outcome.batch, by=moderator)
    assert refusals(undone) == ["something has been decided about it since"]


def test_nobody_gets_a_second_live_review_by_an_undo(moderator):
    """I2"""
    film = make_film()
    review = add_review(film, author_key="a" * 64, **WAITS)
    outcome = moderation.reject([review], by=moderator, reason="abuse")
    add_review(film, author_key="a" * 64)
    undone = undoing.undo(outcome.batch, by=moderator)
    assert refusals(undone) == ["its author has written another one since"]


def test_deleting_cannot_be_undone(moderator):
    moderation.delete([add_review(make_film())], by=moderator)
    batch = ModerationEvent.objects.get().batch
    assert undoing.undo(batch, by=moderator).changed == []
    assert undoing.last_press(moderator) is None


def test_an_unknown_press_undoes_nothing(moderator):
    assert undoing.undo(uuid.uuid4(), by=moderator).changed == []


def test_the_last_press_is_told_with_its_numbers(moderator):
    film = make_film()
    moderation.publish(add_reviews(film, 3, **WAITS), by=moderator)
    mixed = [*add_reviews(film, 2, **WAITS), add_review(film, queued_at=FIRST_AT)]
    outcome = moderation.approve(mixed, by=moderator)
    moderation.publish([add_review(film, **WAITS)], by=make_user("bea"))
    press = undoing.last_press(moderator)
    assert press == undoing.Press(
        outcome.batch, (("keep", "published", "", 1), ("status", "published", "", 2)), False
    )


def test_an_undo_is_the_last_press_and_is_not_offered_again(moderator):
    outcome = moderation.publish([add_review(make_film(), **WAITS)], by=moderator)
    undoing.undo(outcome.batch, by=moderator)
    assert undoing.last_press(moderator).is_undo


def test_a_press_of_yesterday_is_not_offered(moderator):
    review = add_review(make_film())
    ModerationEvent.objects.create(
        review=review,
        actor=moderator,
        action="keep",
        from_status="published",
        to_status="published",
        batch=uuid.uuid4(),
        at=timezone.now() - timedelta(hours=2),
    )
    assert undoing.last_press(moderator) is None
