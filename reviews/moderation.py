"""What a moderator decides about reviews: every change is legal, counted and written down.

Each verb takes any number of reviews and does them in one transaction, with one recount a film. A
review that may not go where it is sent (somebody else was faster) is refused, the others are done.
One press has one batch in the log; reviews/undoing.py takes it back.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from reviews import outbox
from reviews.changed_words import publish_words, reject_words, turn_down_waiting
from reviews.choices import (
    LIVE_STATUSES,
    TRANSITIONS,
    DecisionReason,
    EventAction,
    HoldReason,
    MailKind,
    ReviewStatus,
)
from reviews.decisions import Decision, Outcome, Slots, already_decided, decide, keys, told
from reviews.models import Review


class MissingReasonError(ValueError):
    """A review is turned down only with a reason."""


class AppealError(ValueError):
    """Why an author cannot ask to look again, in a sentence."""


def publish(reviews: Iterable[Review], *, by: User | None) -> Outcome:
    """Let the public see these; from the queue, or back from hidden, rejected or spam."""
    with decide(reviews, by=by) as decision:
        _publish(decision, decision.reviews)
    return decision.outcome


def reject(reviews: Iterable[Review], *, by: User | None, reason: str, note: str = "") -> Outcome:
    """Turn these down. Raises MissingReasonError without a DecisionReason; authors read both."""
    _demand(reason)
    with decide(reviews, by=by) as decision:
        _turn_down(decision, decision.reviews, ReviewStatus.REJECTED, reason, note)
    return decision.outcome


def hide(reviews: Iterable[Review], *, by: User | None, reason: str, note: str = "") -> Outcome:
    """Take these off the page; they can come back. Raises MissingReasonError without a reason.

    What is hidden already and waits to be looked at stays hidden, for this reason. With the reason
    REPORTED nobody has looked yet: its reports stay open, and it keeps its place in the queue.
    """
    _demand(reason)
    with decide(reviews, by=by) as decision:
        _hide(decision, decision.reviews, reason, note)
    return decision.outcome


def mark_spam(reviews: Iterable[Review], *, by: User | None) -> Outcome:
    """Call these spam; they can come back. Their authors are not told."""
    with decide(reviews, by=by) as decision:
        _move(decision, _movable(decision, decision.reviews, ReviewStatus.SPAM), ReviewStatus.SPAM)
    return decision.outcome


def keep(reviews: Iterable[Review], *, by: User | None) -> Outcome:
    """Leave these as they are and take them out of the queue; their reports are dealt with."""
    with decide(reviews, by=by) as decision:
        _keep(decision, decision.reviews)
    return decision.outcome


def publish_revision(reviews: Iterable[Review], *, by: User | None) -> Outcome:
    """Let the changed words of these go public; the words of before are kept as a version."""
    with decide(reviews, by=by) as decision:
        publish_words(decision, decision.reviews)
    return decision.outcome


def reject_revision(
    reviews: Iterable[Review], *, by: User | None, reason: str, note: str = ""
) -> Outcome:
    """Turn down the changed words of these; the words of before stay on the page."""
    _demand(reason)
    with decide(reviews, by=by) as decision:
        reject_words(decision, decision.reviews, reason, note)
    return decision.outcome


def approve(reviews: Iterable[Review], *, by: User | None) -> Outcome:
    """Let go public what waits: a review, or its changed words; one that was reported stays."""
    with decide(reviews, by=by) as decision:
        changed, others = _by_words(decision)
        publish_words(decision, changed)
        reported = [r for r in others if r.status == ReviewStatus.PUBLISHED and r.queued_at]
        _keep(decision, reported)
        _publish(decision, [review for review in others if review not in reported])
    return decision.outcome


def decline(reviews: Iterable[Review], *, by: User | None, reason: str, note: str = "") -> Outcome:
    """Keep from the public what waits: a review, its changed words, or one that was reported."""
    _demand(reason)
    with decide(reviews, by=by) as decision:
        changed, others = _by_words(decision)
        reject_words(decision, changed, reason, note)
        new = [review for review in others if review.status == ReviewStatus.PENDING]
        _turn_down(decision, new, ReviewStatus.REJECTED, reason, note)
        _hide(decision, [review for review in others if review not in new], reason, note)
    return decision.outcome


def delete(reviews: Iterable[Review], *, by: User | None) -> int:
    """Delete these for good and return their number; the log keeps who did it."""
    with decide(reviews, by=by) as decision:
        for review in decision.reviews:
            decision.note(review, EventAction.ERASE, to="")
        decision.write_log()
        Review.objects.filter(pk__in=keys(decision.reviews)).delete()
    return len(decision.reviews)


def appeal(review: Review) -> Review:
    """Its author asks to look again at what was rejected: it waits once more, marked as such.

    Raises AppealError, with a sentence for the author, where that cannot be.
    """
    with decide([review], by=None) as decision:
        for _review, why_not in decision.outcome.refused:
            raise AppealError(why_not)
        for now in decision.reviews:
            if why_not := why_no_appeal(now):
                raise AppealError(why_not)
        values: dict[str, Any] = {
            "status": ReviewStatus.PENDING,
            "hold_reason": HoldReason.APPEAL,
            "queued_at": decision.now,
            "appealed_at": decision.now,
        }
        reason = str(HoldReason.APPEAL.label)
        decision.write(decision.reviews, EventAction.STATUS, reason=reason, **values)
    return decision.reviews[0]


def why_no_appeal(review: Review) -> str:
    """Why its author cannot ask to look again, in a sentence; "" where that can be asked."""
    if review.status != ReviewStatus.REJECTED:
        return _("This review was not rejected.")
    if review.appealed_at:
        return _("You have asked once already; the moderators have looked again.")
    if not Slots([review]).take(review, review.film_id):
        return _("You have written another review of this film since; that one counts.")
    return ""


def _demand(reason: str) -> None:
    if reason not in DecisionReason:
        raise MissingReasonError(_("Choose a reason: the author reads it."))


def _by_words(decision: Decision) -> tuple[list[Review], list[Review]]:
    """Public reviews whose changed words wait, and all others."""
    changed = [
        review
        for review in decision.reviews
        if review.pk in decision.pending_words and review.status == ReviewStatus.PUBLISHED
    ]
    return changed, [review for review in decision.reviews if review not in changed]


def _publish(decision: Decision, reviews: list[Review]) -> None:
    chosen = _movable(decision, reviews, ReviewStatus.PUBLISHED)
    published_at = Coalesce("published_at", decision.now)
    _move(decision, chosen, ReviewStatus.PUBLISHED, published_at=published_at)
    outbox.post_all(MailKind.PUBLISHED, chosen)


def _hide(decision: Decision, reviews: list[Review], reason: str, note: str) -> None:
    hidden = [r for r in reviews if r.status == ReviewStatus.HIDDEN and r.queued_at]
    visible = [review for review in reviews if review not in hidden]
    _turn_down(decision, visible, ReviewStatus.HIDDEN, reason, note)
    _let_stay(decision, hidden, reason=reason, note=note)
    outbox.post_all(MailKind.DECLINED, hidden)


def _turn_down(
    decision: Decision, reviews: list[Review], to: ReviewStatus, reason: str, note: str
) -> None:
    chosen = _movable(decision, reviews, to)
    _move(decision, chosen, to, reason=reason, note=note)
    outbox.post_all(MailKind.DECLINED, chosen)


def _movable(decision: Decision, reviews: list[Review], to: ReviewStatus) -> list[Review]:
    slots = Slots(reviews if to in LIVE_STATUSES else [])

    def why_not(review: Review) -> str:
        if review.withdraw_at:
            return _("its author is just withdrawing it")
        if to not in TRANSITIONS[review.status]:
            return already_decided(review)
        if to in LIVE_STATUSES and not slots.take(review, review.film_id):
            return _("its author has written another one since")
        return ""

    return decision.allowed(reviews, why_not)


def _move(
    decision: Decision,
    reviews: list[Review],
    to: ReviewStatus,
    *,
    reason: str = "",
    note: str = "",
    **values: Any,
) -> None:
    if not reviews:
        return
    values |= {"status": to, "decision_reason": reason, "decision_note": note}
    if reason != DecisionReason.REPORTED:
        if to != ReviewStatus.PUBLISHED:
            turn_down_waiting(decision, reviews)
        values |= _looked_at(decision, reviews)
    decision.write(reviews, EventAction.STATUS, reason=told(reason, note), **values)


def _keep(decision: Decision, reviews: list[Review]) -> None:
    def why_not(review: Review) -> str:
        if not review.queued_at:
            return already_decided(review)
        if review.status == ReviewStatus.PENDING:
            return _("it waits to be published or rejected")
        if review.pk in decision.pending_words:
            return _("its changed words wait to be published or rejected")
        if review.decision_reason == DecisionReason.REPORTED:
            return _("say why it stays hidden: its author reads it")
        return ""

    _let_stay(decision, decision.allowed(reviews, why_not))


def _let_stay(
    decision: Decision, reviews: list[Review], *, reason: str = "", note: str = ""
) -> None:
    """Look at these without changing their status; a reason replaces the one of before."""
    if not reviews:
        return
    values = _looked_at(decision, reviews)
    if reason:
        values |= {"decision_reason": reason, "decision_note": note}
    decision.write(reviews, EventAction.KEEP, reason=told(reason, note), **values)


def _looked_at(decision: Decision, reviews: list[Review]) -> dict[str, Any]:
    decision.look_at_reports(reviews)
    return decision.decided(reviews)
