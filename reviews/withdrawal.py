"""An author takes a review back: off the page at once, and everything personal is deleted.

What is left is a stone with the film, the dates and the status, so that the secret link can say
what happened. Who asks for it has ten minutes to change their mind.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from reviews import film_ratings
from reviews.choices import DecisionReason, EventAction, ReviewStatus
from reviews.models import (
    FilmRating,
    HelpfulVote,
    ModerationEvent,
    OutgoingMail,
    Report,
    Review,
    ReviewContact,
    ReviewReply,
    ReviewRevision,
    ReviewSignal,
    TextPrint,
)

UNDO_WITHIN = timedelta(minutes=10)
# What a review leaves behind in other tables, all of it about its author or their words.
BELONGINGS = (
    HelpfulVote,
    OutgoingMail,
    Report,
    ReviewContact,
    ReviewReply,
    ReviewRevision,
    ReviewSignal,
    TextPrint,
)
# import_key stays: without it the next import would bring the review back.
EMPTY: dict[str, Any] = {
    "score": None,
    "title": "",
    "body": "",
    "display_name": "",
    "language": "",
    "word_count": 0,
    "contains_spoilers": False,
    "spoiler_by": "",
    "set_aside": "",
    "hold_reason": "",
    "risk_reasons": [],
    "queued_at": None,
    "decision_reason": "",
    "decision_note": "",
    "author_key": None,
    "verified_email_hash": None,
    "idempotency_key": None,
    "content_hash": "",
    "helpful_yes": 0,
    "helpful_no": 0,
    "helpfulness": 0.0,
    "featured_at": None,
    "scored_at": None,
    "withdraw_at": None,
}


@transaction.atomic
def withdraw(review: Review, *, can_undo: bool = False, by: User | None = None) -> Review:
    """Take a review off the page; returns it as it is now. A second time changes nothing.

    With ``can_undo`` it is hidden for ten minutes first and deleted afterwards.
    """
    rating, review = _locked(review)
    if review.status == ReviewStatus.WITHDRAWN or (can_undo and review.withdraw_at):
        return review
    before = film_ratings.share(review)
    if can_undo and review.is_live:
        _hide(review)
    else:
        _empty(review, by)
    film_ratings.settle(rating, before=before, after=film_ratings.share(review))
    return review


@transaction.atomic
def undo(review: Review) -> bool:
    """Put a review back where it was; whether there was still time for that."""
    rating, review = _locked(review)
    if not review.withdraw_at or review.withdraw_at <= timezone.now():
        return False
    before = film_ratings.share(review)
    review.withdraw_at = None
    if review.decision_reason == DecisionReason.AUTHOR:
        step = review.events.filter(action=EventAction.STATUS)[0]
        _log(review, step.from_status, is_undo=True)
        review.status, review.decision_reason = step.from_status, ""
        if review.status == ReviewStatus.PENDING:
            review.queued_at = timezone.now()
    review.save()
    film_ratings.settle(rating, before=before, after=film_ratings.share(review))
    return True


def finish_due(now: datetime | None = None) -> int:
    """Delete what was withdrawn ten minutes ago or longer; returns the number of reviews."""
    due = Review.objects.filter(withdraw_at__lte=now or timezone.now())
    reviews = list(due.order_by("pk"))
    for review in reviews:
        withdraw(review)
    return len(reviews)


def _locked(review: Review) -> tuple[FilmRating, Review]:
    # A moderator may be moving it to another film: what counts is the film under whose lock we are.
    # The wrong film's lock ends with the savepoint, as locks are only taken in the films' order.
    while True:
        film_id = Review.objects.values_list("film_id", flat=True).get(pk=review.pk)
        with transaction.atomic():
            (rating,) = FilmRating.objects.lock([film_id])
            now = Review.objects.select_related("film").get(pk=review.pk)
            if now.film_id == film_id:
                return rating, now
            transaction.set_rollback(True)


def _hide(review: Review) -> None:
    review.withdraw_at = timezone.now() + UNDO_WITHIN
    if review.status != ReviewStatus.HIDDEN:
        _log(review, ReviewStatus.HIDDEN)
        review.status, review.decision_reason = ReviewStatus.HIDDEN, DecisionReason.AUTHOR
    review.queued_at = None
    review.save()


def _empty(review: Review, by: User | None) -> None:
    _log(review, ReviewStatus.WITHDRAWN, by=by)
    for model in BELONGINGS:
        model.objects.filter(review=review).delete()
    review.status = ReviewStatus.WITHDRAWN
    for name, value in EMPTY.items():
        setattr(review, name, value)
    review.save()


def _log(review: Review, to: str, *, by: User | None = None, is_undo: bool = False) -> None:
    ModerationEvent.objects.create(
        review=review,
        public_id=review.public_id,
        actor=by,
        from_status=review.status,
        to_status=to,
        reason=str(DecisionReason.AUTHOR.label),
        is_undo=is_undo,
    )
