"""Two versions of a film page, what differs between them, in the order of the page.

Works on documents (docs/document.md) alone, so that revisions, working copies, what is typed and
what an import would make are compared in the same way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from films.document_fields import BLOCKS, label_of
from films.document_sections import KEYS, SECTIONS, Part, Section, fields_of, parts_of
from films.document_words import label, row_title, stored, telling_apart
from films.row_pairs import Row, moved, pair_rows
from films.word_changes import IN, KEPT, OUT, Passage, Stretch, passages

Document = dict[str, Any]


@dataclass(frozen=True)
class FieldChange:
    """What became of a field: both texts as one, and the files of its pictures."""

    name: str
    label: str
    passages: tuple[Passage, ...]
    picture_before: str = ""
    picture_after: str = ""

    @property
    def is_spacing(self) -> bool:
        """Whether the words are the same, and only spaces or line ends differ."""
        return all(part.change == KEPT for part in self._stretches())

    @property
    def before(self) -> list[Stretch]:
        """What it said, with what was taken out."""
        return [part for part in self._stretches() if part.change != IN]

    @property
    def after(self) -> list[Stretch]:
        """What it says, with what was put in."""
        return [part for part in self._stretches() if part.change != OUT]

    def _stretches(self) -> Iterator[Stretch]:
        for passage in self.passages:
            yield from passage.stretches


@dataclass(frozen=True)
class RowChange:
    """What became of a row.

    ``was`` and ``now`` are its places among its like, counted from 1, ``at_before`` and
    ``at_after`` those in the lists of the documents; None where there is no such row.
    """

    title: str
    was: int | None
    now: int | None
    at_before: int | None
    at_after: int | None
    fields: tuple[FieldChange, ...] = ()
    is_moved: bool = False

    @property
    def kind(self) -> str:
        """added, removed, changed or moved; a row that was moved and changed is "changed"."""
        if self.was is None:
            return "added"
        if self.now is None:
            return "removed"
        return "changed" if self.fields else "moved"


@dataclass(frozen=True)
class Unchanged:
    """Rows in a row that are as they were."""

    count: int
    kind: str = "unchanged"


@dataclass(frozen=True)
class PartChange:
    """What became of the rows of one part, in their order; those removed where they stood."""

    part: Part
    entries: tuple[RowChange | Unchanged, ...]

    @property
    def rows(self) -> list[RowChange]:
        """The rows that differ."""
        return [entry for entry in self.entries if isinstance(entry, RowChange)]


@dataclass(frozen=True)
class SectionChange:
    """What became of one section of the page."""

    section: Section
    fields: tuple[FieldChange, ...]
    parts: tuple[PartChange, ...]

    @property
    def is_one_list(self) -> bool:
        """Whether the section is nothing but one list, which needs no name of its own."""
        return not self.section.fields and len(self.section.parts) == 1


@dataclass(frozen=True)
class Comparison:
    """All that differs between two versions; sections without a difference are left out.

    ``mixed`` names the lists whose parts stand in another order to each other (crew among cast):
    there the documents differ and the page does not.
    """

    sections: tuple[SectionChange, ...]
    mixed: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether both versions say the same."""
        return not self.sections and not self.mixed

    @cached_property
    def count(self) -> int:
        """How many fields and rows differ."""
        return sum(
            len(found.fields) + sum(len(part.rows) for part in found.parts)
            for found in self.sections
        )


def compare(before: Document, after: Document) -> Comparison:
    """Return what differs between two documents; {} is a page that said nothing.

    Fields that go without saying are as if they were said.
    """
    lists = {
        block: _ListComparison(block, before.get(block) or [], after.get(block) or [])
        for block in BLOCKS
        if before.get(block) != after.get(block)
    }
    parts = {name: found for rows in lists.values() for name, found in rows.parts().items()}
    found = []
    for section in SECTIONS:
        fields = _compare_fields("", section.fields, before, after)
        changed = tuple(parts[part.name] for part in section.parts if part.name in parts)
        if fields or changed:
            found.append(SectionChange(section, fields, changed))
    shown = {part.part.block for part in parts.values()}
    mixed = tuple(name for name, rows in lists.items() if rows.is_mixed and name not in shown)
    return Comparison(tuple(found), mixed)


def touched(before: Document, after: Document) -> list[str]:
    """Return what people call the fields and rows that differ, in the order of the page; cheap.

    The state is left out: what made a version tells it.
    """
    found = []
    for section in SECTIONS:
        names = [name for name in section.fields if name != "status"]
        found += [label_of(name) for name in names if before.get(name) != after.get(name)]
        found += [part.title for part in section.parts if _differs(part, before, after)]
    return found


def _differs(part: Part, before: Document, after: Document) -> bool:
    old, new = before.get(part.block) or [], after.get(part.block) or []
    return old != new and list(filter(part.holds, old)) != list(filter(part.holds, new))


def _compare_fields(
    block: str, names: Sequence[str], before: Document, after: Document
) -> tuple[FieldChange, ...]:
    if not (before and after):  # what goes without saying is not said of what came or went
        names = [name for name in names if name in before or name in after]
    return tuple(
        _field_change(block, name, before, after)
        for name in names
        if stored(block, name, before) != stored(block, name, after)
    )


def _field_change(block: str, name: str, before: Document, after: Document) -> FieldChange:
    old, new = telling_apart(block, name, before, after)
    pictures = [_picture(before.get(name)), _picture(after.get(name))]
    return FieldChange(name, label(block, name), tuple(passages(old, new)), *pictures)


def _picture(value: Any) -> str:
    """Return the file of a picture, "" for what is none."""
    return str(value.get("file", "")) if isinstance(value, dict) else ""


class _ListComparison:
    """The rows of one list, then and now, and which continues which."""

    def __init__(self, block: str, old: list[Row], new: list[Row]) -> None:
        self.block, self.old, self.new = block, old, new
        self.pairs = pair_rows(old, new, keys=KEYS[block])

    @property
    def is_mixed(self) -> bool:
        """Whether rows that stayed stand in another order, over all parts."""
        then = [self.pairs[place] for place in sorted(self.pairs)]
        return then != sorted(then)

    def parts(self) -> dict[str, PartChange]:
        """Return by its name each part in which a row differs."""
        found = {}
        for part in parts_of(self.block):
            entries = tuple(_folded(self._rows(part)))
            if any(isinstance(entry, RowChange) for entry in entries):
                found[part.name] = PartChange(part, entries)
        return found

    def _rows(self, part: Part) -> Iterator[RowChange | None]:
        """Go through the rows of a part; None for each that is as it was."""
        then = [place for place, row in enumerate(self.old) if part.holds(row)]
        now = [place for place, row in enumerate(self.new) if part.holds(row)]
        stayed = [self.pairs[place] for place in now if self.pairs.get(place) in set(then)]
        left_order = moved(stayed)
        gone = self._gone(then, anchors=set(stayed) - left_order)
        was = {place: number for number, place in enumerate(then, 1)}
        yield from self._removed(gone.get(None, []), was)
        for number, place in enumerate(now, 1):
            before = self.pairs.get(place)
            yield self._kept_or_added(before, place, was, number, before in left_order)
            yield from self._removed(gone.get(before, []) if before is not None else [], was)

    def _gone(self, then: list[int], *, anchors: set[int]) -> dict[int | None, list[int]]:
        """Return the removed rows by the row that stood before them, None for the top."""
        continued = set(self.pairs.values())
        found: dict[int | None, list[int]] = {}
        anchor = None
        for place in then:
            if place in anchors:
                anchor = place
            elif place not in continued:
                found.setdefault(anchor, []).append(place)
        return found

    def _removed(self, places: list[int], was: dict[int, int]) -> Iterator[RowChange]:
        for place in places:
            row = self.old[place]
            yield RowChange(
                row_title(self.block, row), was[place], None, place, None, self._fields(row, {})
            )

    def _kept_or_added(
        self, before: int | None, place: int, was: dict[int, int], number: int, is_moved: bool
    ) -> RowChange | None:
        row = self.new[place]
        fields = self._fields(self.old[before] if before is not None else {}, row)
        if before is not None and not fields and not is_moved:
            return None
        # A row that came from another part (an actor who directs now) keeps no place of its own.
        former = None if before is None else was.get(before, number)
        title = row_title(self.block, row)
        return RowChange(title, former, number, before, place, fields, is_moved)

    def _fields(self, before: Row, after: Row) -> tuple[FieldChange, ...]:
        if before == after:
            return ()
        return _compare_fields(self.block, fields_of(self.block), before, after)


def _folded(rows: Iterator[RowChange | None]) -> Iterator[RowChange | Unchanged]:
    """Put rows that are as they were into one entry for each run of them."""
    count = 0
    for row in rows:
        if row is None:
            count += 1
            continue
        if count:
            yield Unchanged(count)
        count = 0
        yield row
    if count:
        yield Unchanged(count)
