"""The life of a page in one list: every version of it, and every step that made none."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F, Q, QuerySet

from films.comparison import touched
from films.models import Film, FilmEvent, Revision

PAGE = 30  # entries
# A step that found nothing new to record names the version that was there before it.
_SAME_MOMENT = timedelta(minutes=1)
_REVISION, _EVENT = "r", "s"  # as they are sorted where both bear the same time


@dataclass
class Entry:
    """A version with the steps that made it, or a step alone.

    ``touched`` names what differs from the version before, ``previous`` is the number of that.
    """

    at: datetime
    editor: User | None
    revision: Revision | None = None
    events: list[FilmEvent] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)
    previous: int | None = None

    @property
    def comment(self) -> str:
        """What was said of it; a step repeats what its version says."""
        said: list[str] = [event.comment or "" for event in self.events]
        said.append((self.revision.comment or "") if self.revision else "")
        return max(said, key=len)


@dataclass(frozen=True)
class Timeline:
    """One page of it, newest first; ``older`` is where the next one begins, "" at the end."""

    entries: list[Entry]
    older: str = ""


def timeline(film: Film, *, start: str = "", size: int = PAGE) -> Timeline:
    """Return what happened to a page, from the entry named ``start`` on (its newest otherwise).

    Six queries, however long the history is.
    """
    keys = _keys(film, start, size + 1)
    shown, rest = keys[:size], keys[size:]
    revisions = _revisions(film, [pk for _, kind, pk in shown if kind == _REVISION])
    steps = _steps(film).in_bulk([pk for _, kind, pk in shown if kind == _EVENT])
    entries = [
        revisions[pk] if kind == _REVISION else Entry(at, steps[pk].editor, events=[steps[pk]])
        for at, kind, pk in shown
    ]
    return Timeline(entries, f"{rest[0][1]}{rest[0][2]}" if rest else "")


def _keys(film: Film, start: str, count: int) -> list[tuple[datetime, str, int]]:
    """Return time, kind and primary key of the next entries, newest first."""
    since = _key_of(film, start)
    found = []
    for kind, rows in ((_REVISION, film.revisions.all()), (_EVENT, _lone_steps(film))):
        if since:
            at, of, pk = since
            same = Q(pk__lte=pk) if kind == of else Q() if kind < of else Q(pk=None)
            rows = rows.filter(Q(created_at__lt=at) | (Q(created_at=at) & same))
        newest = rows.order_by("-created_at", "-pk").values_list("created_at", "pk")
        found += [(at, kind, pk) for at, pk in newest[:count]]
    return sorted(found, reverse=True)[:count]


def _key_of(film: Film, start: str) -> tuple[datetime, str, int] | None:
    kind, number = start[:1], start[1:]
    if kind not in (_REVISION, _EVENT) or not (number.isascii() and number.isdigit()):
        return None
    rows: Any = film.revisions if kind == _REVISION else film.events
    at = rows.filter(pk=int(number[:18])).values_list("created_at", flat=True).first()
    return (at, kind, int(number[:18])) if at else None


def _steps(film: Film) -> QuerySet[FilmEvent]:
    return film.events.select_related("editor")


def _lone_steps(film: Film) -> QuerySet[FilmEvent]:
    """Return the steps that made no version."""
    later = Q(created_at__gt=F("revision__created_at") + _SAME_MOMENT)
    return film.events.filter(Q(revision=None) | later)


def _revisions(film: Film, pks: list[int]) -> dict[int, Entry]:
    """Return the entries of these versions, which stand in a row, by their primary keys."""
    if not pks:
        return {}
    newest = Revision.objects.get(pk=pks[0]).number
    until = film.revisions.filter(number__lte=newest).select_related("editor")
    rows = list(until.order_by("-number")[: len(pks) + 1])
    found = {}
    for revision, before in zip(rows, [*rows[1:], None], strict=True):
        entry = Entry(revision.created_at, revision.editor, revision)
        if before:
            entry.previous = before.number
            entry.touched = touched(before.document, revision.document)
        found[revision.pk] = entry
    for event in _steps(film).filter(revision__in=pks).order_by("pk"):
        entry = found[event.revision_id or 0]
        if event.created_at <= entry.at + _SAME_MOMENT:
            entry.events.append(event)
    return {pk: found[pk] for pk in pks}
