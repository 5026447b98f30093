"""Where in the form of a film a field or a row of its document stands."""

import re
from collections.abc import Callable
from typing import Any, Protocol

from django.http import QueryDict

from films.choices import Job, TagKind
from films.document import MOST_ROWS

# Fields that the form knows under another name than the document, or does not show.
_FIELDS = {
    ("similar_films", "film"): "other",
    ("tags", "name"): "tag",
}
# What an empty new row holds by itself.
_GIVEN = frozenset({"id", "film", "position", "job", "kind", "access", "source", "best", "won"})

_ROW = re.compile(r"([a-z_]+)-(\d{1,6})-(\w+)")

Order = Callable[[str], list[int]]


class Placed(Protocol):
    """A finding that names a field, a list and a section; and a row, if it is about one."""

    @property
    def section(self) -> str: ...
    @property
    def field(self) -> str: ...
    @property
    def rows(self) -> str: ...


def address_of(document: dict[str, Any], place: Placed, order: Order) -> str:
    """Return the end of the address that leads to a field: “#id_quotes-3-text”.

    ``order`` gives the numbers that a list's rows have in the form, in the order of the page.
    Without a row it is that of the list; a row that the form does not show leads to its section.
    """
    if not place.rows:
        return f"#id_{place.field}"
    row = getattr(place, "row", None)
    if row is None:
        return f"#{_list_of(place)}-group"
    prefix, at = form_row(document, place.rows, row)
    numbers = order(prefix)
    name = _FIELDS.get((place.rows, place.field), place.field)
    number = (numbers[at] if at < len(numbers) else None) if numbers else at
    return f"#{place.section}" if number is None else f"#id_{prefix}-{number}-{name}"


def form_row(document: dict[str, Any], rows: str, row: int) -> tuple[str, int]:
    """Return the form's list and the place in it of a document's row: two lists have two each."""
    prefix = _prefix(rows, document[rows][row])
    above = document[rows][:row]
    return prefix, sum(_prefix(rows, entry) == prefix for entry in above)


def _prefix(rows: str, entry: dict[str, Any]) -> str:
    if rows == "tags":
        return "warnings" if entry.get("kind") == TagKind.WARNING else "tags"
    if rows == "credits":
        return "cast" if entry.get("job") == Job.ACTOR else "crew"
    return rows


def _list_of(place: Placed) -> str:
    if place.rows == "tags":
        return "warnings" if place.field == "level" else "tags"
    if place.rows == "credits":
        return "cast" if place.section == "cast" else "crew"
    return place.rows


def stored_order(prefix: str) -> list[int]:
    """Return no numbers: a form that was opened has its rows in the order of the page."""
    return []


def typed_order(data: QueryDict) -> Order:
    """Return the order of a sent form: its rows by their places, without those to be removed."""
    lists: dict[str, dict[int, dict[str, str]]] = {}
    for name, value in data.items():
        if found := _ROW.fullmatch(name):
            row = lists.setdefault(found[1], {}).setdefault(int(found[2]), {})
            row[found[3]] = str(value)

    def order(prefix: str) -> list[int]:
        rows = {number: row for number, row in lists.get(prefix, {}).items() if _is_kept(row)}
        return sorted(rows, key=lambda number: (_position(rows[number]), number))

    return order


def _is_kept(row: dict[str, str]) -> bool:
    if row.get("DELETE"):
        return False
    said = {name for name, value in row.items() if value.strip()}
    return "id" in said or not said <= _GIVEN


def _position(row: dict[str, str]) -> int:
    position = row.get("position", "")
    return int(position) if position.isascii() and position.isdigit() else MOST_ROWS
