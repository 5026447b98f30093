"""What one cell of a table says: figures, dates, names, each read as people write them."""

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from films.choices import Job, ScoreSource, TagKind, VideoKind
from films.dates import PartialDateError, parse_partial_date
from films.importers.text_page.figures import read_score, read_votes
from films.money import MoneyError, parse_money
from films.runtime import NotARuntimeError, parse_runtime
from films.videos import UnknownVideo, parse_video

Reader = Callable[[dict[str, Any], str], None]

_DAY_FIRST = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})")
_WITH_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9:.+Z-]+")
_IMDB = re.compile(r"(?:https?://(?:www\.|m\.)?imdb\.com/(?:[a-z]{2}/)?title/)?(tt[0-9]{7,10})/?.*")
_TITLE_AND_YEAR = re.compile(r"(.+?)\s*\(([0-9]{4})\)")
_ROLE = re.compile(r"(.+?)\s+(?:\((.+)\)|as (.+))", re.DOTALL)
_NOTHING = frozenset({"", "-", "–", "—", "n/a", "N/A", "null", "NULL", "None", "\\N"})


class CellError(ValueError):
    """A cell cannot be read; the message says what it says and what was looked for."""


def is_nothing(cell: str) -> bool:
    """Say whether a cell stands for nothing at all."""
    return cell in _NOTHING


def parts_of(cell: str) -> list[str]:
    """Return the entries of a list in one cell: by lines, else by ; or |, else by commas."""
    mark = next((mark for mark in ("\n", ";", "|", ",") if mark in cell), "\n")
    entries = (" ".join(entry.split()) for entry in cell.split(mark))
    return list(dict.fromkeys(filter(None, entries)))


def words(name: str) -> Reader:
    """Return a reader of a field that takes a text as it stands."""

    def read(document: dict[str, Any], cell: str) -> None:
        document[name] = cell

    return read


def lines(name: str) -> Reader:
    """Return a reader of a field that holds one entry a line."""

    def read(document: dict[str, Any], cell: str) -> None:
        document[name] = cell if "\n" in cell else "\n".join(parts_of(cell))

    return read


def title(document: dict[str, Any], cell: str) -> None:
    """Read “Nosferatu (1922)”, or a title alone; the column of years comes after and wins."""
    match = _TITLE_AND_YEAR.fullmatch(cell)
    document["title"] = match[1] if match else cell
    if match:
        document.setdefault("year", int(match[2]))


def whole(name: str, least: int = 0) -> Reader:
    """Return a reader of a whole number; 2012.0 is one, as spreadsheets write it."""

    def read(document: dict[str, Any], cell: str) -> None:
        match = re.fullmatch(r"([0-9]{1,15})(?:[.,]0+)?", cell)
        if not match or int(match[1]) < least:
            raise CellError(_("“%(cell)s” is no whole number") % {"cell": cell})
        document[name] = int(match[1])

    return read


def imdb_id(document: dict[str, Any], cell: str) -> None:
    """Read tt1866249, alone or in the address of the page at IMDb."""
    match = _IMDB.fullmatch(cell)
    if not match:
        raise CellError(_("“%(cell)s” is no number of IMDb") % {"cell": cell})
    document["imdb_id"] = match[1]


def released(document: dict[str, Any], cell: str) -> None:
    """Read 2012-10-19, 2012-10, 2012, 19.10.2012, and a date with a time behind it."""
    text = cell
    if match := _DAY_FIRST.fullmatch(cell):
        text = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    elif match := _WITH_TIME.fullmatch(cell):
        text = match[1]
    try:
        parse_partial_date(text)
    except PartialDateError:
        raise CellError(
            _("“%(cell)s” is no date: write 2012-10-19, 2012-10 or 2012") % {"cell": cell}
        ) from None
    document["released"] = text


def runtime(document: dict[str, Any], cell: str) -> None:
    """Read 95, 95 min, 1h 35min and 1:35."""
    try:
        document["runtime"] = parse_runtime(re.sub(r"[.,]0+$", "", cell))
    except NotARuntimeError:
        raise CellError(_("“%(cell)s” is no length of a film") % {"cell": cell}) from None


def money(name: str) -> Reader:
    """Return a reader of an amount; a currency that it names is the film's."""

    def read(document: dict[str, Any], cell: str) -> None:
        try:
            amount, currency = parse_money(cell)
        except MoneyError:
            raise CellError(_("“%(cell)s” is no amount of money") % {"cell": cell}) from None
        if currency and document.setdefault("currency", currency) != currency:
            raise CellError(
                _("“%(cell)s” is in another currency than %(other)s")
                % {"cell": cell, "other": document["currency"]}
            )
        document[name] = amount

    return read


def rating(document: dict[str, Any], cell: str) -> None:
    """Read one's own rating of 1 to 10."""
    match = re.fullmatch(r"([0-9]{1,2})(?:[.,]0+)?(?:\s*/\s*10)?", cell)
    if not match or not 1 <= int(match[1]) <= 10:
        raise CellError(_("“%(cell)s” is no rating of 1 to 10") % {"cell": cell})
    document["personal_rating"] = int(match[1])


def stars(document: dict[str, Any], cell: str) -> None:
    """Read one's own rating in stars, 0.5 to 5, as Letterboxd exports it."""
    match = re.fullmatch(r"([0-5])(?:[.,]([05])0*)?", cell)
    halves = int(match[1]) * 2 + (match[2] == "5") if match else 0
    if not 1 <= halves <= 10:
        raise CellError(_("“%(cell)s” are no stars, 0.5 to 5") % {"cell": cell})
    document["personal_rating"] = halves


def tags(kind: TagKind) -> Reader:
    """Return a reader of a list of tags of one kind."""

    def read(document: dict[str, Any], cell: str) -> None:
        rows = [{"kind": str(kind), "name": name} for name in parts_of(cell)]
        document.setdefault("tags", []).extend(rows)

    return read


def people(job: Job) -> Reader:
    """Return a reader of a list of people with one job; actors with their part in brackets."""

    def read(document: dict[str, Any], cell: str) -> None:
        rows = document.setdefault("credits", [])
        for entry in parts_of(cell):
            match = _ROLE.fullmatch(entry) if job == Job.ACTOR else None
            row: dict[str, Any] = {"person": {"name": match[1] if match else entry}}
            row["job"] = str(job)
            if match:
                row["character"] = match[2] or match[3]
            rows.append(row)

    return read


def score(source: ScoreSource) -> Reader:
    """Return a reader of another site's score: 7.2, 7,2/10, 93%."""

    def read(document: dict[str, Any], cell: str) -> None:
        row = read_score(source, cell)
        if not row:
            raise CellError(_("“%(cell)s” is no score") % {"cell": cell})
        _score_row(document, source).update(row)

    return read


def votes(source: ScoreSource) -> Reader:
    """Return a reader of how many votes another site counts."""

    def read(document: dict[str, Any], cell: str) -> None:
        count = read_votes(cell)
        if count is None:
            raise CellError(_("“%(cell)s” is no number of votes") % {"cell": cell})
        _score_row(document, source)["votes"] = count

    return read


def _score_row(document: dict[str, Any], source: ScoreSource) -> dict[str, Any]:
    rows = document.setdefault("scores", [])
    found = next((row for row in rows if row["source"] == source), None)
    if found is None:
        rows.append(found := {"source": str(source)})
    return found


def trailer(document: dict[str, Any], cell: str) -> None:
    """Read the address of a trailer at YouTube or Vimeo."""
    try:
        provider, key = parse_video(cell)
    except UnknownVideo:
        raise CellError(
            _("“%(cell)s” is no video at YouTube or Vimeo") % {"cell": cell[:200]}
        ) from None
    row = {"kind": str(VideoKind.TRAILER), "provider": provider, "key": key}
    document.setdefault("videos", []).append(row)


def similar_films(document: dict[str, Any], cell: str) -> None:
    """Read a list of films: “Away from Her (2006); Amour (2012)”."""
    rows = document.setdefault("similar_films", [])
    for entry in parts_of(cell):
        match = _TITLE_AND_YEAR.fullmatch(entry)
        rows.append({"title": match[1], "year": int(match[2])} if match else {"title": entry})
