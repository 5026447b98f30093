"""One change that many pages share, written into the history of each."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q

from films.choices import EventVerb, RevisionKind
from films.events import note
from films.models import Film
from films.proofing.faults import Document
from films.proofing.keeping import keep_numbers
from films.proofing.loading import context_of, with_rows
from films.proofing.reading import proofread
from films.revisions import record

IN_ONE_GO = 200  # films in one transaction: about a second, for which other savers wait


@dataclass(frozen=True)
class Change:
    """What happened, as histories tell it: from what to what, and why.

    Without a verb the revision alone tells of it.
    """

    kind: RevisionKind
    verb: EventVerb | None
    before: str
    after: str
    comment: str


@transaction.atomic
def record_many(film_ids: Collection[int], change: Change, *, by: User | None) -> list[int]:
    """Write a change into the history of these pages; return those that are still to be told.

    ``film_ids`` are those of live films and drafts, not of working copies. The version of all of
    them goes up at once, so that no form that was open before can be saved over the change; the
    revisions of more than IN_ONE_GO pages are for record_many again, with what this returned.
    """
    ordered = sorted(film_ids)
    now, later = ordered[:IN_ONE_GO], ordered[IN_ONE_GO:]
    for start in range(0, len(later), IN_ONE_GO):
        some = later[start : start + IN_ONE_GO]
        Film.objects.filter(pk__in=some).update(version=F("version") + 1)
    films = _to_record(now)
    documents = [_record(film, change, by) for film in films]
    context = context_of(*documents)
    for film, document in zip(films, documents, strict=True):
        keep_numbers(film, document, proofread(document, context))
    return later


def _record(film: Film, change: Change, by: User | None) -> Document:
    revision = record(film, change.kind, by=by, comment=change.comment)
    if change.verb:
        note(film, change.verb, by=by, before=change.before, after=change.after, revision=revision)
    return revision.document


def _to_record(film_ids: list[int]) -> list[Film]:
    """Return what is edited of each page, with all that its document holds; one query a table."""
    wanted = Film.objects.filter(Q(pk__in=film_ids) | Q(draft_of__in=film_ids))
    rows = list(with_rows(wanted.select_related("draft_of")))
    mains = {film.pk: film for film in rows if not film.draft_of_id}
    copies = {film.draft_of_id: film for film in rows if film.draft_of_id}
    return list((mains | copies).values())
