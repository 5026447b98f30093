"""The marks that a form carries: the trap for programs, and when the form was handed out.

And the mark of the way from a form that was stored to its receipt.
"""

import hmac
from datetime import date, timedelta
from enum import Enum

from django.conf import settings
from django.core.signing import BadSignature, Signer, TimestampSigner
from django.utils import timezone

OLDEST = timedelta(hours=24)
_SIGNER = Signer(salt="reviews.form")
TO_THE_RECEIPT = timedelta(minutes=1)
_RECEIPT = TimestampSigner(salt="reviews.sent")
# What programs like to fill in; the letters behind change every day.
_TRAPS = ("website", "homepage", "company", "fax", "url")


def trap_name(day: date | None = None) -> str:
    """The name of the field that people cannot see, on this day."""
    digest = hmac.digest(
        settings.SECRET_KEY.encode(), f"trap {day or timezone.now().date()}".encode(), "sha256"
    )
    return f"{_TRAPS[digest[0] % len(_TRAPS)]}_{digest[1:4].hex()}"


def trap_names() -> list[str]:
    """The names of today and of the two days before, for tabs that stayed open."""
    today = timezone.now().date()
    return [trap_name(today - timedelta(days=ago)) for ago in range(3)]


class Age(Enum):
    """What cannot be told of a form's age in milliseconds."""

    UNKNOWN = "unknown"  # a page that is cached whole carries no mark
    TOO_OLD = "too old"  # or not ours


def issue(*, ago: timedelta = timedelta(0)) -> str:
    """The mark of a form that is handed out now, or was so long ago."""
    return _SIGNER.sign(str(_now_ms() - int(ago.total_seconds() * 1000)))


def age_ms(mark: str) -> int | Age:
    """How long ago a form was handed out, in milliseconds."""
    if not mark:
        return Age.UNKNOWN
    try:
        age = _now_ms() - int(_SIGNER.unsign(mark))
    except (BadSignature, ValueError):
        return Age.TOO_OLD
    return age if 0 <= age <= OLDEST.total_seconds() * 1000 else Age.TOO_OLD


def sent_just_now() -> str:
    """The mark of a secret link that the answer to a stored form leads to."""
    return _RECEIPT.sign("sent")


def is_sent_just_now(mark: str) -> bool:
    """Whether that way is being gone now: a copy of the link is good for a minute only."""
    try:
        return _RECEIPT.unsign(mark, max_age=TO_THE_RECEIPT) == "sent"
    except BadSignature:
        return False


def _now_ms() -> int:
    return int(timezone.now().timestamp() * 1000)
