"""A visitor changes a review: a new score counts at once, new words meet the rules again.

Where the new words have to be read by a moderator first, the old ones stay on the page meanwhile.
"""

from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime

from django.utils import timezone

from reviews import languages, similarity, spam, words
from reviews.choices import ReviewStatus, RevisionStatus, SpoilerBy
from reviews.models import HelpfulVote, Review, ReviewRevision
from reviews.spam import Attempt, Words

WORDS = tuple(field.name for field in fields(Words))
# Votes are for the words that were read: below this likeness they are another review's.
SAME_REVIEW = 0.5


@dataclass(frozen=True)
class Draft:
    """What a visitor typed, cleaned: a score in half stars or a body, or both."""

    score: int | None = None
    title: str = ""
    body: str = ""
    display_name: str = ""
    contains_spoilers: bool = False

    @property
    def words(self) -> Words:
        """What can be read of it."""
        return Words(self.title, self.body, self.display_name)


def changes(review: Review, draft: Draft) -> set[str]:
    """The names of the fields in which a draft differs from a review."""
    return {name for name, value in asdict(draft).items() if getattr(review, name) != value}


def filled_up(draft: Draft, review: Review) -> Draft:
    """The draft with what it left empty taken from the review, or from the words that wait."""
    latest = pending_revision(review) or review
    empty = [name for name, value in asdict(draft).items() if not value]
    kept = {name: getattr(latest, name) for name in empty}
    return replace(draft, **kept | ({"score": review.score} if draft.score is None else {}))


def pending_revision(review: Review) -> ReviewRevision | None:
    """The changed words that wait for a moderator."""
    return review.revisions.filter(status=RevisionStatus.PENDING).first()


def edit(review: Review, draft: Draft, *, attempt: Attempt, set_aside: str) -> None:
    """Change a live review; the caller holds the lock on its film's figures and settles them.

    ``set_aside`` is why a score given now would not count yet. A review that is no longer live,
    and one whose author is withdrawing it, stays as it is.
    """
    if not review.is_live or review.withdraw_at:
        return
    now = timezone.now()
    changed = changes(review, draft)
    waiting = pending_revision(review)
    if waiting and not (changed & set(WORDS)):
        waiting.delete()  # back to what is on the page
        review.queued_at = None
    if not changed:
        if waiting:
            review.save()
        return
    if changed & set(WORDS):
        _reword(review, draft, attempt, waiting, now)
    # A score is not taken out while the words that take its place wait: nothing would be left.
    if "score" in changed and (draft.score or review.body):
        _rescore(review, draft.score, set_aside, now)
    _fold_up(review, draft)
    review.edited_at = now
    review.save()


def _rescore(review: Review, score: int | None, set_aside: str, now: datetime) -> None:
    review.score = score
    review.scored_at = now if score else None
    # What was void or early stays so: editing is no way around it.
    review.set_aside = (review.set_aside or set_aside) if score else ""


def _reword(
    review: Review,
    draft: Draft,
    attempt: Attempt,
    waiting: ReviewRevision | None,
    now: datetime,
) -> None:
    found = spam.reasons(draft.words, attempt=attempt, of=review)
    if review.status == ReviewStatus.PUBLISHED and found:
        _let_wait(review, draft, found, waiting, now)
        return
    if waiting:
        _supersede(waiting)
        review.queued_at = None
    if review.status == ReviewStatus.PENDING and found:
        review.hold_reason = found[0].code
        review.risk_reasons = [reason.as_json() for reason in found]
    if review.status == ReviewStatus.HIDDEN:
        review.queued_at = now  # its words may be in order now: a moderator sees it again
    keep_version(review, RevisionStatus.SUPERSEDED)
    take_words(review, draft)


def _let_wait(
    review: Review,
    draft: Draft,
    found: list[spam.Reason],
    waiting: ReviewRevision | None,
    now: datetime,
) -> None:
    if waiting:
        _supersede(waiting)
    revision = ReviewRevision(review=review, status=RevisionStatus.PENDING, created_at=now)
    for name, value in asdict(draft).items():
        setattr(revision, name, value)
    revision.number = _next_number(review)
    revision.hold_reason = found[0].code
    revision.risk_reasons = [reason.as_json() for reason in found]
    revision.save(force_insert=True)
    review.queued_at = review.queued_at or now


def _supersede(waiting: ReviewRevision) -> None:
    waiting.status = RevisionStatus.SUPERSEDED
    waiting.save(update_fields=["status"])


def keep_version(review: Review, status: RevisionStatus) -> ReviewRevision:
    """Keep the words of a review as they are now among its versions."""
    stored = Review.objects.get(pk=review.pk)
    revision = ReviewRevision(review=review, number=_next_number(review), status=status)
    for name in asdict(Draft()):
        setattr(revision, name, getattr(stored, name))
    revision.created_at = stored.edited_at or stored.created_at
    revision.save(force_insert=True)
    return revision


def _next_number(review: Review) -> int:
    latest = review.revisions.order_by("-number").values_list("number", flat=True).first()
    return (latest or 0) + 1


def take_words(review: Review, source: Draft | ReviewRevision) -> None:
    """Put other words into a review, and bring along what follows from them. Does not save it."""
    is_other = similarity.likeness(review.body, source.body) < SAME_REVIEW
    for name in WORDS:
        setattr(review, name, getattr(source, name))
    review.content_hash = spam.content_hash(review.body)
    review.language = languages.detect(review.body)
    review.word_count = words.word_count(review.body)
    spam.remember_words(review)
    if is_other:
        HelpfulVote.objects.filter(review=review).delete()
        review.helpful_yes = review.helpful_no = 0
        review.helpfulness = 0.0


def _fold_up(review: Review, draft: Draft) -> None:
    """What readers or a moderator have folded up is not unfolded by its author."""
    if review.spoiler_by in (SpoilerBy.READER, SpoilerBy.EDITOR):
        return
    if not draft.contains_spoilers and review.body != draft.body:
        return  # new words wait, and those on the page give away what they gave away before
    review.contains_spoilers = draft.contains_spoilers
    review.spoiler_by = SpoilerBy.AUTHOR if draft.contains_spoilers else ""
