"""What visitors look for and do not find: the words, on how many days and how often; not who.

Words that may tell of a person (an e-mail address, a number) or advertise (a web address) are not
kept at all. The table holds 2,000 of them; the rarest make room for new ones.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import Error, connection, transaction
from django.db.models import Case, F, PositiveIntegerField, When
from django.utils import timezone

from films.models import MissedSearch
from films.text import clean_line, fold

MOST_ROWS = 2_000
LONGEST = 80  # characters; what is longer was pasted, and may be anything
LONGEST_FOLDED = 240  # a sign such as ﷺ is folded to a dozen letters
FEWEST_LETTERS = 2
MOST_DIGITS = 4  # a year
PATIENCE = 50  # milliseconds that a search waits for its turn to write
_ADDRESS = re.compile(r"@|://|\bwww\b|\w\.\w{2,}", re.IGNORECASE)

logger = logging.getLogger(__name__)


def note(words: str) -> None:
    """Count a search that has found nothing, if its words may be kept.

    Never raises: what the database refuses, or is too busy for, is logged and forgotten. One write,
    and for words that are new a look at how full the table is.
    """
    line = clean_line(words[: 4 * LONGEST])
    if not may_be_kept(line):
        return
    try:
        with _in_a_hurry():
            _count(line, timezone.localdate())
    except Error as error:
        logger.warning("A search without result was not counted: %s", type(error).__name__)


def may_be_kept(line: str) -> bool:
    """Say whether words are a search for something, and tell nothing of somebody."""
    folded = fold(line)
    letters = sum(character.isalpha() for character in folded)
    digits = sum(character.isdigit() for character in folded)
    is_short = len(line) <= LONGEST and len(folded) <= LONGEST_FOLDED
    fits = is_short and letters >= FEWEST_LETTERS and digits <= MOST_DIGITS
    return fits and not _ADDRESS.search(line)


def _count(line: str, today: date) -> None:
    folded = fold(line)
    is_new_day = When(last_on__lt=today, then=F("days") + 1)
    days = Case(is_new_day, default=F("days"), output_field=PositiveIntegerField())
    same = MissedSearch.objects.filter(folded=folded)
    counted = same.update(count=F("count") + 1, days=days, last_on=today)
    if not counted:
        _make_room()
        row = MissedSearch(folded=folded, words=line, first_on=today, last_on=today)
        MissedSearch.objects.bulk_create([row], ignore_conflicts=True)


def _make_room() -> None:
    """Delete the rarest and oldest where the table is full."""
    surplus = MissedSearch.objects.count() - MOST_ROWS + 1
    if surplus > 0:
        rarest = MissedSearch.objects.order_by("days", "count", "last_on", "id")
        gone = list(rarest.values_list("pk", flat=True)[:surplus])
        MissedSearch.objects.filter(pk__in=gone).delete()


@contextmanager
def _in_a_hurry() -> Iterator[None]:
    """Write now or not at all: nobody who searches waits until somebody else has written."""
    if connection.vendor == "sqlite":
        with _short_timeout(), transaction.atomic():
            yield
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE}")
            yield


@contextmanager
def _short_timeout() -> Iterator[None]:
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {before}")
