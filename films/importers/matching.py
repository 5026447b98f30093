"""Rows of an old document and a new one that speak of the same thing, and the two made one."""

from collections.abc import Callable
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from films.choices import Access, VideoKind
from films.importers.text_page.part import text_part
from films.text import fold

# By what the rows of a section are known; the first of several fields that is filled.
_KEYS: dict[str, Callable[[dict], tuple]] = {
    "tags": lambda row: (row["kind"], fold(row["name"])),
    "credits": lambda row: (row["job"], fold(row["person"]["name"])),
    "scores": lambda row: (row["source"],),
    "videos": lambda row: (row["kind"], row.get("key") or row.get("title", "")),
    "quotes": lambda row: (fold(row["text"]),),
    "press_reviews": lambda row: (fold(row.get("excerpt") or row.get("summary", "")),),
    "audience_reactions": lambda row: (fold(row["claim"]),),
    "awards": lambda row: (fold(row["body"]), fold(row.get("category", "")), row.get("year")),
    "trivia": lambda row: (fold(row["text"]),),
    "offers": lambda row: (row.get("provider"), row["access"]),
    "similar_films": lambda row: (fold(row["title"]), row.get("year")),
    "products": lambda row: (fold(row["name"]),),
    "tracks": lambda row: (fold(row["title"]), fold(row.get("artist", ""))),
    "faqs": lambda row: (fold(row.get("question") or row["answer"]),),
    "stills": lambda row: (row["image"]["file"],),
}
# Rows of one section that pages give, or leave out, together.
_GROUPS: dict[str, Callable[[dict], object]] = {
    "tags": lambda row: row["kind"],
    "credits": lambda row: row["job"],
    "scores": lambda row: row["source"],
    "offers": lambda row: row["access"] == Access.LISTEN,
    "videos": lambda row: row["kind"] == VideoKind.TRAILER,
}
_TABLE_LISTS = ("tags", "credits", "scores")  # which a table tells whole, kind by kind
_ALIKE = 0.75  # share of letters in common, from which a reworded sentence is the same row
_MOST_COMPARED = 60  # rows; comparing letters takes the square of them
ROWS = tuple(_KEYS)
# What stands for itself whatever its case and accents: the database keeps these names once.
_NAMES = {("tags", "name"), ("awards", "body")}


class Form(StrEnum):
    """What a document was read from, which decides what its silence means."""

    TEXT = "page"  # holds a part of what a film can say, in the words of a text page
    WHOLE = "film"  # a film document: its lists are meant as they stand
    TABLE = "cells"  # a row of a table: knows names and figures, and no order


def merged_rows(name: str, old: list[dict], new: list[dict], form: Form = Form.TEXT) -> list[dict]:
    """Return the new rows of a section, each with what only the old row of the same thing says.

    Old rows stay where the new page is silent: other groups (the composer, where it names only
    directors), and rows that the text form tells apart from none (a second region's offer).
    """
    return [row for _at, row in paired_rows(name, old, new, form)]


def paired_rows(
    name: str, old: list[dict], new: list[dict], form: Form = Form.TEXT
) -> list[tuple[int | None, dict]]:
    """Return the rows of ``merged_rows``, each with the place of the old one that it continues."""
    if form is Form.TEXT:
        parts = [_part(name, row) for row in old]
        if text_part({name: old}).get(name, []) == new:
            return list(enumerate(old))
    else:
        parts = old
    found = _matches(name, parts, new)
    rows: list[tuple[int | None, dict]] = [
        (at, row if at is None else _merged(name, old[at], parts[at], row)) for at, row in found
    ]
    group = _group_of(name, form)
    groups = {group(row) for row in new}
    matched = {at for at, _ in found}
    kept = [
        (at, row)
        for at, (row, part) in enumerate(zip(old, parts, strict=True))
        if at not in matched and (not part or group(part) not in groups or part in new)
    ]
    return [*rows, *kept]


def _group_of(name: str, form: Form) -> Callable[[dict], object]:
    """Return by what rows are parted into those that a document gives, or leaves out, together."""
    if form is Form.WHOLE:
        return lambda _row: True
    if form is Form.TABLE and name not in _TABLE_LISTS:
        return id  # a cell names some of them; the others stay
    return _GROUPS.get(name, lambda _row: True)


def _part(name: str, row: dict) -> dict:
    """Return what a text page holds of a row; {} for a row that it cannot hold."""
    held = text_part({name: [row]}).get(name)
    return held[0] if held else {}


def _matches(name: str, parts: list[dict], new: list[dict]) -> list[tuple[int | None, dict]]:
    """Return each new row with the place of the old one that it continues, or None."""
    key = _KEYS[name]
    free = {at: part for at, part in enumerate(parts) if part}
    keys = {at: key(part) for at, part in free.items()}
    wanted = [key(row) for row in new]
    found: dict[int, int] = {}

    def pair(place: int, at: int | None) -> None:
        if at is not None:
            found[place] = at
            del free[at]

    for place, row in enumerate(new):
        pair(place, next((at for at, part in free.items() if part == row), None))
    for place in _left(new, found):
        pair(place, next((at for at in free if keys[at] == wanted[place]), None))
    if max(len(parts), len(new)) <= _MOST_COMPARED:
        for place in _left(new, found):
            mine = wanted[place][0]
            pair(place, next((at for at in free if _is_reworded(keys[at][0], mine)), None))
    return [(found.get(place), row) for place, row in enumerate(new)]


def _left(rows: list[dict], found: dict[int, int]) -> list[int]:
    return [place for place in range(len(rows)) if place not in found]


def _is_reworded(old: object, new: object) -> bool:
    if not isinstance(old, str) or not isinstance(new, str) or min(len(old), len(new)) < 20:
        return False
    matcher = SequenceMatcher(None, old[:500], new[:500], autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _merged(name: str, old: dict, part: dict, new: dict) -> dict:
    """Return the old row with what the new one says differently; nothing is emptied."""
    changed: dict[str, Any] = {
        column: value
        for column, value in new.items()
        if not is_told(part.get(column), value, by_name=(name, column) in _NAMES)
    }
    if "speaker" in changed:  # the credit belongs to the other speaker
        old = {column: value for column, value in old.items() if column != "credit"}
    return {**old, **changed}


def is_told(old: Any, new: Any, *, by_name: bool = False) -> bool:
    """Say whether an old value says already what the new one does.

    References are the same by address or file, or by name where one of them has no address.
    """
    if by_name and isinstance(old, str) and isinstance(new, str):
        return fold(old) == fold(new) if fold(new) else old == new
    if not isinstance(old, dict) or not isinstance(new, dict):
        return bool(old == new)
    for name in ("file", "slug"):
        if name in old and name in new:
            return bool(old[name] == new[name])
    if "name" in old and "name" in new:
        return is_told(old["name"], new["name"], by_name=True)
    return all(old.get(name) == value for name, value in new.items())
