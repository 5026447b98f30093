"""The way back to reviews by a confirmed address, for those who have lost their private link."""

from datetime import timedelta

from reviews import authors, outbox, throttling, words
from reviews.choices import MailKind
from reviews.mail_links import MailLink
from reviews.models import Review, ReviewContact
from reviews.models.review import ReviewQuerySet

ONE_MAIL_WITHIN = timedelta(minutes=10)
# How many addresses one network may ask about.
REQUESTS_OF_A_NETWORK, WITHIN = 20, timedelta(minutes=10)


def request_recovery(typed: str, *, network_key: str) -> None:
    """Write to this address if it is that of confirmed reviews; nobody learns whether it is.

    The same is done for an unknown or malformed address: it gets a message to nobody.
    """
    marks = authors.address_marks(words.clean_line(typed))
    if not throttling.hit(
        "recovery by network", network_key, limit=REQUESTS_OF_A_NETWORK, period=WITHIN
    ):
        return
    if not throttling.hit("recovery", marks[0], limit=1, period=ONE_MAIL_WITHIN):
        return
    contacts = ReviewContact.objects.filter(email_hash__in=marks, verified_at__isnull=False)
    contact = contacts.select_related("review").order_by("-review_id").first()
    outbox.post(MailKind.RECOVERY, contact.review if contact else None)


def recovered(link: MailLink) -> ReviewQuerySet:
    """The reviews whose author has confirmed the address of this link, newest first."""
    found = Review.objects.filter(verified_email_hash=link.email_hash)
    return found.select_related("film").order_by("-created_at", "-pk")
