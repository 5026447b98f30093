"""A whole guide, read from the folder that films/exporters/guide.py writes."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.utils.translation import gettext as _

from films.choices import ImportKind, RevisionKind
from films.document import Media, dump, load
from films.document_fields import DocumentError
from films.guide_documents import dump_collection, dump_row, fill_row, save_row
from films.importers.guide_media import GuideMedia
from films.importers.json_files import read_json
from films.importers.reading import ImportRefused
from films.merging import tracing
from films.models import Collection, CollectionItem, Film, Image, ImportRun, Person, Provider, Tag
from films.revisions import record

Progress = Callable[[str], None]
_LISTS = ("tags.json", "providers.json", "collections.json")


class _NothingChanged(Exception):  # noqa: N818  (takes back what writing the same again did)
    pass


@dataclass
class GuideReport:
    """What the import of a guide came to: how many of each kind are new, changed or the same."""

    new: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, dict[str, int]]:
        """Return the report as an import run keeps it."""
        return {"new": dict(self.new), "changed": dict(self.changed), "same": dict(self.same)}


@transaction.atomic
def import_guide(
    folder: Path, *, by: User | None = None, progress: Progress = lambda _: None
) -> GuideReport:
    """Bring a guide's folder into the database, all of it or nothing; again changes nothing.

    Films, people and the rest that the guide has under the same address are made to say what the
    folder says; those the folder does not have stay. Raises ImportRefused, naming the file.
    """
    if not (folder / "films").is_dir() and not any((folder / name).is_file() for name in _LISTS):
        raise ImportRefused(
            _("%(folder)s is no guide: there is no folder films/ in it.") % {"folder": folder}
        )
    report, media = GuideReport(), GuideMedia(folder)
    _read_list(folder, "tags.json", report, _find_tag)
    _read_list(folder, "providers.json", report, _find_provider)
    _read_people(folder, report, media)
    _read_films(folder, report, media, by=by, progress=progress)
    _read_collections(folder, report)
    if report.new or report.changed:
        ImportRun.objects.create(
            kind=ImportKind.DOCUMENT, name=folder.name[:255], editor=by, report=report.as_json()
        )
    return report


@contextmanager
def _naming(place: str) -> Iterator[None]:
    """Say in which file a fault stands."""
    try:
        with transaction.atomic():
            yield
    except DocumentError as error:
        raise ImportRefused(f"{place}: {error}") from None
    except LookupError as error:
        raise ImportRefused(f"{place}: {error.args[0]}") from None
    except ValidationError as error:
        raise ImportRefused(f"{place}: {' '.join(error.messages)}") from None
    except DatabaseError:
        raise ImportRefused(
            _("%(place)s contradicts what the guide has already.") % {"place": place}
        ) from None


def _entries(folder: Path, name: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the entries of a list such as tags.json with their places; [] without the file."""
    path = folder / name
    if not path.exists():
        return []
    entries = read_json(path, name)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ImportRefused(_("%(file)s: this is no list of entries.") % {"file": name})
    return [(f"{name}, {at}", entry) for at, entry in enumerate(entries, 1)]


def _documents(folder: Path, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return the documents of a folder such as films/, by the names of their files."""
    root = folder.resolve()
    for path in sorted((folder / name).glob("*.json")):
        shown = f"{name}/{path.name}"
        if not path.resolve().is_relative_to(root):
            raise ImportRefused(_("%(file)s leads out of the folder.") % {"file": shown})
        document = read_json(path, shown)
        if not isinstance(document, dict):
            raise ImportRefused(_("%(file)s: this is no JSON object.") % {"file": shown})
        yield shown, document | {"slug": document.get("slug") or path.stem}


def _put(
    row: models.Model,
    kind: str,
    document: dict[str, Any],
    report: GuideReport,
    portrait: Image | None = None,
) -> None:
    """Make a row say what its document says, unless it says all that already.

    What has been merged with another since stays merged: the document is of what went.
    """
    is_new = row._state.adding
    if is_new and _is_elsewhere_now(kind, document):
        report.same[kind] += 1
        return
    before = None if is_new else dump_row(row)
    fill_row(row, document, portrait)
    if before == dump_row(row):
        report.same[kind] += 1
        return
    save_row(row)
    (report.new if is_new else report.changed)[kind] += 1


def _is_elsewhere_now(kind: str, document: dict[str, Any]) -> bool:
    """Say whether what a document is of was merged, or has moved to another address."""
    slug, name = str(document.get("slug", "")), str(document.get("name", ""))
    match kind:
        case "people":
            return tracing.person_at(slug) is not None
        case "tags":
            return tracing.tag_named(str(document.get("kind", "")), name) is not None
        case "providers":
            return tracing.provider_named(name) is not None
    return False


def _find_tag(entry: dict[str, Any]) -> models.Model:
    same = Tag.objects.filter(kind=str(entry.get("kind", "")))
    slug, name = str(entry.get("slug", "")), str(entry.get("name", ""))
    return same.filter(slug=slug).first() or same.filter(name=name).first() or Tag()


def _find_provider(entry: dict[str, Any]) -> models.Model:
    slug, name = str(entry.get("slug", "")), str(entry.get("name", ""))
    found = Provider.objects.filter(slug=slug).first()
    return found or Provider.objects.filter(name=name).first() or Provider()


def _read_list(
    folder: Path, name: str, report: GuideReport, find: Callable[[dict[str, Any]], models.Model]
) -> None:
    for place, entry in _entries(folder, name):
        with _naming(place):
            _put(find(entry), name.removesuffix(".json"), entry, report)


def _read_people(folder: Path, report: GuideReport, media: Media) -> None:
    for place, document in _documents(folder, "people"):
        with _naming(place):
            person = Person.objects.filter(slug=str(document["slug"])).first() or Person()
            portrait = _portrait(document.get("portrait"), media)
            _put(person, "people", document, report, portrait)


def _portrait(reference: Any, media: Media) -> Image | None:
    if reference is None:
        return None
    if not isinstance(reference, dict):
        raise DocumentError("portrait", "A picture needs a file.")
    return media.image(reference)


def _read_films(
    folder: Path,
    report: GuideReport,
    media: Media,
    *,
    by: User | None,
    progress: Progress,
) -> None:
    found = list(_documents(folder, "films"))
    touched: list[tuple[Film, list[dict[str, Any]]]] = []
    for count, (place, document) in enumerate(found, 1):
        with _naming(place):
            if film := _put_film(document, report, media):
                touched.append((film, document.get("similar_films") or []))
        if count % 10 == 0 or count == len(found):
            progress(_("%(count)d of %(all)d films") % {"count": count, "all": len(found)})
    for film, picks in touched:  # now that every film is there
        _link_picks(film, picks)
    for film, _picks in touched:
        record(film, RevisionKind.IMPORT, by=by)


def _put_film(document: dict[str, Any], report: GuideReport, media: Media) -> Film | None:
    """Return the film, new or changed; None when it says all that already."""
    film = Film.objects.filter(slug=str(document["slug"])).first()
    before = dump(film) if film else None
    try:
        with transaction.atomic():
            film = load(document, film, media=media, editorial=True)
            if before and dump(film) == before:
                raise _NothingChanged
    except _NothingChanged:
        report.same["films"] += 1
        return None
    (report.changed if before else report.new)["films"] += 1
    return film


def _link_picks(film: Film, picks: list[dict[str, Any]]) -> None:
    """Link similar films to pages that came after this one."""
    for pick in film.similar_films.filter(other=None):
        slug = picks[pick.position].get("film")
        pick.other = Film.objects.filter(slug=slug).exclude(pk=film.pk).first() if slug else None
        if pick.other:
            pick.save(update_fields=["other"])


def _read_collections(folder: Path, report: GuideReport) -> None:
    for place, entry in _entries(folder, "collections.json"):
        with _naming(place):
            _put_collection(entry, report)


def _put_collection(entry: dict[str, Any], report: GuideReport) -> None:
    slug = str(entry.get("slug", ""))
    collection = Collection.objects.filter(slug=slug).first() or Collection()
    is_new = collection._state.adding
    before = None if is_new else dump_collection(collection)
    fill_row(collection, entry)
    save_row(collection)
    collection.items.all().delete()
    for position, item in enumerate(entry.get("items") or []):
        _add_item(collection, item, position)
    if dump_collection(collection) == before:
        report.same["collections"] += 1
    else:
        (report.new if is_new else report.changed)["collections"] += 1


def _add_item(collection: Collection, item: Any, position: int) -> None:
    slug = str(item.get("film", "")) if isinstance(item, dict) else ""
    film = Film.objects.filter(slug=slug).first()
    if film is None:
        raise DocumentError(f"items[{position}]", f"There is no film “{slug}”.")
    row = CollectionItem(collection=collection, film=film, note=str(item.get("note", "")))
    row.position = position
    row.full_clean()
    row.save()
