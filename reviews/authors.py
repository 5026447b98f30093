"""Who wrote a review, without an account: a random secret in a cookie that its owner asked to keep.

The database holds only an HMAC of it, so neither a copy of the database nor the site's operator can
pose as an author.
"""

import base64
import hmac
import secrets
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import salted_hmac

SECRET_LENGTH = 43  # 32 bytes in base64url without padding


@dataclass(frozen=True)
class Author:
    """One browser; is_new where it has no key yet."""

    secret: str
    is_new: bool

    @property
    def key(self) -> str:
        """What stands in Review.author_key: 64 hexadecimal digits."""
        return salted_hmac("reviews.author", self.secret, algorithm="sha256").hexdigest()


def recognise(secret: str | None, *, key: uuid.UUID | None = None) -> Author:
    """The author with this cookie, or a new one.

    A new author's secret follows from the idempotency key where there is one: a double press then
    gives the browser the same cookie twice.
    """
    if secret and len(secret) == SECRET_LENGTH and secret.isascii():
        return Author(secret, is_new=False)
    if key is None:
        return Author(secrets.token_urlsafe(32), is_new=True)
    digest = hmac.digest(settings.SECRET_KEY.encode(), b"author" + key.bytes, "sha256")
    return Author(base64.urlsafe_b64encode(digest).decode().rstrip("="), is_new=True)


def address_mark(email: str) -> str:
    """What an e-mail address is found by: 64 hexadecimal digits, useless without the site's key."""
    return address_marks(email)[0]


def address_marks(email: str) -> list[str]:
    """The same under the site's key and under each earlier one (SECRET_KEY_FALLBACKS)."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [
        salted_hmac("reviews.address", email.lower(), secret=key, algorithm="sha256").hexdigest()
        for key in keys
    ]
