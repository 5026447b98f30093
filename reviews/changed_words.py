"""Changed words of a public review that wait: they replace those on the page, or are turned down.

The two versions change places: what was on the page becomes the version that is kept. So the same
step publishes the new words and, where that is undone, brings the old ones back.
"""

from django.utils.translation import gettext as _

from reviews import editing, outbox
from reviews.choices import EventAction, MailKind, ReviewStatus, RevisionStatus, SpoilerBy
from reviews.decisions import Decision, already_decided, snapshot, told
from reviews.models import Review, ReviewRevision

VERSION = "version"  # what an undo finds the version by, in the log
FOLLOWS = ("scored_at", "set_aside", "contains_spoilers", "spoiler_by")


def publish_words(decision: Decision, reviews: list[Review]) -> None:
    """Let the changed words of these go public."""
    chosen = decision.allowed(reviews, lambda review: _why_not(decision, review))
    decision.look_at_reports(chosen)
    for review in chosen:
        version = decision.pending_words.pop(review.pk)
        values = decision.decided([review]) | {"decision_reason": "", "decision_note": ""}
        before = snapshot(review, [*values, *FOLLOWS])
        decision.for_undo[review.pk] = {VERSION: version.pk}
        decision.note(review, EventAction.REVISION, before=before)
        for name, value in values.items():
            setattr(review, name, value)
        _take_over(review, version)
        review.save()
    outbox.post_all(MailKind.PUBLISHED, chosen)


def reject_words(decision: Decision, reviews: list[Review], reason: str, note: str) -> None:
    """Turn down the changed words of these; those on the page stay."""
    chosen = decision.allowed(reviews, lambda review: _why_not(decision, review))
    if not chosen:
        return
    decision.look_at_reports(chosen)
    turn_down_waiting(decision, chosen)
    values = {"decision_reason": reason, "decision_note": note} | decision.decided(chosen)
    decision.write(chosen, EventAction.REVISION, reason=told(reason, note), **values)
    outbox.post_all(MailKind.DECLINED, chosen)


def turn_down_waiting(decision: Decision, reviews: list[Review]) -> None:
    """Turn down the words that wait with these."""
    waiting = {review.pk: decision.pending_words.pop(review.pk, None) for review in reviews}
    versions = {pk: version.pk for pk, version in waiting.items() if version}
    ReviewRevision.objects.filter(pk__in=versions.values()).update(status=RevisionStatus.REJECTED)
    decision.for_undo |= {pk: {VERSION: version} for pk, version in versions.items()}


def _take_over(review: Review, version: ReviewRevision) -> None:
    if review.spoiler_by in ("", SpoilerBy.AUTHOR):
        review.contains_spoilers = version.contains_spoilers
        review.spoiler_by = SpoilerBy.AUTHOR if version.contains_spoilers else ""
    change_places(review, version, RevisionStatus.SUPERSEDED)
    if review.score is None:
        review.scored_at, review.set_aside = None, ""


def change_places(review: Review, version: ReviewRevision, status: RevisionStatus) -> None:
    """Put a version onto the page, and what is on the page into the version; saves the version.

    The score changes only where words took its place: any other one counted at once.
    """
    on_page = {name: getattr(review, name) for name in (*editing.WORDS, "score")}
    editing.take_words(review, version)
    review.score = version.score
    for name, value in on_page.items():
        setattr(version, name, value)
    version.status = status
    version.save()


def _why_not(decision: Decision, review: Review) -> str:
    if review.withdraw_at:
        return _("its author is just withdrawing it")
    if review.pk not in decision.pending_words:
        return already_decided(review)
    return "" if review.status == ReviewStatus.PUBLISHED else _("publish the review first")
