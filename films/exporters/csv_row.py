"""A film document as one row of a table, in the columns that the import reads."""

from collections.abc import Callable
from typing import Any

from films.choices import Job, ScoreSource, TagKind, VideoKind
from films.document_fields import SCALARS
from films.importers.csv_cells import people, similar_films
from films.importers.csv_columns import COLUMNS as KNOWN

Cell = Callable[[dict[str, Any]], str]


def row_of(document: dict[str, Any]) -> list[str]:
    """Return the cells of a film, in the order of COLUMNS."""
    return [told(document) for told in COLUMNS.values()]


def joined(entries: list[str]) -> str:
    """Return a list in one cell, which the import parts again into the same entries."""
    mark = "; " if not any(";" in entry for entry in entries) else "\n"
    text = mark.join(entries)
    is_one_of_many = len(entries) == 1 and any(other in text for other in "|,;\n")
    return f"{text}\n" if is_one_of_many and ";" in text else f"{text};" if is_one_of_many else text


def _plain(name: str) -> Cell:
    return lambda document: "" if document.get(name) is None else str(document[name])


def _currency(document: dict[str, Any]) -> str:
    amounts = ("budget", "gross_domestic", "gross_worldwide")
    has_amount = any(name in document for name in amounts)
    return str(document.get("currency") or ("USD" if has_amount else ""))


def _tags(kind: TagKind) -> Cell:
    return lambda document: joined(
        [row["name"] for row in document.get("tags", []) if row["kind"] == kind]
    )


def _people(job: Job) -> Cell:
    def told(document: dict[str, Any]) -> str:
        rows = [row for row in document.get("credits", []) if row["job"] == job]
        return joined([_with_part(row) for row in rows])

    return told


def _with_part(row: dict[str, Any]) -> str:
    """Return “John Hawkes (Mark O’Brien)”, or the name alone where that would be misread."""
    name, part = row["person"]["name"], row.get("character")
    if not part:
        return str(name)
    text = f"{name} ({part})"
    read: dict[str, Any] = {}
    people(Job.ACTOR)(read, joined([text]))
    rows = read["credits"]
    is_sound = len(rows) == 1 and rows[0].get("character") == part
    return text if is_sound and rows[0]["person"]["name"] == name else str(name)


def _score(source: ScoreSource, name: str = "value") -> Cell:
    def told(document: dict[str, Any]) -> str:
        rows: list[dict[str, Any]] = document.get("scores", [])
        row = next((row for row in rows if row["source"] == source), {})
        if name != "value" or not row:
            return str(row.get(name) or "")
        return f"{row['value']}/{row.get('best', '10')}"

    return told


def _trailer(document: dict[str, Any]) -> str:
    for row in document.get("videos", []):
        if row["kind"] == VideoKind.TRAILER and row.get("provider") in _ADDRESSES:
            return _ADDRESSES[row["provider"]] + str(row.get("key", ""))
    return ""


_ADDRESSES = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}


def _similar(document: dict[str, Any]) -> str:
    rows = document.get("similar_films", [])
    named = [f"{row['title']} ({row['year']})" if "year" in row else row["title"] for row in rows]
    read: dict[str, Any] = {}
    similar_films(read, joined(named))
    titles = [row["title"] for row in read["similar_films"]]
    return joined(named) if titles == [row["title"] for row in rows] else ""


COLUMNS: dict[str, Cell] = {
    **{name: _plain(name) for name in KNOWN if name in (*SCALARS, "slug")},
    **{kind.value: _tags(kind) for kind in TagKind if kind.value in KNOWN},
    **{job.value: _people(job) for job in Job},
    **{f"{source.value}_score": _score(source) for source in ScoreSource},
    "currency": _currency,
    "imdb_votes": _score(ScoreSource.IMDB, "votes"),
    "trailer": _trailer,
    "similar_films": _similar,
}
