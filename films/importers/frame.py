"""People, tags, services and collections that come along with films in a ZIP file.

What is new is made; where the guide says something already, only its empty fields are filled.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.utils.translation import gettext as _

from films.document_fields import DocumentError
from films.guide_documents import dump_row, fill_row, save_row
from films.importers.batches import folder_of, may_publish
from films.importers.json_files import read_json
from films.importers.planning import FolderMedia
from films.importers.reading import ImportRefused
from films.models import Collection, Film, Image, ImportRun, Person, Provider, Tag

_LISTS: dict[str, type[models.Model]] = {"tags.json": Tag, "providers.json": Provider}
_FAULTS = (DocumentError, ValidationError, LookupError, DatabaseError, ImportRefused)


def take_frame(run: ImportRun, *, by: User | None) -> None:
    """Take over what came along, before the films that name it; again changes nothing.

    Each is taken for itself, so that a break costs nothing; what is unsound is left out and told
    in the run's report. Only for those who may change the lists of the whole site.
    """
    if not run.options.get("has_folder") or not may_publish(by):
        return
    folder = folder_of(run)
    faults = [
        fault
        for place, model, raw in _entries(folder)
        if (fault := _take(place, model, raw, folder))
    ]
    if faults:
        run.options["frame_faults"] = faults[:50]
        run.save(update_fields=["options"])


def take_collections(run: ImportRun, *, by: User | None) -> None:
    """Make the collections that the guide does not have, once their films are there."""
    path = folder_of(run) / "collections.json"
    if not run.options.get("has_folder") or not may_publish(by) or not path.is_file():
        return
    for entry in _list(path):
        slug = str(entry.get("slug", ""))
        if slug and not Collection.objects.filter(slug=slug).exists():
            _make_collection(entry)


def _entries(folder: Path) -> Iterator[tuple[str, type[models.Model], Any]]:
    for name, model in _LISTS.items():
        for at, entry in enumerate(_list(folder / name), 1):
            yield f"{name}, {at}", model, entry
    for path in sorted((folder / "people").glob("*.json")):
        try:
            raw = read_json(path, path.name)
        except ImportRefused as refused:
            raw = refused
        if isinstance(raw, dict):
            raw = raw | {"slug": raw.get("slug") or path.stem}
        yield f"people/{path.name}", Person, raw


def _list(path: Path) -> list[dict[str, Any]]:
    try:
        entries = read_json(path, path.name) if path.is_file() else []
    except ImportRefused:
        return []
    return [entry for entry in entries if isinstance(entry, dict)] if entries else []


def _take(place: str, model: type[models.Model], raw: Any, folder: Path) -> str:
    """Take one over; return what is wrong with it, "" for nothing."""
    try:
        if not isinstance(raw, dict):
            raise DocumentError("", str(raw) if isinstance(raw, Exception) else _("No object."))
        with transaction.atomic():
            _fill(model, raw, folder)
    except _FAULTS as error:
        return f"{place}: {error}"[:300]
    return ""


def _fill(model: type[models.Model], raw: dict[str, Any], folder: Path) -> None:
    found = _find(model, raw)
    row: Any = found or model()
    before = dump_row(row) if found else {}
    after = {**raw, **before}
    if after == before:
        return
    portrait = getattr(row, "portrait", None) or _portrait(after.get("portrait"), folder)
    fill_row(row, after, portrait)
    if found is None or dump_row(row) != before:
        save_row(row)


def _find(model: type[models.Model], raw: dict[str, Any]) -> models.Model | None:
    rows: Any = model._default_manager.all()
    if model is Tag:
        rows = rows.filter(kind=str(raw.get("kind", "")))
    slug, name = str(raw.get("slug", "")), str(raw.get("name", ""))
    return rows.filter(slug=slug).first() or (
        None if model is Person else rows.filter(name=name).first()
    )


def _portrait(reference: Any, folder: Path) -> Image | None:
    if not isinstance(reference, dict):
        return None
    return FolderMedia(folder).image(reference)


def _make_collection(entry: dict[str, Any]) -> None:
    try:
        with transaction.atomic():
            collection = Collection()
            fill_row(collection, entry)
            save_row(collection)
            for position, item in enumerate(entry.get("items") or []):
                slug = str(item.get("film", "")) if isinstance(item, dict) else ""
                if film := Film.objects.filter(slug=slug).first():
                    note = str(item.get("note", ""))
                    collection.items.create(film=film, note=note, position=position)
    except _FAULTS:
        return  # a list of the site is nothing that films depend on
