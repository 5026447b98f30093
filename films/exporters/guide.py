"""The whole guide as a folder of JSON documents and media; docs/document.md shows the form.

Writing the same guide twice gives the same bytes.
"""

import json
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import F

from films.document import dump
from films.document_fields import PICTURES
from films.guide_documents import dump_collection, dump_row
from films.models import Collection, Film, Image, Person, Provider, Tag, Video
from films.text import numbered_slug, slugify_title

FOLDERS = ("films", "people")
_MARK = "tags.json"  # a folder that holds it is an export, and may be written anew


class ExportRefused(ValueError):  # noqa: N818  (raised to say why nothing was written)
    """Nothing was written; the message says why."""


def to_json(document: Any) -> str:
    """Return a document as it stands in a file."""
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def export_guide(folder: Path, *, progress: Callable[[str], None] = lambda _: None) -> int:
    """Write every film, person, tag, service and collection with their media; count the films.

    What an earlier export left of films and people that are gone is removed. Raises ExportRefused
    for a folder that holds anything else, and when a picture's file is missing.
    """
    _make_ready(folder)
    written = {_write(folder / "tags.json", [dump_row(tag) for tag in _in_order(Tag, "kind")])}
    written.add(_write(folder / "providers.json", [dump_row(row) for row in _in_order(Provider)]))
    collections = [dump_collection(row) for row in _in_order(Collection)]
    written.add(_write(folder / "collections.json", collections))
    for person in _in_order(Person).select_related("portrait"):
        written.add(_write(folder / "people" / f"{person.slug}.json", dump_row(person)))
    films = _films()
    for count, (slug, film) in enumerate(films, 1):
        document = dump(film)
        document = {"marquee": document["marquee"], "slug": slug, **document}
        written.add(_write(folder / "films" / f"{slug}.json", document))
        if count % 50 == 0:
            progress(f"{count} of {len(films)} films")
    for name in _media():
        _copy(name, folder / "media" / name)
    _remove_others(folder, written)
    return len(films)


def _in_order(model: Any, *before: str) -> Any:
    return model.objects.order_by(*before, "slug", "pk")


def _make_ready(folder: Path) -> None:
    try:
        if folder.exists() and any(folder.iterdir()) and not (folder / _MARK).exists():
            raise ExportRefused(f"{folder} is not empty, and no export of a guide lies there.")
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportRefused(f"{folder} cannot be written to: {error.strerror}.") from None


def _films() -> list[tuple[str, Film]]:
    """Return the films with their addresses; a draft without one gets that of its title."""
    films = Film.objects.filter(draft_of=None).select_related(*PICTURES)
    found = list(films.order_by(F("slug").asc(nulls_last=True), "pk"))
    named: dict[str, Film] = {}
    for film in found:
        slug, number = film.slug or slugify_title(film.title, film.year), 1
        wanted = slug
        while slug in named:
            number += 1
            slug = numbered_slug(wanted, number)
        named[slug] = film
    return sorted(named.items(), key=lambda pair: pair[0])


def _media() -> Iterable[str]:
    """Return the names of all pictures and videos of the guide, in order."""
    videos = Video.objects.filter(film__draft_of=None).exclude(file="")
    images = Image.objects.values_list("file", flat=True)
    return sorted({*images, *videos.values_list("file", flat=True)})


def _copy(name: str, target: Path) -> None:
    """Copy a file of our media unless it lies there already; its name stands for its content."""
    try:
        if target.exists() and target.stat().st_size == default_storage.size(name):
            return
        with default_storage.open(name) as file:
            _write_bytes(target, file.read())
    except FileNotFoundError:
        raise ExportRefused(f"The file of a picture or video is missing: {name}.") from None


def _write(path: Path, document: Any) -> Path:
    content = to_json(document).encode()
    if not path.exists() or path.read_bytes() != content:
        _write_bytes(path, content)
    return path


def _write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _remove_others(folder: Path, written: set[Path]) -> None:
    for name in FOLDERS:
        for path in (folder / name).glob("*.json"):
            if path not in written:
                path.unlink()
