"""An import from its beginning to its end: read, compared, looked at, taken over, undone.

Reading stores a row for each film of the files and nothing else. Everything after that goes film
by film in slices of a few seconds, each film in a transaction of its own: whatever breaks off in
between, "go on" goes on, and no worker process is needed.
"""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from films.choices import FilmStatus, ImportKind, ImportState, ItemState
from films.importers import csv_columns, csv_table
from films.importers.archives import Archive
from films.importers.incoming import Incoming
from films.importers.matching import Form
from films.importers.reading import ImportRefused
from films.importers.sources import FRAME, MOST_FILMS, Sent, kind_of, read_films, run_kind
from films.models import Film, ImportItem, ImportRun

_AT_ONCE = 500  # rows that are stored in one transaction
KEPT_FOR = timedelta(days=7)  # pictures of a ZIP file whose import nobody finished


@dataclass(frozen=True)
class Progress:
    """How far an import is: how many of its films are settled, of how many."""

    state: str
    done: int
    total: int
    counts: dict[str, int]

    @property
    def is_running(self) -> bool:
        return self.state in (ImportState.COMPARING, ImportState.RUNNING, ImportState.UNDOING)

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 100


def may_publish(by: User | None) -> bool:
    """Say whether somebody may change any page; None is the command line, which may."""
    return by is None or by.has_perm("films.publish_film")


def may_change(film: Film, by: User | None) -> bool:
    """Say whether somebody may import into a page: an editor, or the writer of a draft."""
    if may_publish(by):
        return True
    is_draft = film.status == FilmStatus.DRAFT and film.draft_of_id is None
    return by is not None and is_draft and film.author_id == by.pk


# Reading ------------------------------------------------------------------------------------------


def begin(
    files: list[Sent],
    *,
    by: User | None,
    name: str = "",
    title: str = "",
    year: int | None = None,
    publish: bool = False,
) -> ImportRun:
    """Read the files and keep their films as a run, to be compared next; of a table, its rows.

    ``title`` and ``year`` are those of a single text page. Raises ImportRefused, with nothing
    kept, where a file is unsound.
    """
    if not files:
        raise ImportRefused(_("Choose a file, or paste the text."))
    clear_folders()
    kinds = [kind_of(sent) for sent in files]
    names = name or ", ".join(sent.name for sent in files)
    run = ImportRun.objects.create(
        kind=run_kind(kinds),
        name=_short(names),
        editor=by,
        state=ImportState.READING,
        options={"publish": publish and may_publish(by)},
    )
    try:
        if run.kind == ImportKind.CSV:
            _read_table(run, files[0])
        else:
            _read_all(run, list(zip(files, kinds, strict=True)), title=title, year=year)
    except BaseException:
        discard(run)
        raise
    return run


def _short(names: str) -> str:
    return names if len(names) <= 255 else names[:254] + "…"


def _read_all(
    run: ImportRun, files: list[tuple[Sent, str]], *, title: str, year: int | None
) -> None:
    _store(run, _all_films(run, files, title=title, year=year))
    ImportRun.objects.filter(pk=run.pk).update(state=ImportState.COMPARING, options=run.options)
    run.state = ImportState.COMPARING


def _all_films(
    run: ImportRun, files: list[tuple[Sent, str]], *, title: str, year: int | None
) -> Iterator[Incoming]:
    for sent, kind in files:
        if kind == "zip":
            _unpack_frame(run, sent)
        try:
            yield from read_films(sent, kind, title=title, year=year)
        except ImportRefused as refused:
            if len(files) == 1:
                raise
            yield Incoming(place=sent.name, fault=str(refused))


def _store(run: ImportRun, films: Iterable[Incoming]) -> None:
    numbered = enumerate(films, 1)
    last = 0
    while some := list(islice(numbered, _AT_ONCE)):
        last = some[-1][0]
        if last > MOST_FILMS:
            raise ImportRefused(
                _("There are more than %(most)d films in it: part it into several files.")
                % {"most": MOST_FILMS}
            )
        ImportItem.objects.bulk_create(_item(run, number, film) for number, film in some)
    if not last:
        raise ImportRefused(_("There is no film in it."))


def _item(run: ImportRun, number: int, film: Incoming) -> ImportItem:
    document: dict[str, Any] = {} if film.fault else {film.form.value: film.document}
    document |= {"unread": film.unread} if film.unread else {}
    document |= {"remarks": film.remarks} if film.remarks else {}
    return ImportItem(
        run=run,
        number=number,
        place=film.place[:300],
        name=film.name[:500],
        document=document,
        state=ItemState.REFUSED if film.fault else ItemState.READ,
        words=film.fault[:1_000],
    )


def _read_table(run: ImportRun, sent: Sent) -> None:
    table = csv_table.open_table(sent.file, csv_columns.is_header)
    rows = (
        Incoming(
            place=_("line %(number)d") % {"number": line}, form=Form.TABLE, document=list(cells)
        )
        for line, cells in table.rows
    )
    _store(run, rows)
    run.options |= {
        "header": [name[:200] for name in table.header],
        "encoding": table.said_encoding,
        "delimiter": str(csv_table.DELIMITERS[table.delimiter]),
    }
    run.state = ImportState.COLUMNS
    run.save(update_fields=["options", "state"])


# The columns of a table ---------------------------------------------------------------------------


def proposed_columns(run: ImportRun) -> list[str]:
    """Return what the columns of a table mean: as settled, else as the last time, else a guess."""
    header = run.options.get("header", [])
    if settled := run.options.get("columns"):
        return list(settled)
    earlier = ImportRun.objects.filter(kind=ImportKind.CSV).exclude(pk=run.pk)
    for options in earlier.order_by("-pk").values_list("options", flat=True)[:50]:
        if options.get("header") == header and options.get("columns"):
            return list(options["columns"])
    return csv_columns.guess(header)


@transaction.atomic
def set_columns(run: ImportRun, columns: list[str]) -> None:
    """Say what each column of a table means; its rows are compared anew.

    Raises ImportRefused for a meaning that is given twice, and without a title.
    """
    if run.state not in (ImportState.COLUMNS, ImportState.COMPARING, ImportState.PLANNED):
        raise ImportRefused(_("This import has been taken over: begin a new one."))
    known = [key if key in csv_columns.COLUMNS else "" for key in columns]
    twice = next((key for key in known if key and known.count(key) > 1), None)
    if twice:
        raise ImportRefused(
            _("Two columns are to be “%(name)s”: choose one of them.")
            % {"name": csv_columns.COLUMNS[twice].label}
        )
    if "title" not in known:
        raise ImportRefused(_("Say which column holds the title of the film."))
    run.options["columns"] = known
    _compare_anew(run)


@transaction.atomic
def compare_again(run: ImportRun) -> None:
    """Compare all films anew with the guide as it is now; ticks that were set are forgotten."""
    if run.state not in (ImportState.PLANNED, ImportState.UNDONE):
        raise ImportRefused(_("This import cannot be compared again now."))
    _compare_anew(run)


def _compare_anew(run: ImportRun) -> None:
    run.state, run.undone_at, run.finished_at = ImportState.COMPARING, None, None
    run.save(update_fields=["state", "options", "undone_at", "finished_at"])
    run.items.exclude(document={}).update(
        state=ItemState.READ, words="", changes=[], is_chosen=False, before=None, after=None
    )


# What is chosen -----------------------------------------------------------------------------------

TAKE_ALL, TAKE_FREE, TAKE_NONE = "all", "free", "none"


def set_field(run: ImportRun, name: str, take: str) -> None:
    """Settle a field for all films of a run: take all, only what nobody wrote by hand, or none.

    Films whose ticks were set one by one keep them.
    """
    fields = dict(run.options.get("fields", {}))
    fields[name] = take
    if take == TAKE_FREE:
        fields.pop(name)
    run.options["fields"] = fields
    run.save(update_fields=["options"])


def is_taken(kept: dict[str, Any], item: ImportItem, run: ImportRun) -> bool:
    """Say whether a change that an item keeps is to be taken over."""
    if not item.is_chosen:
        settled = run.options.get("fields", {}).get(field_of(kept))
        if settled in (TAKE_ALL, TAKE_NONE):
            return bool(settled == TAKE_ALL)
    return bool(kept["take"])


def field_of(kept: dict[str, Any]) -> str:
    """Return the field of a change that an item keeps."""
    return str(kept["mark"]).partition(":")[0]


def choose(item: ImportItem, marks: set[str]) -> None:
    """Tick exactly these changes of a film; none of them leaves the film out."""
    if item.state not in (ItemState.PLANNED, ItemState.SKIPPED):
        raise ImportRefused(_("This film has been settled already."))
    item.changes = [kept | {"take": kept["mark"] in marks} for kept in item.changes]
    item.is_chosen = True
    item.state = ItemState.PLANNED
    item.save(update_fields=["changes", "is_chosen", "state"])


# Beginning and ending -----------------------------------------------------------------------------


def start_applying(run: ImportRun, *, publish: bool, by: User | None) -> None:
    """Begin to take the chosen changes over; ``go_on`` of films.importers.steps does it."""
    options = run.options | {"publish": publish and may_publish(by)}
    started = ImportRun.objects.filter(pk=run.pk, state=ImportState.PLANNED).update(
        state=ImportState.RUNNING, options=options
    )
    run.refresh_from_db()
    if not started and run.state not in (ImportState.RUNNING, ImportState.DONE):
        raise ImportRefused(_("This import is not ready to be taken over."))


def start_undoing(run: ImportRun) -> None:
    """Begin to undo what was taken over; films that were kept the last time are tried again."""
    ready = (ImportState.DONE, ImportState.RUNNING, ImportState.UNDONE)
    ImportRun.objects.filter(pk=run.pk, state__in=ready).update(state=ImportState.UNDOING)
    run.refresh_from_db()
    if run.state != ImportState.UNDOING:
        raise ImportRefused(_("There is nothing to undo: nothing has been taken over."))
    run.items.filter(state=ItemState.KEPT).update(state=ItemState.DONE)


def progress(run: ImportRun) -> Progress:
    """Return how far a run is; one query."""
    rows = run.items.order_by().values("state").annotate(count=Count("pk"))
    counts = Counter({row["state"]: row["count"] for row in rows})
    waiting = {
        ImportState.COMPARING: counts[ItemState.READ],
        ImportState.RUNNING: counts[ItemState.PLANNED],
        ImportState.UNDOING: counts[ItemState.DONE],
    }
    total = counts.total()
    return Progress(run.state, total - waiting.get(ImportState(run.state), 0), total, dict(counts))


def discard(run: ImportRun) -> None:
    """Forget a run of which nothing has been taken over."""
    if run.items.exclude(after=None).exists():
        raise ImportRefused(_("Films of this import have been taken over: undo it instead."))
    shutil.rmtree(folder_of(run), ignore_errors=True)
    run.delete()


# The folder beside a run: what came along in a ZIP file -------------------------------------------


def folder_of(run: ImportRun) -> Path:
    """Return where people, lists and media of a run's ZIP file wait; no browser gets there."""
    return Path(settings.DATA_DIR) / "imports" / str(run.pk)


def _unpack_frame(run: ImportRun, sent: Sent) -> None:
    archive = Archive(sent.file)
    for name in archive.names:
        if FRAME.fullmatch(name):
            archive.unpack(name, folder_of(run))
            run.options["has_folder"] = True


def clear_folders() -> None:
    """Remove the folders of runs that are gone, over or a week old, and halves of reading."""
    old = timezone.now() - KEPT_FOR
    ImportRun.objects.filter(state=ImportState.READING, created_at__lt=old).delete()
    root = Path(settings.DATA_DIR) / "imports"
    if not root.is_dir():
        return
    waiting = (ImportState.READING, ImportState.COMPARING, ImportState.PLANNED, ImportState.RUNNING)
    live = ImportRun.objects.filter(state__in=waiting, created_at__gte=old)
    names = {str(pk) for pk in live.values_list("pk", flat=True)}
    for folder in root.iterdir():
        if folder.is_dir() and folder.name not in names:
            shutil.rmtree(folder, ignore_errors=True)
