"""What is done to a review besides deciding about it: folded up, picked, moved to its film."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from films.models import Film
from reviews import openings, outbox
from reviews.choices import (
    EventAction,
    MailKind,
    ReportReason,
    ReviewStatus,
    SetAside,
    SpoilerBy,
)
from reviews.decisions import Decision, Outcome, Slots, decide
from reviews.models import Review


def cover(reviews: Iterable[Review], *, by: User | None) -> Outcome:
    """Fold these up as spoilers; what readers said about that is dealt with."""
    return _fold(reviews, by=by, is_covered=True)


def uncover(reviews: Iterable[Review], *, by: User | None) -> Outcome:
    """Unfold these; what readers said about that is dealt with. Marked passages stay covered."""
    return _fold(reviews, by=by, is_covered=False)


def feature(reviews: Iterable[Review], *, by: User | None) -> Outcome:
    """Pick these public reviews for the editors' list."""
    with decide(reviews, by=by) as decision:
        chosen = decision.allowed(decision.reviews, _why_not_picked)
        reason = _("Picked by the editors")
        decision.write(chosen, EventAction.FEATURE, reason=reason, featured_at=decision.now)
    return decision.outcome


def unfeature(reviews: Iterable[Review], *, by: User | None) -> Outcome:
    """Pick these no longer."""
    with decide(reviews, by=by) as decision:
        why_not = _("it is not picked")
        chosen = decision.allowed(
            decision.reviews, lambda review: "" if review.featured_at else why_not
        )
        decision.write(chosen, EventAction.FEATURE, reason=_("No longer picked"), featured_at=None)
    return decision.outcome


def move(reviews: Iterable[Review], *, to: Film, by: User | None) -> Outcome:
    """Give these to the film that they are about; both films are counted afresh.

    A score that waits for its film's release or for the end of a wave waits, from now on, as the
    new film's scores do; one that was found void stays void.
    """
    with decide(reviews, by=by, film_ids=[to.pk]) as decision:
        aside = openings.set_aside(to, decision.ratings[to.pk])
        slots = Slots(decision.reviews)
        chosen = decision.allowed(
            decision.reviews, lambda review: _why_not_moved(review, to, slots)
        )
        for review in chosen:
            stays = not review.score or review.set_aside == SetAside.VOID
            new = review.set_aside if stays else aside
            decision.write([review], EventAction.MOVE, reason=str(to)[:250], film=to, set_aside=new)
            decision.also_count(to.pk)
    return decision.outcome


def _fold(reviews: Iterable[Review], *, by: User | None, is_covered: bool) -> Outcome:
    with decide(reviews, by=by) as decision:
        chosen = decision.allowed(
            decision.reviews, lambda review: _why_not_folded(review, is_covered)
        )
        decision.look_at_reports(chosen, ReportReason.SPOILER)
        reported = [review for review in chosen if review.status == ReviewStatus.PUBLISHED]
        _write_fold(decision, reported, is_covered, queued_at=decision.place_in_queue(reported))
        _write_fold(decision, [review for review in chosen if review not in reported], is_covered)
        if is_covered:
            outbox.post_all(MailKind.COVERED, reported)
    return decision.outcome


def _write_fold(decision: Decision, reviews: list[Review], is_covered: bool, **place: Any) -> None:
    by = SpoilerBy.EDITOR if is_covered else ""
    values: dict[str, Any] = {"contains_spoilers": is_covered, "spoiler_by": by}
    reason = _("Folded up") if is_covered else _("Unfolded")
    decision.write(reviews, EventAction.SPOILER, reason=reason, **values, **place)


def _why_not_folded(review: Review, is_covered: bool) -> str:
    if review.status == ReviewStatus.WITHDRAWN:
        return _("its author has withdrawn it")
    if not is_covered and not review.contains_spoilers:
        return _("it is not folded up")
    if is_covered and review.spoiler_by == SpoilerBy.EDITOR:
        return _("it is folded up already")
    return ""


def _why_not_picked(review: Review) -> str:
    if review.status != ReviewStatus.PUBLISHED or not review.body:
        return _("only a public review with words can be picked")
    return _("it is picked already") if review.featured_at else ""


def _why_not_moved(review: Review, to: Film, slots: Slots) -> str:
    if review.withdraw_at or review.status == ReviewStatus.WITHDRAWN:
        return _("its author has withdrawn it")
    if review.film_id == to.pk:
        return _("it is about this film already")
    if review.is_live and not slots.take(review, to.pk):
        return _("its author has a review of that film")
    return ""
