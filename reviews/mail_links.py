"""The signed links in our mails: what each one is for, and until when it is good.

A link proves that its holder reads the mail of an address. It holds the mark of that address, so it
ends when the address is taken away from the review; nothing about links is stored.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Self

from django.conf import settings
from django.core import signing
from django.urls import reverse

from reviews.models import ReviewContact


class Purpose(StrEnum):
    """What a link is for: each also names its page, and no link works on another's page."""

    CONFIRM = "confirm"
    RECOVER = "recover"
    STOP = "stop_mails"


GOOD_FOR: dict[Purpose, timedelta | None] = {
    Purpose.CONFIRM: timedelta(days=30),
    Purpose.RECOVER: timedelta(hours=24),
    Purpose.STOP: None,  # whoever wants no mail must always be able to say so
}


@dataclass(frozen=True)
class MailLink:
    """What a link says: the review that its mail was about, and the mark of the address."""

    review_id: int
    email_hash: str

    @classmethod
    def read(cls, token: str, purpose: Purpose) -> Self | None:
        """What a link's token says; None if it is not ours, for another purpose, or too old."""
        try:
            values = signing.loads(token, salt=_salt(purpose), max_age=GOOD_FOR[purpose])
        except signing.BadSignature:
            return None
        return cls(*values)


def mail_link(contact: ReviewContact, purpose: Purpose) -> str:
    """The whole address of a link to be mailed to this contact."""
    token = signing.dumps([contact.review_id, contact.email_hash], salt=_salt(purpose))
    return settings.SITE_URL + reverse(f"reviews:{purpose}", args=[token])


def _salt(purpose: Purpose) -> str:
    return f"reviews.mail.{purpose}"
