"""Some films, or all, in one download, written while it is sent: little memory, however many.

ZIP and lines of JSON come back as they were through the import; a table or text pages as far as
those can say it. Writing the same films twice gives the same bytes.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet

from films import formulas
from films.document import dump
from films.exporters.csv_row import COLUMNS, row_of
from films.exporters.guide import to_json
from films.exporters.text_page import render
from films.guide_documents import dump_collection, dump_row
from films.models import Collection, Film, Image, Person, Provider, Tag

_AT_ONCE = 50
_BLOCK = 1 << 16
_BYTE_ORDER_MARK = "\ufeff"  # by which spreadsheets know UTF-8
_DAY = (1980, 1, 1, 0, 0, 0)  # of every entry: an export tells no time

Entry = tuple[str, bytes | None]  # name, and content; None: the media file of that name


def documents(films: QuerySet[Film]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the films' documents with their addresses, in the order of these."""
    keys = list(films.filter(draft_of=None).order_by("slug", "pk").values_list("pk", flat=True))
    for start in range(0, len(keys), _AT_ONCE):
        some = Film.objects.select_related("poster", "backdrop").in_bulk(
            keys[start : start + _AT_ONCE]
        )
        for pk in keys[start : start + _AT_ONCE]:
            if film := some.get(pk):  # or somebody has deleted it meanwhile
                document, slug = dump(film), film.slug or f"film-{film.pk}"
                yield slug, {"marquee": document["marquee"], "slug": slug, **document}


def json_lines(films: QuerySet[Film]) -> Iterator[bytes]:
    """Yield one document a line."""
    for _slug, document in documents(films):
        yield json.dumps(document, ensure_ascii=False, allow_nan=False).encode() + b"\n"


def table(films: QuerySet[Film]) -> Iterator[bytes]:
    """Yield a CSV file, one film a row; no cell begins like a formula."""
    text = io.StringIO()
    writer = csv.writer(text)

    def written(cells: Iterable[str]) -> bytes:
        writer.writerow(map(formulas.disarm, cells))
        line = text.getvalue()
        text.seek(0)
        text.truncate()
        return line.encode()

    yield _BYTE_ORDER_MARK.encode() + written(COLUMNS)
    for _slug, document in documents(films):
        yield written(row_of(document))


def text_pages(films: QuerySet[Film]) -> Iterator[bytes]:
    """Yield a ZIP file of text pages."""
    return _zipped(
        (f"{slug}.txt", render(document).encode()) for slug, document in documents(films)
    )


def guide(films: QuerySet[Film], *, is_all: bool = False) -> Iterator[bytes]:
    """Yield a ZIP file of documents, with the people, tags, services and media that films name.

    ``is_all`` takes along also what no film names, and the collections.
    """
    return _zipped(_guide_entries(films, is_all=is_all))


def _guide_entries(films: QuerySet[Film], *, is_all: bool) -> Iterator[Entry]:
    pages = Q() if is_all else Q(pk__in=films.values("pk"))
    chosen = Film.objects.filter(pages, draft_of=None)
    for name, rows in _lists(chosen, is_all=is_all):
        yield name, to_json(rows).encode()
    people = Person.objects.all() if is_all else _people(chosen)
    media: set[str] = set()
    for person in people.select_related("portrait").order_by("slug").iterator(chunk_size=500):
        document = dump_row(person)
        media |= media_of(document)
        yield f"people/{person.slug}.json", to_json(document).encode()
    for slug, document in documents(chosen):
        media |= media_of(document)
        yield f"films/{slug}.json", to_json(document).encode()
    if is_all:
        media |= {f"media/{name}" for name in Image.objects.values_list("file", flat=True)}
    yield from ((name, None) for name in sorted(media))


def _lists(films: QuerySet[Film], *, is_all: bool) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    tags, providers = Tag.objects.all(), Provider.objects.all()
    if not is_all:
        keys = films.values("pk")
        tags = tags.filter(Q(film_tags__film__in=keys) | Q(awards__film__in=keys)).distinct()
        providers = providers.filter(offers__film__in=keys).distinct()
    yield "tags.json", [dump_row(tag) for tag in tags.order_by("kind", "slug", "pk")]
    yield "providers.json", [dump_row(row) for row in providers.order_by("slug", "pk")]
    if is_all:
        rows = Collection.objects.order_by("slug", "pk")
        yield "collections.json", [dump_collection(row) for row in rows]


def _people(films: QuerySet[Film]) -> QuerySet[Person]:
    keys = films.values("pk")
    return Person.objects.filter(Q(credits__film__in=keys) | Q(awards__film__in=keys)).distinct()


def media_of(value: Any) -> set[str]:
    """Return the names of all pictures and videos that a document names."""
    if isinstance(value, dict):
        own = {said for name, said in value.items() if name == "file" and isinstance(said, str)}
        return own.union(*map(media_of, value.values()))
    return set().union(*map(media_of, value)) if isinstance(value, list) else set()


# The ZIP file -------------------------------------------------------------------------------------


class _Sink:
    """Takes what a ZIP file writes, and gives it away as soon as it is asked for."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []

    def write(self, block: bytes) -> int:
        self._blocks.append(bytes(block))
        return len(block)

    def flush(self) -> None:
        """There is nothing to flush; a ZIP file asks for it."""

    def taken(self) -> bytes:
        blocks, self._blocks = self._blocks, []
        return b"".join(blocks)


def _zipped(entries: Iterable[Entry]) -> Iterator[bytes]:
    sink = _Sink()
    with zipfile.ZipFile(cast("Any", sink), "w") as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type = zipfile.ZIP_STORED if content is None else zipfile.ZIP_DEFLATED
            blocks = iter([content]) if content is not None else _media_blocks(name)
            first = next(blocks, None)
            if first is None:
                continue  # the file is missing, which the check of the site tells
            with archive.open(info, "w") as target:
                target.write(first)
                for block in blocks:
                    target.write(block)
                    yield sink.taken()
            yield sink.taken()
    yield sink.taken()


def _media_blocks(name: str) -> Iterator[bytes]:
    try:
        with default_storage.open(name.removeprefix("media/")) as file:
            while block := file.read(_BLOCK):
                yield block
    except FileNotFoundError:
        return
