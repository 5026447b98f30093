"""Taking back what one press of a moderator did: all of it that is still as that press left it."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.changed_words import VERSION, change_places
from reviews.choices import LIVE_STATUSES, EventAction, RevisionStatus
from reviews.decisions import Decision, Outcome, Slots, decide, keys
from reviews.models import ModerationEvent, Report, Review, ReviewRevision

OFFERED_FOR = timedelta(hours=1)
# What a moderator does with one press and can take back with one. An answer is changed by itself,
# a wave that was decided is public, and what is deleted is gone.
UNDOABLE = (
    EventAction.STATUS,
    EventAction.KEEP,
    EventAction.REVISION,
    EventAction.SPOILER,
    EventAction.FEATURE,
    EventAction.MOVE,
)


@dataclass(frozen=True)
class Press:
    """What somebody pressed last, for the line that offers to take it back.

    ``parts`` holds, for each kind of change, the action, the new status, the reason and the number
    of reviews.
    """

    batch: uuid.UUID
    parts: tuple[tuple[str, str, str, int], ...]
    is_undo: bool


def last_press(by: User) -> Press | None:
    """The latest decision of this moderator within the last hour."""
    mine = ModerationEvent.objects.filter(actor=by, batch__isnull=False, action__in=UNDOABLE)
    latest = mine.order_by("-pk").first()
    if latest is None or latest.batch is None or latest.at < timezone.now() - OFFERED_FOR:
        return None
    parts = mine.filter(batch=latest.batch).order_by("action", "to_status", "reason")
    numbers = parts.values_list("action", "to_status", "reason").annotate(number=Count("pk"))
    return Press(latest.batch, tuple(numbers), latest.is_undo)


def undo(batch: uuid.UUID, *, by: User) -> Outcome:
    """Take back what this press did; what somebody has changed since stays and is named."""
    done = ModerationEvent.objects.filter(batch=batch, is_undo=False, action__in=UNDOABLE)
    events = {event.review_id: event for event in done if event.review_id}
    came_from = [e.before["film_id"] for e in events.values() if "film_id" in e.before]
    with decide(Review.objects.filter(pk__in=events), by=by, film_ids=came_from) as decision:
        latest = _latest_events(decision.reviews)
        slots = Slots(decision.reviews)

        def why_not(review: Review) -> str:
            event = events[review.pk]
            if latest[review.pk] != event.pk or review.withdraw_at:
                return _("something has been decided about it since")
            return _why_not_back(review, event, slots)

        for review in decision.allowed(decision.reviews, why_not):
            _put_back(decision, review, events[review.pk])
    return decision.outcome


def _latest_events(reviews: list[Review]) -> dict[int, int]:
    about = ModerationEvent.objects.filter(review__in=keys(reviews), action__in=UNDOABLE).order_by()
    return dict(about.values_list("review").annotate(latest=Max("pk")))


def _why_not_back(review: Review, event: ModerationEvent, slots: Slots) -> str:
    if review.edited_at and review.edited_at > event.at:
        return _("its author has changed it since")
    status = event.before.get("status", review.status)
    film_id = event.before.get("film_id", review.film_id)
    if status in LIVE_STATUSES and not slots.take(review, film_id):
        return _("its author has written another one since")
    return ""


def _put_back(decision: Decision, review: Review, event: ModerationEvent) -> None:
    values = {name: value for name, value in event.before.items() if name != VERSION}
    # What was reported since waits from then on.
    values["queued_at"] = values.get("queued_at") or review.queued_at
    decision.note(review, EventAction(event.action), to=values.get("status"), is_undo=True)
    decision.also_count(values.get("film_id", review.film_id))
    if version := event.before.get(VERSION):
        _let_words_wait(review, version)
    for name, value in values.items():
        setattr(review, name, value)
    review.save()
    Report.objects.filter(review=review, handled_at=event.at).update(handled_at=None)


def _let_words_wait(review: Review, number: int) -> None:
    version = ReviewRevision.objects.get(pk=number)
    if version.status == RevisionStatus.SUPERSEDED:
        change_places(review, version, RevisionStatus.PENDING)
    else:
        version.status = RevisionStatus.PENDING
        version.save(update_fields=["status"])
