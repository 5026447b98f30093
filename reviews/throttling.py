"""How often something may be tried: counted in the database, so that every process agrees.

A sliding window of two halves: what happened in the window before counts by the share of it that
still lies within the period. Keys are hashes, and a row is of no use after two periods.
"""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from reviews.models import ThrottleBucket


@transaction.atomic
def hit(
    name: str, mark: str, *, limit: int, period: timedelta, now: datetime | None = None
) -> bool:
    """Count one try of ``name`` by ``mark`` (a hash or an address); whether it is still allowed.

    A refused try is not counted, so whoever waits for the period is let in again.
    """
    now = now or timezone.now()
    key, window, passed = _place(name, mark, period, now)
    rows = ThrottleBucket.objects.filter(key=key, window=window)
    # Counted first and looked at afterwards: the row is locked in between, so that of many tries at
    # the same moment no more than the limit are let through.
    if not rows.update(hits=F("hits") + 1):
        new = ThrottleBucket(key=key, window=window, expires_at=now + 2 * period)
        ThrottleBucket.objects.bulk_create([new], ignore_conflicts=True)  # another may be faster
        rows.update(hits=F("hits") + 1)
    if _rate(key, window, passed) <= limit:
        return True
    rows.update(hits=F("hits") - 1)
    return False


def is_full(
    name: str, mark: str, *, limit: int, period: timedelta, now: datetime | None = None
) -> bool:
    """Whether the next try would be refused; counts nothing."""
    key, window, passed = _place(name, mark, period, now or timezone.now())
    return _rate(key, window, passed) + 1 > limit


def _place(name: str, mark: str, period: timedelta, now: datetime) -> tuple[str, int, float]:
    """The key, the number of the window, and how much of that window has passed (0 to 1)."""
    digest = hashlib.sha256(f"{name}\0{mark}".encode()).hexdigest()
    windows = now.timestamp() / period.total_seconds()
    return digest, int(windows), windows % 1


def _rate(key: str, window: int, passed: float) -> float:
    hits = dict(
        ThrottleBucket.objects.filter(key=key, window__in=[window - 1, window]).values_list(
            "window", "hits"
        )
    )
    return hits.get(window - 1, 0) * (1 - passed) + hits.get(window, 0)
