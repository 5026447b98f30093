"""An editor answers a review: once, in plain text, dated, in the name of the site."""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from reviews import outbox, words
from reviews.choices import EventAction, MailKind, ReviewStatus
from reviews.decisions import decide
from reviews.models import Review, ReviewReply


class ReplyError(ValueError):
    """Why an answer cannot be stored, in a sentence."""


def reply(review: Review, text: str, *, by: User) -> ReviewReply:
    """Answer a public review, or change the answer; its author hears of the first one.

    Raises PermissionDenied without the permission reply_review, ReplyError for an answer that says
    nothing or is too long, and for a review that is not on the page.
    """
    _demand_permission(by)
    said = words.clean(text)
    longest = ReviewReply._meta.get_field("text").max_length or 0
    if not said:
        raise ReplyError(_("Write something, or remove the answer."))
    if len(said) > longest:
        raise ReplyError(_("An answer has at most %(longest)d characters.") % {"longest": longest})
    with decide([review], by=by) as decision:
        if [now.status for now in decision.reviews] != [ReviewStatus.PUBLISHED]:
            raise ReplyError(_("Only a review that is on the page can be answered."))
        (now,) = decision.reviews
        stored = ReviewReply.objects.filter(review=now).first()
        if stored is None:
            stored = ReviewReply(review=now, created_at=decision.now)
            outbox.post(MailKind.REPLIED, now)
        else:
            stored.edited_at = decision.now
        stored.text, stored.by = said, by
        stored.save()
        decision.note(now, EventAction.REPLY, to=now.status)
    return stored


def remove(review: Review, *, by: User) -> None:
    """Take the answer away. Raises PermissionDenied without the permission reply_review."""
    _demand_permission(by)
    with decide([review], by=by) as decision:
        for now in decision.reviews:
            if ReviewReply.objects.filter(review=now).delete()[0]:
                decision.note(now, EventAction.REPLY, to=now.status, reason=_("Answer removed"))


def _demand_permission(by: User) -> None:
    if not by.has_perm("reviews.reply_review"):
        raise PermissionDenied
