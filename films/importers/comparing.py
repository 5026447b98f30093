"""What a document from outside would change in a film: field by field and row by row."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from films.choices import RevisionKind
from films.document_fields import BLOCKS, EDITORIAL, film_field, label_of
from films.importers.matching import Form, is_told, paired_rows
from films.importers.provenance import History, Origin
from films.importers.text_page.part import text_part

_OWN = ("marquee", *EDITORIAL)  # not taken from outside
_AMOUNTS = ("budget", "gross_domestic", "gross_worldwide")
# What the site itself links, and no person wrote.
_LINKED = {"quotes": "credit", "similar_films": "film"}
ORDER = "order"


@dataclass(frozen=True)
class Change:
    """One difference: a field, a row that is added, changed or gone, or the order of a section.

    ``mark`` names it by its place and both its values, so that a change which was looked at is
    the same change or none later. ``at`` is the row's place in the film, ``to`` in what comes in.
    """

    field: str
    before: Any
    after: Any
    at: int | None = None
    to: int | None = None
    is_order: bool = False

    @property
    def mark(self) -> str:
        said = json.dumps([self.before, self.after], sort_keys=True, ensure_ascii=False)
        digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        return f"{self.field}:{ORDER if self.is_order else digest}"

    @property
    def label(self) -> str:
        return label_of(self.field)


@dataclass(frozen=True)
class Proposal:
    """A change with what is advised: to take it, or to leave what somebody wrote by hand."""

    change: Change
    take: bool
    by: Origin | None = None  # whose words it would overwrite or bring back; None: nobody's

    def as_json(self) -> dict[str, Any]:
        """Return what an item keeps of it; the values are compared afresh when they are needed."""
        kept: dict[str, Any] = {"mark": self.change.mark, "take": self.take}
        if self.by:
            kept["by"] = [self.by.who, self.by.when]
        return kept


def differences(old: dict[str, Any], new: dict[str, Any], form: Form) -> list[Change]:
    """Return what differs, in the order of the new document; {} is a film that is not there yet.

    No field and no row's field is replaced by nothing.
    """
    told = text_part(old) | _currency(old) if form is Form.TEXT and old else old
    changes: list[Change] = []
    for name, value in new.items():
        if name in _OWN:
            continue
        if name in BLOCKS:
            changes += _row_changes(name, old.get(name) or [], value, form)
        elif name == "notes" and form is Form.TEXT:
            noted = _noted(old.get(name, ""), value)
            changes += [Change(name, old.get(name), noted)] if noted != old.get(name, "") else []
        elif not is_told(_value(told, name), value):
            changes.append(Change(name, old.get(name), value))
    return changes


def _currency(document: dict[str, Any]) -> dict[str, Any]:
    return {"currency": document["currency"]} if "currency" in document else {}


def _value(document: dict[str, Any], name: str) -> Any:
    if name in document or name in ("poster", "backdrop"):
        return document.get(name)
    default = film_field(name).get_default()
    return None if default == "" else default


def _noted(old: str, new: str) -> str:
    known = old.split("\n")
    lines = [line for line in new.split("\n") if line not in known]
    return "\n".join([*filter(None, [old]), *lines])


def _row_changes(name: str, old: list[dict], new: list[dict], form: Form) -> list[Change]:
    pairs = paired_rows(name, old, new, form)
    changes = []
    for to, (at, row) in enumerate(pairs):
        if at is None:
            changes.append(Change(name, None, row, to=to))
        elif old[at] != row:
            changes.append(Change(name, old[at], row, at=at, to=to))
    kept = {at for at, _row in pairs}
    changes += [Change(name, row, None, at=at) for at, row in enumerate(old) if at not in kept]
    places = [at for at, _row in pairs if at is not None]
    if form is not Form.TABLE and places != sorted(places):
        changes.append(Change(name, sorted(places), places, is_order=True))
    return changes


# What is advised ----------------------------------------------------------------------------------


def propose(changes: list[Change], old: dict[str, Any], history: History) -> list[Proposal]:
    """Advise on each change: what nobody wrote by hand may be taken.

    That is: what fills an empty place, and what replaces a value that an import had brought. A
    value that a person wrote, or took out, stays until somebody decides otherwise.
    """
    proposals = [_proposal(change, old, history) for change in changes]
    currency = next((one for one in proposals if one.change.field == "currency"), None)
    if currency is None or currency.take:
        return proposals
    return [  # an amount without its currency would be another amount
        Proposal(one.change, False, currency.by) if one.change.field in _AMOUNTS else one
        for one in proposals
    ]


def _proposal(change: Change, old: dict[str, Any], history: History) -> Proposal:
    if not old:
        return Proposal(change, True)
    if change.before is None:
        gone = history.went_with(_holding(change.field, change.after))
        if gone is None or gone.kind in (RevisionKind.IMPORT, RevisionKind.UNDO):
            return Proposal(change, True)
        return Proposal(change, False, gone)
    if change.is_order:
        rows = old.get(change.field)
        origin = history.came_with(lambda document: document.get(change.field) == rows)
    else:
        origin = history.came_with(_holding(change.field, change.before))
    if origin.is_import:
        return Proposal(change, True)
    return Proposal(change, False, origin)


def _holding(name: str, value: Any) -> Callable[[dict[str, Any]], bool]:
    if name not in BLOCKS:
        return lambda document: bool(document.get(name) == value)
    linked = _LINKED.get(name)

    def bare(row: dict) -> dict:
        return {column: said for column, said in row.items() if column != linked}

    wanted = bare(value)
    return lambda document: any(bare(row) == wanted for row in document.get(name) or [])


# Taking over --------------------------------------------------------------------------------------


def merged(
    old: dict[str, Any], new: dict[str, Any], form: Form, taken: Callable[[Change], bool]
) -> dict[str, Any]:
    """Return the old document with those changes made that are taken."""
    result = dict(old)
    changes = [change for change in differences(old, new, form) if taken(change)]
    for change in changes:
        if change.field not in BLOCKS:
            result[change.field] = change.after
    for name in dict.fromkeys(one.field for one in changes if one.field in BLOCKS):
        mine = [change for change in changes if change.field == name]
        pairs = paired_rows(name, old.get(name) or [], new[name], form)
        result[name] = _merged_rows(old.get(name) or [], pairs, mine)
    return result


def _merged_rows(
    old: list[dict], pairs: list[tuple[int | None, dict]], changes: list[Change]
) -> list[dict]:
    """Return the old rows, changed, without those taken out, and with the new ones in place."""
    by_place = {change.at: change for change in changes if not change.is_order}
    wanted = [at for at, _row in pairs]
    order: list[int] = list(range(len(old)))
    if any(change.is_order for change in changes):
        known = [at for at in wanted if at is not None]
        order = [*known, *(at for at in order if at not in known)]
    rows: list[tuple[int, dict]] = []  # negative: the place among those that come in
    for at in order:
        change = by_place.get(at)
        if change is None:
            rows.append((at, old[at]))
        elif change.after is not None:
            rows.append((at, change.after))
    _insert(rows, wanted, {one.to: one.after for one in changes if one.before is None})
    return [row for _at, row in rows]


def _insert(
    rows: list[tuple[int, dict]], wanted: list[int | None], added: dict[int | None, Any]
) -> None:
    """Put each new row behind the one that it follows in what comes in."""
    places = [at for at, _row in rows]
    behind = 0
    for to, at in enumerate(wanted):
        if at is not None and at in places:
            behind = places.index(at) + 1
        elif to in added and at is None:
            places.insert(behind, -1 - to)
            rows.insert(behind, (-1 - to, added[to]))
            behind += 1
