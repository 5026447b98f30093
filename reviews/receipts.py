"""What an author is told of a review: how far it has come, what is stored, and until when."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from reviews import moderation
from reviews.choices import DecisionReason, HoldReason, ReviewStatus, RevisionStatus, SetAside
from reviews.models import Review, ReviewRevision


@dataclass(frozen=True)
class Step:
    """A station on a review's way; at is None for what is going on now."""

    words: str
    at: datetime | None = None
    note: str = ""


@dataclass(frozen=True)
class Kept:
    """A thing that is stored and when it is deleted; until is None: as long as the review."""

    what: str
    until: datetime | None = None


class Receipt:
    """A review as its author sees it. Load the review with its contact, signal and film."""

    def __init__(self, review: Review) -> None:
        self.review = review

    @cached_property
    def waiting(self) -> ReviewRevision | None:
        """Changed words that a moderator has still to read."""
        if self.review.queued_at is None:
            return None
        return self.review.revisions.filter(status=RevisionStatus.PENDING).first()

    @property
    def headline(self) -> str:
        """The whole in one sentence."""
        review = self.review
        if review.withdraw_at:
            return _("It is off the page and will be deleted; you can still change your mind.")
        if review.status == ReviewStatus.PUBLISHED:
            return self._published()
        if review.status in (ReviewStatus.PENDING, ReviewStatus.SPAM):
            return _("It is stored. A moderator reads it before it appears.")
        if review.status == ReviewStatus.WITHDRAWN:
            return _("It was removed by its author, with everything that was stored about it.")
        return _("It is stored and is not shown to the public.")

    def _published(self) -> str:
        review = self.review
        if review.set_aside == SetAside.VOID:
            return self._with_words(_("Your rating is stored and is not counted."))
        if review.set_aside:
            return self._with_words(_("Your rating is stored and is not counted yet."))
        if review.score and review.body:
            return _("There you are: your rating counts, and your review is on the page.")
        if review.score:
            return _("There you are: your rating counts.")
        return _("There you are: your review is on the page.")

    def _with_words(self, words: str) -> str:
        if not self.review.body:
            return words
        return f"{words} {_('Your review is on the page.')}"

    @property
    def reason(self) -> str:
        """Why it is not public or not counted; "" where there is nothing to explain."""
        review = self.review
        if review.status == ReviewStatus.PENDING:
            return _told(review.hold_reason)
        if review.status == ReviewStatus.SPAM:
            return _told(review.hold_reason or HoldReason.MODERATION)
        if review.decision_reason == DecisionReason.AUTHOR:
            return ""
        if review.status in (ReviewStatus.REJECTED, ReviewStatus.HIDDEN):
            return self._decision.removesuffix(".")
        return str(SetAside(review.set_aside).label) if review.set_aside else ""

    @property
    def _decision(self) -> str:
        label = str(DecisionReason(self.review.decision_reason).label)
        return f"{label}. {self.review.decision_note}" if self.review.decision_note else label

    @property
    def steps(self) -> list[Step]:
        """The way of the review so far."""
        review = self.review
        steps = [Step(_("received"), review.created_at)]
        if review.edited_at:
            steps.append(Step(_("changed by you"), review.edited_at))
        if review.status in (ReviewStatus.PENDING, ReviewStatus.SPAM):
            steps.append(Step(_("a moderator reads it"), note=self.reason))
        elif review.status == ReviewStatus.PUBLISHED:
            steps.append(Step(_("published"), review.published_at))
        elif review.withdraw_at:
            steps.append(Step(_("will be deleted"), review.withdraw_at))
        else:
            words = str(ReviewStatus(review.status).label).lower()
            steps.append(Step(words, review.decided_at, self.reason))
        if self.waiting:
            note = _told(self.waiting.hold_reason)
            steps.append(Step(_("your change is being checked"), note=note))
        elif review.status == ReviewStatus.PUBLISHED and review.decision_reason:
            steps.append(
                Step(_("your change was not published"), review.decided_at, self._decision)
            )
        return steps

    @property
    def can_appeal(self) -> bool:
        """Whether the moderators can be asked to look again: once."""
        return not moderation.why_no_appeal(self.review)

    @property
    def kept(self) -> list[Kept]:
        """Everything that is stored about the author, with its day of deletion."""
        review = self.review
        if review.status == ReviewStatus.WITHDRAWN:
            return [Kept(_("That there was a review, and when: nothing of what it said"))]
        kept = [
            Kept(_("The review: what you gave and wrote, and when")),
            Kept(_("A fingerprint of your private link, which opens nothing by itself")),
        ]
        if hasattr(review, "contact"):
            kept.append(Kept(_("Your e-mail address, apart from it"), review.contact.purge_after))
        if hasattr(review, "signal"):
            network = _("A scrambled mark of your network, which nobody can turn back after a day")
            kept.append(Kept(network, review.signal.expires_at))
        if review.author_key:
            kept.append(Kept(_("A scrambled form of the key in your browser")))
        return kept


def _told(reason: str) -> str:
    """A reason in words for its author; the trap is not told to those who fell into it."""
    if reason in ("", HoldReason.HONEYPOT):
        return ""
    return str(HoldReason(reason).label)
