"""Entries of one document that a merge has made the same: an old revision still names both."""

from collections import defaultdict
from typing import Any

from films.merging.kinds import KINDS, Reference
from films.models import PageBlock

# Under which name an entry of a document names what is merged, where it is not the column's own.
_NAMED = {"tag": "name"}


def without_doubles(rows: list[PageBlock], entries: list[dict[str, Any]]) -> list[PageBlock]:
    """Return the unsaved rows without those that a merge made doubles of one before them.

    The one before takes over what only its double says. Rows whose entries name the same person,
    tag or service are left alone: there the document contradicts itself.
    """
    kept: list[PageBlock] = []
    beside: defaultdict[tuple[str, int], list[tuple[Any, PageBlock]]] = defaultdict(list)
    for row, entry in zip(rows, entries, strict=True):
        references = _references(row)
        if any(_is_folded(reference, row, entry, beside) for reference in references):
            continue
        kept.append(row)
        for reference in references:
            if number := getattr(row, f"{reference.column}_id"):
                beside[reference.name, number].append((_named(reference, entry), row))
    return kept


def _is_folded(
    reference: Reference, row: Any, entry: dict[str, Any], beside: dict[tuple[str, int], Any]
) -> bool:
    """Say whether a row went into one before it that names another, and says the same."""
    others = beside.get((reference.name, getattr(row, f"{reference.column}_id")), [])
    named = _named(reference, entry)
    into = reference.double_of(row, [other for name, other in others if name != named])
    if into is None:
        return False
    for name, (_before, after) in reference.changes(into, row).items():
        setattr(into, name, after)
    return True


def _named(reference: Reference, entry: dict[str, Any]) -> Any:
    return entry.get(_NAMED.get(reference.column, reference.column))


def _references(row: PageBlock) -> list[Reference]:
    return [each for kind in KINDS for each in kind.references if isinstance(row, each.model)]
