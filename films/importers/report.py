"""What an import would change: fields and rows of two film documents, side by side."""

from dataclasses import asdict, dataclass
from typing import Any

from films.document_fields import label_of
from films.importers.matching import ROWS, merged_rows
from films.importers.text_page.part import text_part

# Kept where the page says nothing, replaced where it says something else.
_OWN = ("marquee", "slug", "status", "published_at")


@dataclass(frozen=True)
class Change:
    """One difference: where, what stands there now, and what would; "" for nothing."""

    field: str
    before: str
    after: str

    def as_json(self) -> dict[str, str]:
        """Return the change as an import run keeps it."""
        return asdict(self)


def merge(document: dict, parsed: dict) -> dict:
    """Return the document of a film with what a text page says put into it.

    No field and no row's field is replaced by nothing. What the form cannot hold (links, dates,
    pictures) stays, also in rows that the page changes. Notes are added to those there are.
    """
    if not document:
        return parsed
    old = text_part(document)
    merged = dict(document)
    for name, value in parsed.items():
        if name in ROWS:
            merged[name] = merged_rows(name, document.get(name, []), value)
        elif name == "notes":
            merged[name] = _noted(document.get(name, ""), value)
        elif old.get(name) != value:
            merged[name] = value
    return merged


def _noted(old: str, new: str) -> str:
    known = old.split("\n")
    lines = [line for line in new.split("\n") if line not in known]
    return "\n".join([*filter(None, [old]), *lines])


def differences(before: dict, after: dict) -> list[Change]:
    """Return what differs between two documents, field by field and row by row."""
    changes: list[Change] = []
    for name in [*before, *(name for name in after if name not in before)]:
        old, new = before.get(name), after.get(name)
        if old == new or name in _OWN:
            continue
        if isinstance(old, list) or isinstance(new, list):
            changes += _row_changes(name, old or [], new or [])
        else:
            changes.append(Change(label_of(name), _words(old), _words(new)))
    return changes


def _row_changes(name: str, old: list[dict], new: list[dict]) -> list[Change]:
    gone = [row for row in old if row not in new]
    come = [row for row in new if row not in old]
    label = label_of(name)
    changes = []
    for row in come:
        former = next((other for other in gone if _is_same(other, row)), None)
        if former:
            gone.remove(former)
        changes.append(Change(label, _words(former), _words(row)))
    changes += [Change(label, _words(row), "") for row in gone]
    if not changes:
        order = [_words(next(iter(row.values()), "")) for row in new]
        changes.append(Change(f"{label}, order", "", " · ".join(order)))
    return changes


def _is_same(old: dict, new: dict) -> bool:
    """Whether a row is another one with a field or two changed or added."""
    shared = [name for name in new if old.get(name) == new[name] and name not in ("kind", "job")]
    return bool(shared) and len(shared) * 2 >= len(new) - 1


def _words(value: Any) -> str:
    """Return a value in one line of plain words."""
    if isinstance(value, dict):
        if set(value) <= {"name", "slug"}:
            return str(value.get("name", ""))
        return " · ".join(filter(None, (_flag(name, said) for name, said in value.items())))
    return "" if value is None else str(value)


def _flag(name: str, value: Any) -> str:
    """Return a field's words; of a yes or no, its name."""
    if isinstance(value, bool):
        return name if value else f"not {name}"
    return _words(value)
