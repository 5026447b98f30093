"""Rows of an old document and a new one that speak of the same thing, and the two made one."""

from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any

from films.choices import Access, VideoKind
from films.importers.text_page.part import text_part
from films.text import fold

# By what the rows of a section are known; the first of several fields that is filled.
_KEYS: dict[str, Callable[[dict], tuple]] = {
    "tags": lambda row: (row["kind"], fold(row["name"])),
    "credits": lambda row: (row["job"], fold(row["person"]["name"])),
    "scores": lambda row: (row["source"],),
    "videos": lambda row: (row["kind"], row.get("title", "")),
    "quotes": lambda row: (fold(row["text"]),),
    "press_reviews": lambda row: (fold(row.get("excerpt") or row["summary"]),),
    "audience_reactions": lambda row: (fold(row["claim"]),),
    "awards": lambda row: (fold(row["body"]), fold(row.get("category", "")), row.get("year")),
    "trivia": lambda row: (fold(row["text"]),),
    "offers": lambda row: (row.get("provider"), row["access"]),
    "similar_films": lambda row: (fold(row["title"]), row.get("year")),
    "products": lambda row: (fold(row["name"]),),
    "tracks": lambda row: (fold(row["title"]), fold(row.get("artist", ""))),
    "faqs": lambda row: (fold(row.get("question") or row["answer"]),),
}
# Rows of one section that pages give, or leave out, together.
_GROUPS: dict[str, Callable[[dict], object]] = {
    "tags": lambda row: row["kind"],
    "credits": lambda row: row["job"],
    "offers": lambda row: row["access"] == Access.LISTEN,
    "videos": lambda row: row["kind"] == VideoKind.TRAILER,
}
_ALIKE = 0.75  # share of letters in common, from which a reworded sentence is the same row
_MOST_COMPARED = 60  # rows; comparing letters takes the square of them
ROWS = tuple(_KEYS)


def merged_rows(name: str, old: list[dict], new: list[dict]) -> list[dict]:
    """Return the new rows of a section, each with what only the old row of the same thing says.

    Old rows stay where the new page is silent: other groups (the composer, where it names only
    directors), and rows that the text form tells apart from none (a second region's offer).
    """
    pairs = [(row, _part(name, row)) for row in old]
    parts = [part for _, part in pairs]
    if text_part({name: old}).get(name, []) == new:
        return old
    group = _GROUPS.get(name, lambda _: True)
    groups = {group(row) for row in new}
    found = _matches(name, parts, new)
    rows = [_merged(old[at], parts[at], row) if at is not None else row for at, row in found]
    matched = {at for at, _ in found}
    kept = [
        row
        for at, (row, part) in enumerate(pairs)
        if at not in matched and (not part or group(part) not in groups or part in new)
    ]
    return [*rows, *kept]


def _part(name: str, row: dict) -> dict:
    """Return what a text page holds of a row; {} for a row that it cannot hold."""
    held = text_part({name: [row]}).get(name)
    return held[0] if held else {}


def _matches(name: str, parts: list[dict], new: list[dict]) -> list[tuple[int | None, dict]]:
    """Return each new row with the place of the old one that it continues, or None."""
    key = _KEYS[name]
    free = {at: part for at, part in enumerate(parts) if part}
    found: dict[int, int] = {}
    tests: list[Callable[[dict, dict], bool]] = [
        lambda old, row: old == row,
        lambda old, row: key(old) == key(row),
    ]
    if max(len(parts), len(new)) <= _MOST_COMPARED:
        tests.append(lambda old, row: _is_reworded(key(old)[0], key(row)[0]))
    for test in tests:
        for place, row in enumerate(new):
            if place in found:
                continue
            at = next((at for at, part in free.items() if test(part, row)), None)
            if at is not None:
                found[place] = at
                del free[at]
    return [(found.get(place), row) for place, row in enumerate(new)]


def _is_reworded(old: object, new: object) -> bool:
    if not isinstance(old, str) or not isinstance(new, str) or min(len(old), len(new)) < 20:
        return False
    matcher = SequenceMatcher(None, old[:500], new[:500], autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _merged(old: dict, part: dict, new: dict) -> dict:
    """Return the old row with what the new one says differently; nothing is emptied."""
    changed: dict[str, Any] = {
        name: value for name, value in new.items() if part.get(name) != value
    }
    if "speaker" in changed:  # the credit belongs to the other speaker
        old = {name: value for name, value in old.items() if name != "credit"}
    return {**old, **changed}
