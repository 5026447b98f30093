"""What taking over one film of an import would do; found out, and written beside it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from films import working_copies
from films.choices import ItemState
from films.document import Media, StoredMedia, dump
from films.document_fields import BLOCKS, DocumentError
from films.importers.batches import folder_of, may_change
from films.importers.comparing import Change, Proposal, differences, propose
from films.importers.csv_columns import RowError, read_row
from films.importers.finding import find_film, key_of
from films.importers.guide_media import FOLDER, GuideMedia
from films.importers.incoming import in_order, name_of, normal
from films.importers.matching import Form
from films.importers.provenance import History
from films.importers.reading import ImportRefused
from films.models import Film, Image, ImportItem, ImportRun


class FolderMedia:
    """Pictures and videos that came along, and those that are in the guide already."""

    def __init__(self, folder: Path) -> None:
        self._stored, self._folder = StoredMedia(), GuideMedia(folder)

    def image(self, reference: dict[str, Any]) -> Image:
        """Return the picture; one that the guide has keeps its words."""
        try:
            return self._stored.image(reference)
        except LookupError:
            return self._folder.image(reference)

    def video(self, name: str) -> str:
        """Return the stored name of a video file."""
        return self._folder.video(name)


def media_of(run: ImportRun) -> Media:
    """Return where the pictures of a run's documents are found."""
    return FolderMedia(folder_of(run)) if run.options.get("has_folder") else StoredMedia()


@dataclass(frozen=True)
class Plan:
    """One film as it comes in, beside the film that it is to be taken into (None: a new one)."""

    form: Form
    document: dict[str, Any]
    film: Film | None
    old: dict[str, Any]
    proposals: list[Proposal]
    left_out: list[str]

    @property
    def changes(self) -> list[Change]:
        return [proposal.change for proposal in self.proposals]


def plan(item: ImportItem, run: ImportRun, *, film: Film | None = None) -> Plan:
    """Compare one film of a run with the guide as it is now; stores nothing.

    ``film`` is the one it was found to be before, and is looked for where none is given. Raises
    ImportRefused. Costs five queries, and twenty more for a film that is there.
    """
    form, document = document_of(item, run)
    document, left_out = _settled(document, run)
    film = film or find_film(document)
    old = dump(working_copies.edited(film)) if film else {}
    if old:
        document = _without_own_links(document)
    changes = differences(old, document, form)
    proposals = propose(changes, old, History(film)) if film else propose(changes, old, _NOBODYS)
    return Plan(form, document, film, old, proposals, left_out)


_NOBODYS = History(Film())  # is never asked


def document_of(item: ImportItem, run: ImportRun) -> tuple[Form, dict[str, Any]]:
    """Return an item's document and what it was read from; raises ImportRefused."""
    kept = item.document
    if Form.TABLE not in kept:
        form = Form.TEXT if Form.TEXT in kept else Form.WHOLE
        return form, in_order(kept[form])
    header, columns = run.options.get("header", []), run.options.get("columns", [])
    try:
        return Form.TABLE, normal(read_row(header, columns, kept[Form.TABLE]))
    except RowError as error:
        raise ImportRefused(str(error)) from None
    except DocumentError as error:
        raise ImportRefused(str(error)) from None


def _settled(document: dict[str, Any], run: ImportRun) -> tuple[dict[str, Any], list[str]]:
    """Leave out what can be found nowhere: pages of similar films, pictures, videos.

    Returns the document, and the files that are missing.
    """
    result, missing = dict(document), _missing_files(document, run)
    for name in ("poster", "backdrop"):
        if result.get(name, {}).get("file") in missing:
            del result[name]
    for name in BLOCKS:
        if name in result:
            rows = [_without(row, missing) for row in result[name]]
            result[name] = [row for row in rows if name != "stills" or "image" in row]
    slugs = {row["film"] for row in result.get("similar_films", []) if "film" in row}
    if slugs:
        known = set(Film.objects.filter(slug__in=slugs).values_list("slug", flat=True))
        result["similar_films"] = [
            {key: said for key, said in row.items() if key != "film" or said in known}
            for row in result["similar_films"]
        ]
    return result, sorted(missing)


def _missing_files(document: dict[str, Any], run: ImportRun) -> set[str]:
    named = {file for value in document.values() for file in _files_in(value)}
    if not named:
        return set()
    folder = folder_of(run)
    left = {name for name in named if not _lies_in(folder, name)}
    stored = {name.removeprefix(f"{FOLDER}/") for name in left}
    known = {
        f"{FOLDER}/{name}"
        for name in Image.objects.filter(file__in=stored).values_list("file", flat=True)
    }
    return left - known


def _lies_in(folder: Path, name: str) -> bool:
    return ".." not in name and name.startswith(f"{FOLDER}/") and (folder / name).is_file()


def _files_in(value: Any) -> set[str]:
    """Return the files that a picture, or the rows of a section, name."""
    if isinstance(value, dict):
        own = {value["file"]} if isinstance(value.get("file"), str) else set()
        return own.union(*(_files_in(inner) for inner in value.values()))
    return set().union(*map(_files_in, value)) if isinstance(value, list) else set()


def _without(row: dict[str, Any], missing: set[str]) -> dict[str, Any]:
    if not missing:
        return row
    return {
        name: value
        for name, value in row.items()
        if not (_files_in({name: value} if name == "file" else value) & missing)
    }


def _without_own_links(document: dict[str, Any]) -> dict[str, Any]:
    """Leave out who speaks a quote where its speaker is named: the cast here says who that is."""
    if "quotes" not in document:
        return document
    quotes = [
        {key: said for key, said in row.items() if key != "credit" or "speaker" not in row}
        for row in document["quotes"]
    ]
    return document | {"quotes": quotes}


# One item -----------------------------------------------------------------------------------------


def compare_item(item: ImportItem, run: ImportRun, *, by: User | None) -> None:
    """Find out what an item would change and store that with it; belongs into a transaction."""
    item.is_by_hand, item.is_new, item.film, item.changes = False, False, None, []
    try:
        found = plan(item, run)
        item.key, item.name = key_of(found.document), name_of(found.document)
        _refuse_doubles(item, found, run)
        if found.film and not may_change(working_copies.edited(found.film), by):
            raise ImportRefused(
                _("There is a page for “%(film)s”, and it is not a draft of yours: ask an editor.")
                % {"film": found.film}
            )
    except ImportRefused as refused:
        item.state, item.words = ItemState.REFUSED, str(refused)[:1_000]
    else:
        _keep(item, found)
    item.save()


def _keep(item: ImportItem, found: Plan) -> None:
    item.film, item.is_new = found.film, found.film is None
    item.changes = [proposal.as_json() for proposal in found.proposals]
    item.is_by_hand = any(proposal.by for proposal in found.proposals)
    item.state = ItemState.PLANNED if found.proposals else ItemState.SAME
    item.words = ""
    if found.left_out:
        item.words = (
            _("These files are not here and are left out: %(files)s.")
            % {"files": ", ".join(found.left_out[:20])}
        )[:1_000]


def _refuse_doubles(item: ImportItem, found: Plan, run: ImportRun) -> None:
    """Refuse the second of two documents about one film: which of them is right?"""
    others = run.items.filter(number__lt=item.number).exclude(state=ItemState.REFUSED)
    same = others.filter(film=found.film) if found.film else others.filter(key=item.key, film=None)
    if first := same.values_list("place", flat=True).first():
        raise ImportRefused(_("The same film comes up at %(place)s already.") % {"place": first})
