"""What a moderator decides about reviews: every change is legal, counted and written down.

Each verb takes any number of reviews and does them in one transaction, with one recount a film. A
review that may not go where it is sent (somebody else was faster) is refused, the others are done.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.choices import LIVE_STATUSES, TRANSITIONS, DecisionReason, EventAction, ReviewStatus
from reviews.models import FilmRating, ModerationEvent, Review
from reviews.models.review import store_figures


class MissingReasonError(ValueError):
    """A review is turned down only with a reason."""


@dataclass
class Outcome:
    """What a verb did: the reviews it changed, and for the others why not."""

    changed: list[Review] = field(default_factory=list)
    refused: list[tuple[Review, str]] = field(default_factory=list)


def publish(reviews: Iterable[Review], *, by: User | None) -> Outcome:
    """Let the public see these; from the queue, or back from hidden, rejected or spam."""
    return _move(reviews, ReviewStatus.PUBLISHED, by=by, reason="")


def reject(reviews: Iterable[Review], *, by: User | None, reason: str) -> Outcome:
    """Turn these down. Raises MissingReasonError without one."""
    if not reason:
        raise MissingReasonError(_("Say why: a review is turned down only with a reason."))
    return _move(reviews, ReviewStatus.REJECTED, by=by, reason=reason)


def hide(reviews: Iterable[Review], *, by: User | None, reason: str) -> Outcome:
    """Take these off the page; they can come back. Raises MissingReasonError without one."""
    if not reason:
        raise MissingReasonError(_("Say why: a review is hidden only with a reason."))
    return _move(reviews, ReviewStatus.HIDDEN, by=by, reason=reason)


def mark_spam(reviews: Iterable[Review], *, by: User | None) -> Outcome:
    """Call these spam; they can come back."""
    return _move(reviews, ReviewStatus.SPAM, by=by, reason="")


def delete(reviews: Iterable[Review], *, by: User | None) -> int:
    """Delete these for good and return their number; the log keeps who did it."""
    with transaction.atomic():
        chosen = _locked(reviews)[1]
        _record(chosen, "", by=by, reason="")
        Review.objects.filter(pk__in=[review.pk for review in chosen]).delete()
    return len(chosen)


def _move(reviews: Iterable[Review], to: ReviewStatus, *, by: User | None, reason: str) -> Outcome:
    outcome = Outcome()
    with transaction.atomic():
        ratings, chosen = _locked(reviews)
        taken = _other_live_reviews(chosen) if to in LIVE_STATUSES else set()
        for review in chosen:
            if why_not := _why_not(review, to, taken):
                outcome.refused.append((review, why_not))
                continue
            outcome.changed.append(review)
            if review.author_key:
                taken.add((review.film_id, review.author_key))
        _record(outcome.changed, to, by=by, reason=reason)
        _write(outcome.changed, to, by, reason)
        changed_films = {review.film_id for review in outcome.changed}
        for rating in ratings:
            if rating.pk in changed_films:
                store_figures(rating)
    return outcome


def _locked(reviews: Iterable[Review]) -> tuple[list[FilmRating], list[Review]]:
    """The figures' locks, then the reviews as they are now, oldest first."""
    reviews = list(reviews)
    ratings = FilmRating.objects.lock(review.film_id for review in reviews)
    now = Review.objects.filter(pk__in=[review.pk for review in reviews])
    return ratings, list(now.select_related("film", "decided_by").order_by("pk"))


def _why_not(review: Review, to: ReviewStatus, taken: set[tuple[int, str]]) -> str:
    if to not in TRANSITIONS[review.status]:
        status = review.get_status_display()
        if review.decided_by:
            return _("already decided by %(name)s: %(status)s") % {
                "name": review.decided_by,
                "status": status,
            }
        return _("cannot be done to this one: %(status)s") % {"status": status}
    if not review.is_live and (review.film_id, review.author_key) in taken:
        return _("its author has written another one since")
    return ""


def _other_live_reviews(reviews: list[Review]) -> set[tuple[int, str]]:
    keys = [review.author_key for review in reviews if review.author_key and not review.is_live]
    rows = Review.objects.live().filter(author_key__in=keys).values_list("film_id", "author_key")
    return set(rows)


def _write(reviews: list[Review], to: ReviewStatus, by: User | None, reason: str) -> None:
    now = timezone.now()
    chosen = Review.objects.filter(pk__in=[review.pk for review in reviews])
    values = {"status": to, "decided_at": now, "decided_by": by, "queued_at": None}
    if to == ReviewStatus.PUBLISHED:
        values |= {"published_at": Coalesce("published_at", now), "decision_reason": ""}
    else:
        values["decision_reason"] = reason if reason in DecisionReason else DecisionReason.OTHER
    chosen.update_under_lock(**values)
    for review in reviews:
        review.status = to


def _record(reviews: list[Review], to: str, *, by: User | None, reason: str) -> None:
    ModerationEvent.objects.bulk_create(
        ModerationEvent(
            review=review,
            public_id=review.public_id,
            actor=by,
            action=EventAction.STATUS if to else EventAction.ERASE,
            from_status=review.status,
            to_status=to,
            reason=reason,
        )
        for review in reviews
    )
