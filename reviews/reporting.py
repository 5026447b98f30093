"""Readers report a review: a moderator looks, and what several readers say takes effect at once.

A network counts once however often it presses. The first report puts a review into the queue; two
that call it a spoiler fold it up; five that call it abuse hide it until a moderator has looked.
No report touches what is counted, except through hiding. What rests on reports ends with them.
"""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from reviews import moderation, outbox
from reviews.choices import (
    DecisionReason,
    EventAction,
    MailKind,
    ReportReason,
    ReviewStatus,
    SpoilerBy,
)
from reviews.decisions import Decision, decide
from reviews.models import Report, Review

REPORTS_TO_COVER = 2
REPORTS_TO_HIDE = 5


def report(review: Review, *, network_keys: Sequence[str], reason: str) -> None:
    """Take down what a reader says is wrong with a public review; a second time: the new reason.

    network_keys are those of the reader's network, the one of today first.

    What a moderator has looked at stays done, and of a review that is not public nothing is said.
    """
    with decide([review], by=None) as decision:
        for now in decision.reviews:
            if now.status == ReviewStatus.PUBLISHED:
                said = report_of(network_keys, now) or Report(review=now)
                said.reporter_key, said.reason = network_keys[0], reason
                said.save()
                if said.handled_at is None:
                    _take_effect(decision, now)


def take_back(review: Review, *, network_keys: Sequence[str]) -> None:
    """Forget what this network said about a review, and what rested on it alone."""
    with decide([review], by=None) as decision:
        for now in decision.reviews:
            if said := report_of(network_keys, now):
                said.delete()
                _end_effect(decision, now)


def report_of(network_keys: Sequence[str], review: Review) -> Report | None:
    """What this network has said about a review."""
    return Report.objects.filter(review=review, reporter_key__in=network_keys).first()


def is_open_to_reports(review: Review) -> bool:
    """Whether readers may say something about it: a public one, or one that their reports hid."""
    return review.status == ReviewStatus.PUBLISHED or _is_hidden_by_reports(review)


def _is_hidden_by_reports(review: Review) -> bool:
    return (
        review.status == ReviewStatus.HIDDEN and review.decision_reason == DecisionReason.REPORTED
    )


def _open_reports(review: Review) -> Counter[str]:
    """By reason; those that a moderator has looked at, or that have lost their key, are done."""
    said = Report.objects.filter(review=review, handled_at=None).exclude(reporter_key="")
    return Counter(said.values_list("reason", flat=True))


def _take_effect(decision: Decision, review: Review) -> None:
    if review.queued_at is None:
        Review.objects.filter(pk=review.pk).update_under_lock(queued_at=decision.now)
    said = _open_reports(review)
    if said[ReportReason.SPOILER] >= REPORTS_TO_COVER and not review.contains_spoilers:
        _set_cover(decision, review, SpoilerBy.READER, reason=_("Two readers call it a spoiler"))
        outbox.post(MailKind.COVERED, review)
    if said[ReportReason.ABUSE] >= REPORTS_TO_HIDE:
        moderation.hide([review], by=None, reason=DecisionReason.REPORTED)


def _end_effect(decision: Decision, review: Review) -> None:
    said = _open_reports(review)
    reason = _("A reader took a report back")
    if review.spoiler_by == SpoilerBy.READER and said[ReportReason.SPOILER] < REPORTS_TO_COVER:
        _set_cover(decision, review, "", reason=reason)
    if _is_hidden_by_reports(review) and said[ReportReason.ABUSE] < REPORTS_TO_HIDE:
        decision.write(
            [review],
            EventAction.STATUS,
            reason=reason,
            status=ReviewStatus.PUBLISHED,
            decision_reason="",
            decided_at=None,
        )
    queued_at = decision.place_in_queue([review])
    Review.objects.filter(pk=review.pk).update_under_lock(queued_at=queued_at)


def _set_cover(decision: Decision, review: Review, by: str, *, reason: str) -> None:
    decision.write(
        [review],
        EventAction.SPOILER,
        reason=reason,
        contains_spoilers=bool(by),
        spoiler_by=by,
    )
