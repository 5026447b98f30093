"""The messages that the site sends, each in plain text and HTML; one small function a message.

No message quotes a review, so none can give an ending away or pass on what somebody typed: there is
the film, what happened, and a link. They are written when they are sent. What no longer holds by
then (published, and hidden again since) is not sent at all.
"""

from collections.abc import Callable
from email.utils import make_msgid
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db.models import Count, Min
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from reviews import ownership, words
from reviews.choices import DecisionReason, MailKind, ReviewStatus, SpoilerBy
from reviews.mail_links import GOOD_FOR, Purpose, mail_link
from reviews.models import OutgoingMail, Report, Review, ReviewContact, Storm

FOLDER = "reviews/emails"
_PRINTED_OR_DROPPED = ("console", "dummy")


def is_delivered() -> bool:
    """Whether mails reach anybody: a site without a mail server prints them, or drops them."""
    return not any(name in settings.EMAIL_BACKEND for name in _PRINTED_OR_DROPPED)


def compose(mail: OutgoingMail) -> EmailMultiAlternatives | None:
    """The message as it is true now; None where there is nothing to tell, or nobody to tell it."""
    if mail.kind == MailKind.DIGEST:
        return _digest()
    contact = getattr(mail.review, "contact", None)
    if contact is None or not _is_address(contact.email):
        return None
    return _TO_AUTHORS[MailKind(mail.kind)](contact)


def _is_address(email: str) -> bool:
    # The form has asked this already; a line break here would be a header of its own.
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True


def _confirm(contact: ReviewContact) -> EmailMultiAlternatives | None:
    if contact.verified_at:
        return None
    return _to_author(
        MailKind.CONFIRM,
        contact,
        link=mail_link(contact, Purpose.CONFIRM),
        days=_days(Purpose.CONFIRM),
        deleted_after=contact.purge_after,
    )


def _recovery(contact: ReviewContact) -> EmailMultiAlternatives | None:
    if not contact.verified_at:
        return None
    link = mail_link(contact, Purpose.RECOVER)
    return _to_author(MailKind.RECOVERY, contact, link=link)


def _published(contact: ReviewContact) -> EmailMultiAlternatives | None:
    if contact.review.status != ReviewStatus.PUBLISHED:
        return None
    return _on_request(MailKind.PUBLISHED, contact, page_url=_page_url(contact.review))


def _declined(contact: ReviewContact) -> EmailMultiAlternatives | None:
    """A review that was turned down or hidden, or changed words of one that stays public."""
    review = contact.review
    if review.status not in (ReviewStatus.REJECTED, ReviewStatus.HIDDEN, ReviewStatus.PUBLISHED):
        return None
    if review.decision_reason in ("", DecisionReason.AUTHOR):
        return None
    return _on_request(
        MailKind.DECLINED,
        contact,
        can_appeal=review.status == ReviewStatus.REJECTED and not review.appealed_at,
        was_public=review.status == ReviewStatus.HIDDEN,
        is_change=review.status == ReviewStatus.PUBLISHED,
    )


def _covered(contact: ReviewContact) -> EmailMultiAlternatives | None:
    review = contact.review
    if review.spoiler_by not in (SpoilerBy.READER, SpoilerBy.EDITOR):
        return None
    if review.status != ReviewStatus.PUBLISHED:
        return None
    by_readers = review.spoiler_by == SpoilerBy.READER
    return _on_request(MailKind.COVERED, contact, by_readers=by_readers, page_url=_page_url(review))


def _replied(contact: ReviewContact) -> EmailMultiAlternatives | None:
    if contact.review.status != ReviewStatus.PUBLISHED or not hasattr(contact.review, "reply"):
        return None
    return _on_request(MailKind.REPLIED, contact, page_url=_page_url(contact.review))


_TO_AUTHORS: dict[MailKind, Callable[[ReviewContact], EmailMultiAlternatives | None]] = {
    MailKind.CONFIRM: _confirm,
    MailKind.RECOVERY: _recovery,
    MailKind.PUBLISHED: _published,
    MailKind.DECLINED: _declined,
    MailKind.COVERED: _covered,
    MailKind.REPLIED: _replied,
}


def _digest() -> EmailMultiAlternatives | None:
    """What waits for the moderators, in numbers."""
    queue = Review.objects.filter(queued_at__isnull=False).aggregate(
        number=Count("pk"), oldest=Min("queued_at")
    )
    storms = Storm.objects.filter(ended_at=None).count()
    moderators = moderators_addresses()
    if not moderators or not (queue["number"] or storms):
        return None
    reports = Report.objects.filter(handled_at=None, review__queued_at__isnull=False)
    return _message(
        MailKind.DIGEST,
        bcc=moderators,  # one message, and nobody's address for the others to see
        number=queue["number"],
        oldest=queue["oldest"],
        appeals=Review.objects.filter(queued_at__isnull=False, appealed_at__isnull=False).count(),
        reports=reports.aggregate(n=Count("review", distinct=True))["n"],
        storms=storms,
        link=settings.SITE_URL + reverse("admin:reviews_review_changelist"),
    )


def moderators_addresses() -> list[str]:
    """The e-mail addresses of all who may moderate reviews and have one."""
    moderators = User.objects.with_perm(
        "reviews.moderate_review", backend="django.contrib.auth.backends.ModelBackend"
    )
    return sorted(set(moderators.exclude(email="").values_list("email", flat=True)))


def _on_request(
    kind: MailKind, contact: ReviewContact, **context: Any
) -> EmailMultiAlternatives | None:
    """A message for those only who asked to hear what becomes of their review."""
    if not (contact.wants_mail and contact.verified_at):
        return None
    stop = mail_link(contact, Purpose.STOP)
    message = _to_author(
        kind, contact, stop_url=stop, manage_url=ownership.manage_url(contact.review), **context
    )
    # One press in the mail program: RFC 8058.
    message.extra_headers["List-Unsubscribe"] = f"<{stop}>"
    message.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return message


def _to_author(kind: MailKind, contact: ReviewContact, **context: Any) -> EmailMultiAlternatives:
    review = contact.review
    # The bare address: a name in front of it would be something that a visitor typed.
    return _message(kind, to=[contact.email], review=review, film=review.film, **context)


def _message(
    kind: MailKind, *, to: list[str] | None = None, bcc: list[str] | None = None, **context: Any
) -> EmailMultiAlternatives:
    host = urlsplit(settings.SITE_URL).hostname
    context |= {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, "style": _style()}
    # One line whatever is in the film's title: a second one would be another header.
    subject = words.clean_line(render_to_string(f"{FOLDER}/{kind}/subject.txt", context))
    message = EmailMultiAlternatives(
        subject,
        render_to_string(f"{FOLDER}/{kind}/body.txt", context).strip() + "\n",
        to=to,
        bcc=bcc,
        headers={
            "Message-ID": make_msgid(domain=host),  # and not by this machine's own name
            "Auto-Submitted": "auto-generated",
            "List-Id": f"<reviews.{host}>",
            "X-Auto-Response-Suppress": "All",
        },
    )
    message.attach_alternative(render_to_string(f"{FOLDER}/{kind}/body.html", context), "text/html")
    return message


@cache
def _style() -> SafeString:
    # In the page itself, because a mail may ask nobody for a file.
    css = render_to_string(f"{FOLDER}/mail.css")
    return format_html("<style>\n{}</style>", mark_safe(css))


def _page_url(review: Review) -> str:
    return settings.SITE_URL + review.get_absolute_url()


def _days(purpose: Purpose) -> int:
    lasts = GOOD_FOR[purpose]
    return lasts.days if lasts else 0
