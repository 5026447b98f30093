"""Files from outside, whatever their form: each becomes a list of films with their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from films.choices import ImportKind
from films.document_fields import DocumentError
from films.importers import csv_table
from films.importers.archives import Archive
from films.importers.csv_columns import is_header
from films.importers.incoming import Incoming, name_of, normal
from films.importers.json_files import MOST_BYTES as MOST_OF_A_DOCUMENT
from films.importers.json_files import parse_json
from films.importers.matching import Form
from films.importers.reading import MOST_BYTES, ImportRefused, read_page
from films.text import clean_line

MOST_OF_A_LIST = 20_000_000  # bytes of films in one JSON list; lines of JSON have no such bound
MOST_FILMS = 50_000
_TABLES = (".csv", ".tsv", ".tab")
_DOCUMENTS = (".json", ".jsonl", ".ndjson")
_PAGES = (".txt", ".md", ".text")
FRAME = re.compile(r"people/[^/]+\.json|(?:tags|providers|collections)\.json|media/.+")


@dataclass(frozen=True)
class Sent:
    """A file as it was sent: its name, and its content, which can be read twice."""

    name: str
    file: BinaryIO


def kind_of(sent: Sent) -> str:
    """Return "zip", "json", "csv" or "text", by the first bytes rather than by the name."""
    start = sent.file.read(4_096)
    sent.file.seek(0)
    ending = PurePosixPath(sent.name.lower()).suffix
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")) or ending == ".zip":
        return "zip"
    if ending in _TABLES:
        return "csv"
    if ending in _DOCUMENTS or start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return "json"
    first = start.partition(b"\n")[0].decode("utf-8", "replace")
    mark = max(csv_table.DELIMITERS, key=first.count)
    is_table = mark in first and is_header([cell.strip('"\ufeff \r') for cell in first.split(mark)])
    return "csv" if is_table else "text"


def run_kind(kinds: list[str]) -> ImportKind:
    """Return what an import of files of these kinds is called; raises ImportRefused.

    A table comes alone, because its columns have to be settled.
    """
    if "csv" in kinds:
        if len(kinds) > 1:
            raise ImportRefused(_("Send a table alone: you are asked what its columns mean."))
        return ImportKind.CSV
    return ImportKind.TEXT_PAGE if set(kinds) == {"text"} else ImportKind.DOCUMENT


def read_films(
    sent: Sent, kind: str, *, title: str = "", year: int | None = None
) -> Iterator[Incoming]:
    """Yield the films of a file that is no table; raises ImportRefused where it is unsound.

    What is wrong with one film alone is its own fault, and told there.
    """
    match kind:
        case "zip":
            yield from _archive_films(Archive(sent.file))
        case "json":
            yield from _json_films(sent.file, sent.name)
        case _:
            yield _page(sent.file.read(MOST_BYTES + 1), sent.name, title=title, year=year)


def _page(data: bytes, name: str, *, title: str = "", year: int | None = None) -> Incoming:
    parsed = read_page(data, title=title, year=year, filename=PurePosixPath(name).name)
    unread = [{"line": line.number, "text": line.text[:2_000]} for line in parsed.unread]
    return Incoming(
        place=name,
        form=Form.TEXT,
        document=parsed.document,
        name=name_of(parsed.document),
        unread=unread,
        remarks=parsed.remarks,
    )


def _document(raw: Any, place: str) -> Incoming:
    try:
        document = normal(raw)
    except DocumentError as error:
        title = raw.get("title") if isinstance(raw, dict) else ""
        name = clean_line(title)[:500] if isinstance(title, str) else ""
        return Incoming(place=place, fault=str(error), name=name)
    return Incoming(place=place, document=document, name=name_of(document))


def _json_films(file: BinaryIO, name: str) -> Iterator[Incoming]:
    """Yield the films of a document, of a list of documents, or of one document a line."""
    first = file.readline(MOST_OF_A_DOCUMENT + 1)
    rest = file.read(1)
    file.seek(0)
    if rest and first.strip() and _is_sound(first):
        yield from _json_lines(file)
        return
    data = file.read(MOST_OF_A_LIST + 1)
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise ImportRefused(_("%(file)s: the file is empty.") % {"file": name})
    found = parse_json(data, name, MOST_OF_A_LIST)
    if not isinstance(found, list):
        yield _document(found, name)
        return
    for number, raw in enumerate(found, 1):
        yield _document(raw, _("%(file)s, film %(number)d") % {"file": name, "number": number})


def _is_sound(line: bytes) -> bool:
    try:
        return isinstance(parse_json(line, ""), dict)
    except ImportRefused:
        return False


def _json_lines(file: BinaryIO) -> Iterator[Incoming]:
    number = 0
    while line := file.readline(MOST_OF_A_DOCUMENT + 1):
        number += 1
        place = _("line %(number)d") % {"number": number}
        if line.strip():
            yield _document(parse_json(line, place), place)


def _archive_films(archive: Archive) -> Iterator[Incoming]:
    count = 0
    for name in archive.names:
        ending = PurePosixPath(name).suffix.lower()
        if FRAME.fullmatch(name):
            continue
        if ending in _DOCUMENTS:
            yield from _archived_documents(archive, name)
        elif ending in _PAGES:
            yield _archived_page(archive, name)
        else:
            continue
        count += 1
    if not count and not any(FRAME.fullmatch(name) for name in archive.names):
        raise ImportRefused(_("There is no film in the ZIP file: no documents and no text pages."))


def _archived_documents(archive: Archive, name: str) -> Iterator[Incoming]:
    if not name.lower().endswith(".json"):  # one document a line
        for one in _json_lines(BytesIO(archive.read(name, MOST_OF_A_LIST))):
            yield replace(one, place=f"{name}, {one.place}")
        return
    data = archive.read(name, MOST_OF_A_DOCUMENT)
    try:
        found = parse_json(data, name)
    except ImportRefused as refused:
        yield Incoming(place=name, fault=str(refused))
        return
    if isinstance(found, list):
        for number, raw in enumerate(found, 1):
            yield _document(raw, _("%(file)s, film %(number)d") % {"file": name, "number": number})
        return
    stem = PurePosixPath(name).stem
    if isinstance(found, dict) and name.startswith("films/") and not found.get("slug"):
        found["slug"] = stem
    yield _document(found, name)


def _archived_page(archive: Archive, name: str) -> Incoming:
    data = archive.read(name, MOST_BYTES)
    try:
        return _page(data, name)
    except ImportRefused as refused:
        return Incoming(place=name, form=Form.TEXT, fault=str(refused))
