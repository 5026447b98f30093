"""What a merge would change: every row, fact and address, before anything is done."""

import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from films.merging.kinds import (
    Changes,
    Kind,
    Mergeable,
    Reference,
    kind_of,
    path_of,
    refuse_unlike,
)
from films.models import Film, Person, Provider

# What an offer of a service that has closed no longer says.
OF_A_CLOSED_SERVICE: dict[str, Any] = {
    "url": "",
    "price": None,
    "currency": "",
    "until": None,
    "checked_on": None,
}
_MOST_ASKED = 500  # values in one query


@dataclass(frozen=True)
class Fact:
    """A column of the one that is kept: what it holds, and what it will hold."""

    name: str
    label: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Double:
    """A row that goes because the film has one that says the same, and what that one takes over."""

    row: Any
    into: Any
    changes: Changes


@dataclass(frozen=True)
class Rows:
    """What becomes of the rows of one table."""

    reference: Reference
    moved: list[Any]
    doubles: list[Double]

    @property
    def film_ids(self) -> set[int]:
        return {row.film_id for row in (*self.moved, *(double.row for double in self.doubles))}


@dataclass(frozen=True)
class Plan:
    """All that putting ``gone`` into ``kept`` changes.

    ``facts`` are filled, ``conflicts`` are what both say differently: the kept one's word stays.
    ``film_ids`` are the pages touched, working copies counted with the page they belong to.
    ``mark`` is a short word that is another one as soon as the merge would do something else.
    """

    kind: Kind
    kept: Any
    gone: Any
    rows: list[Rows]
    facts: list[Fact]
    conflicts: list[Fact]
    film_ids: set[int]
    copy_ids: set[int]
    has_closed: bool
    remarks: list[str]
    mark: str

    @property
    def path(self) -> str:
        """The address that will lead to the kept one; "" for a service, which has none."""
        return path_of(self.gone)

    @property
    def moved_count(self) -> int:
        return sum(len(rows.moved) for rows in self.rows)

    @property
    def double_count(self) -> int:
        return sum(len(rows.doubles) for rows in self.rows)


def plan(kept: Mergeable, gone: Mergeable, *, has_closed: bool = False) -> Plan:
    """Return what a merge would change; nothing is written. Raises MergeError.

    ``has_closed`` says of a service that goes that nobody finds anything there any more: its
    offers lose their addresses, prices and dates. Costs two queries a table of rows and one or
    two for the films.
    """
    refuse_unlike(kept, gone)
    kind = kind_of(kept)
    rows = [_rows(reference, kept, gone, has_closed) for reference in kind.references]
    mains, copies = _pages(set().union(*(each.film_ids for each in rows)))
    facts, conflicts, remarks = _facts(kind, kept, gone, has_closed)
    mark = _mark(kept, gone, rows, facts, has_closed)
    return Plan(kind, kept, gone, rows, facts, conflicts, mains, copies, has_closed, remarks, mark)


def _mark(kept: Any, gone: Any, rows: list[Rows], facts: list[Fact], has_closed: bool) -> str:
    said: list[Any] = [kept.pk, gone.pk, kept.name, gone.name, has_closed]
    said += [(fact.name, str(fact.after)) for fact in facts]
    for each in rows:
        said.append(sorted(row.pk for row in each.moved))
        said.append(sorted((double.row.pk, double.into.pk) for double in each.doubles))
    return f"{zlib.crc32(repr(said).encode()):08x}"


def _rows(reference: Reference, kept: Any, gone: Any, has_closed: bool) -> Rows:
    going = list(reference.rows(gone))
    beside = defaultdict(list)
    both = reference.rows(kept).filter(film__in=reference.rows(gone).order_by().values("film"))
    for row in both:
        beside[row.film_id].append(row)
    moved, doubles = [], []
    for row in going:
        into = reference.double_of(row, beside[row.film_id])
        if into is None:
            moved.append(row)
            continue
        changes = {} if has_closed else reference.changes(into, row)
        for name, (_before, after) in changes.items():
            setattr(into, name, after)  # a third one is compared with what stands there then
        doubles.append(Double(row, into, changes))
    return Rows(reference, moved, doubles)


def _pages(film_ids: set[int]) -> tuple[set[int], set[int]]:
    """Return the pages that these films and working copies belong to, and which are copies."""
    copies: dict[int, int] = {}
    for some in parts(film_ids):
        found = Film.objects.filter(pk__in=some, draft_of__isnull=False)
        copies |= {pk: main for pk, main in found.values_list("pk", "draft_of") if main}
    return (film_ids - copies.keys()) | set(copies.values()), set(copies)


def _facts(
    kind: Kind, kept: Any, gone: Any, has_closed: bool
) -> tuple[list[Fact], list[Fact], list[str]]:
    facts, conflicts, remarks = [], [], []
    for name in () if has_closed else kind.facts:
        column: Any = kind.model._meta.get_field(name)
        label = str(column.verbose_name)
        mine, other = getattr(kept, name), getattr(gone, name)
        if other in (None, "") or mine == other:
            continue
        if mine in (None, ""):
            facts.append(Fact(name, label, mine, other))
        else:
            conflicts.append(Fact(name, label, mine, other))
    if isinstance(kept, Person):
        names, left_out = also_known_as(kept, gone)
        if names != kept.also_known_as:
            facts.append(Fact("also_known_as", _("also known as"), kept.also_known_as, names))
        if left_out:
            remarks.append(
                _("There is no room among the other names for %(names)s.")
                % {"names": ", ".join(left_out)}
            )
    if isinstance(kept, Provider) and not kept.active:
        remarks.append(
            _("“%(kept)s” is marked as closed: none of these offers will be shown.")
            % {"kept": kept}
        )
    return facts, conflicts, remarks


def also_known_as(kept: Person, gone: Person) -> tuple[str, list[str]]:
    """Return the other names of the two as one, a line each, and those that found no room."""
    most: Any = Person._meta.get_field("also_known_as").max_length
    lines = [line for line in kept.also_known_as.splitlines() if line.strip()]
    known, left_out = {kept.name, *lines}, []
    for name in (gone.name, *gone.also_known_as.splitlines()):
        if not name.strip() or name in known:
            continue
        if len("\n".join([*lines, name])) > most:
            left_out.append(name)
            continue
        lines.append(name)
        known.add(name)
    grown = "\n".join(lines)
    is_same = lines == [line for line in kept.also_known_as.splitlines() if line.strip()]
    return (kept.also_known_as if is_same else grown), left_out


def parts(values: Iterable[int]) -> Iterable[list[int]]:
    """Return the values in lists short enough for one query each."""
    ordered = sorted(values)
    return (ordered[at : at + _MOST_ASKED] for at in range(0, len(ordered), _MOST_ASKED))
