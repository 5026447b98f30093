"""Reading many pages anew: scores and offers grow stale without anybody's doing."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from films.document import dump
from films.models import Film
from films.proofing.faults import Fault
from films.proofing.keeping import keep_numbers
from films.proofing.loading import context_of, with_rows
from films.proofing.reading import proofread

BATCH = 100  # films in memory at a time
MINUTES = 10  # between two turns of the server's chores


def read_all(films: QuerySet[Film]) -> Iterator[tuple[Film, list[Fault]]]:
    """Read films in batches, store the numbers of each, and give it with its faults."""
    last = 0
    while read := _read(films.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield from read
        last = read[-1][0].pk


def read_some(now: datetime | None = None) -> int:
    """Read the films whose turn it is and return how many.

    Turns follow the clock, so nothing has to be remembered: a hundred films at a time, and all of
    them once in as many turns as there are hundreds. One that was missed comes again.
    """
    films = Film.objects.filter(draft_of=None)
    turns = -(-films.count() // BATCH)
    if not turns:
        return 0
    turn = int((now or timezone.now()).timestamp()) // (MINUTES * 60) % turns
    return len(_read(films.order_by("pk")[turn * BATCH : (turn + 1) * BATCH]))


def _read(films: QuerySet[Film]) -> list[tuple[Film, list[Fault]]]:
    batch = list(with_rows(films))
    documents = [dump(film) for film in batch]
    context = context_of(*documents)
    read = []
    with transaction.atomic():
        for film, document in zip(batch, documents, strict=True):
            faults = proofread(document, context)
            keep_numbers(film, document, faults)
            read.append((film, faults))
    return read
