"""One form in three versions: as it was opened, as I have it now, as somebody else has saved it.

What only one of us changed is taken; where both changed the same, mine stays and theirs is told.
Values are texts as a form sends them. Nothing that I typed is left out.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from films.row_pairs import Key, pair_rows

Values = Mapping[str, str]
_FRACTION = re.compile(r"-?\d+\.\d+")


@dataclass(frozen=True)
class Clash:
    """A field that both have changed, each to something else."""

    name: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class MergedValues:
    """The fields of both, and the names of those that are taken from the other."""

    values: dict[str, str]
    taken: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row of a form: its key in the database ("" for a new one), where it stands, what it says.

    Of my rows those that were there when the form was opened come first, in the order of then.
    """

    pk: str
    values: Values
    place: int = 0
    is_removed: bool = False


@dataclass(frozen=True)
class MergedRow:
    """A row of both; at most one of the last three holds.

    ``is_taken``: something of it comes from the other. ``is_gone``: the other has removed what I
    changed; it is a new row now. ``is_back``: I had removed what the other changed.
    """

    pk: str
    values: dict[str, str]
    is_removed: bool = False
    clashes: tuple[Clash, ...] = ()
    is_taken: bool = False
    is_gone: bool = False
    is_back: bool = False


@dataclass(frozen=True)
class MergedRows:
    """The rows of both in their order, and how many that I left alone the other has removed."""

    rows: list[MergedRow]
    dropped: int = 0


def is_same(one: str, other: str) -> bool:
    """Say whether two values differ at most in line ends, outer spaces and idle zeros."""
    return one == other or _bare(one) == _bare(other)


def _bare(value: str) -> str:
    text = value.replace("\r\n", "\n").strip()
    return f"{Decimal(text).normalize():f}" if _FRACTION.fullmatch(text) else text


def merge_values(base: Values | None, mine: Values, theirs: Values) -> MergedValues:
    """Return the fields of both; without ``base`` nobody knows who changed what differs."""
    values, taken, clashes = dict(mine), [], []
    for name, ours in mine.items():
        other = theirs.get(name, "")
        was = None if base is None else base.get(name)
        if is_same(ours, other) or (was is not None and is_same(was, other)):
            continue
        if was is not None and is_same(was, ours):
            values[name] = other
            taken.append(name)
        else:
            clashes.append(Clash(name, ours, other))
    return MergedValues(values, tuple(taken), tuple(clashes))


@dataclass
class _Trio:
    """What is one row in up to three versions; ``at`` is its place among theirs."""

    base: Values | None = None
    mine: Row | None = None
    theirs: Row | None = None
    at: int = 0
    was: int = 0


def merge_rows(
    base: Sequence[Values], mine: Sequence[Row], theirs: Sequence[Row], *, keys: Iterable[Key] = ()
) -> MergedRows:
    """Return the rows of both.

    My order stays if I have moved a row, otherwise it is theirs; what is new stands after what it
    stood after.
    """
    keys = list(keys)
    rows, dropped = [], 0
    for trio in _in_order(_trios(base, mine, theirs, keys)):
        merged = _merge(trio)
        if merged:
            rows.append(merged)
        elif trio.mine and not trio.mine.is_removed:
            dropped += 1
    return MergedRows(rows, dropped)


def _merge(trio: _Trio) -> MergedRow | None:
    base, mine, theirs = trio.base, trio.mine, trio.theirs
    if mine is None:
        return MergedRow(theirs.pk, dict(theirs.values), is_taken=True) if theirs else None
    if theirs is None:
        is_mine = not mine.is_removed and (base is None or _differ(base, mine.values))
        is_gone = bool(mine.pk)
        return MergedRow("", dict(mine.values), is_gone=is_gone) if is_mine else None
    if mine.is_removed:
        if base is not None and _differ(base, theirs.values):
            return MergedRow(theirs.pk, dict(theirs.values), is_back=True)
        return MergedRow(theirs.pk, dict(mine.values), is_removed=True)
    merged = merge_values(base, mine.values, theirs.values)
    return MergedRow(theirs.pk, merged.values, clashes=merged.clashes, is_taken=bool(merged.taken))


def _differ(one: Values, other: Values) -> bool:
    return any(not is_same(value, other.get(name, "")) for name, value in one.items())


def _trios(
    base: Sequence[Values], mine: Sequence[Row], theirs: Sequence[Row], keys: list[Key]
) -> list[_Trio]:
    opened = [row for row in mine if row.pk]
    trios = [_Trio(base=values, was=place) for place, values in enumerate(base)]
    _join_mine(trios, opened)
    joined = {id(trio.mine) for trio in trios if trio.mine}
    trios += [_Trio(mine=row, was=-1) for row in mine if id(row) not in joined]
    _join_theirs(trios, theirs, keys)
    return trios


def _join_mine(trios: list[_Trio], opened: list[Row]) -> None:
    """Give my rows to what was there when I opened the form: one by one, if all are there."""
    if len(trios) == len(opened):
        pairs = {place: place for place in range(len(opened))}
    else:
        pairs = _pairs([trio.base or {} for trio in trios], [row.values for row in opened], [])
    for now, then in pairs.items():
        trios[then].mine = opened[now]


def _join_theirs(trios: list[_Trio], theirs: Sequence[Row], keys: list[Key]) -> None:
    """Give their rows to mine: those that are the same in the database, then those alike."""
    by_pk = {trio.mine.pk: trio for trio in trios if trio.mine and trio.mine.pk}
    left = []
    for at, row in enumerate(theirs):
        if trio := by_pk.pop(row.pk, None):
            trio.theirs, trio.at = row, at
        else:
            left.append(at)
    free = [trio for trio in trios if trio.theirs is None]
    said = [_said(trio) for trio in free]
    pairs = _pairs(said, [theirs[at].values for at in left], keys)
    for number, at in enumerate(left):
        trio = free[pairs[number]] if number in pairs else _Trio(was=-1)
        trio.theirs, trio.at = theirs[at], at
        if number not in pairs:
            trios.append(trio)


def _said(trio: _Trio) -> Values:
    """Return what a row said when both opened it; of a row of mine, what it says."""
    if trio.base is not None:
        return trio.base
    return trio.mine.values if trio.mine else {}


def _pairs(old: Sequence[Values], new: Sequence[Values], keys: list[Key]) -> dict[int, int]:
    bare_old = [{name: _bare(value) for name, value in row.items()} for row in old]
    bare_new = [{name: _bare(value) for name, value in row.items()} for row in new]
    return pair_rows(bare_old, bare_new, keys=keys)


def _in_order(trios: list[_Trio]) -> list[_Trio]:
    of_mine = sorted((t for t in trios if t.mine), key=lambda t: t.mine.place if t.mine else 0)
    of_theirs = sorted((t for t in trios if t.theirs), key=lambda t: t.at)
    were = [trio.was for trio in of_mine if trio.was >= 0]
    if were != sorted(were):
        return _woven(of_mine, of_theirs)
    return _woven(of_theirs, of_mine)


def _woven(backbone: list[_Trio], others: list[_Trio]) -> list[_Trio]:
    """Put what stands only in the second list after what it stands after there."""
    there = {id(trio) for trio in backbone}
    after: dict[int, list[_Trio]] = {}
    anchor = 0
    for trio in others:
        if id(trio) in there:
            anchor = id(trio)
        else:
            after.setdefault(anchor, []).append(trio)
    woven = list(after.get(0, []))
    for trio in backbone:
        woven += [trio, *after.get(id(trio), [])]
    return woven
