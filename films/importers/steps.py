"""An import goes on, a slice at a time: the next films are compared, taken over or undone."""

import time
from collections.abc import Callable

from django.contrib.auth.models import User
from django.db import OperationalError, transaction
from django.utils import timezone

from films.choices import ImportState, ItemState
from films.importers.applying import apply_item, undo_item
from films.importers.batches import Progress, field_of, progress
from films.importers.frame import take_collections, take_frame
from films.importers.planning import compare_item
from films.models import ImportItem, ImportRun

SLICE = 2.0  # seconds that one request works, so that none runs into a time limit
PAUSE = 0.003  # seconds between two films, in which others that wait may write (SQLite)
_AT_ONCE = 50
_MOST_FAILURES = 8

Step = Callable[[int, ImportRun], None]


def go_on(run: ImportRun, *, by: User | None, seconds: float = SLICE) -> Progress:
    """Do what comes next in a run for about so many seconds, and say how far it is.

    May be called by several at once and after any break: each film is settled once.
    """
    steps: dict[str, tuple[ItemState, ImportState, Step]] = {
        ImportState.COMPARING: (
            ItemState.READ,
            ImportState.PLANNED,
            lambda pk, run: _compare(pk, run, by=by),
        ),
        ImportState.RUNNING: (
            ItemState.PLANNED,
            ImportState.DONE,
            lambda pk, run: apply_item(pk, run, by=by),
        ),
        ImportState.UNDOING: (
            ItemState.DONE,
            ImportState.UNDONE,
            lambda pk, run: undo_item(pk, run, by=by),
        ),
    }
    if run.state == ImportState.RUNNING and not run.items.exclude(after=None).exists():
        take_frame(run, by=by)
    if run.state in steps:
        waiting, after, step = steps[run.state]
        if _work(run, waiting, step, until=time.monotonic() + seconds):
            _finish(run, after, by=by)
    return progress(run)


def finish(run: ImportRun, *, by: User | None, told: Callable[[Progress], None]) -> Progress:
    """Do all that comes next in a run, telling how far it is; for the command line."""
    state, failures = run.state, 0
    found = progress(run)
    while run.state == state and found.is_running:
        try:
            found = go_on(run, by=by)
        except OperationalError:  # many are writing: what is done is done, the rest can wait
            failures += 1
            if failures > _MOST_FAILURES:
                raise
            time.sleep(failures)
            continue
        failures = 0
        told(found)
    return found


def _work(run: ImportRun, waiting: ItemState, step: Step, *, until: float) -> bool:
    """Take films in their order until the time is up; say whether none is left."""
    while True:
        # Undoing goes backwards: what came last may lean on what came before it.
        order = "-number" if waiting == ItemState.DONE else "number"
        keys = list(
            run.items.filter(state=waiting).order_by(order).values_list("pk", flat=True)[:_AT_ONCE]
        )
        if not keys:
            return True
        for pk in keys:
            step(pk, run)
            time.sleep(PAUSE)
            if time.monotonic() > until:
                return False


@transaction.atomic
def _compare(pk: int, run: ImportRun, *, by: User | None) -> None:
    items = ImportItem.objects.select_for_update(of=("self",))
    if item := items.filter(pk=pk, state=ItemState.READ).first():
        compare_item(item, run, by=by)


def _finish(run: ImportRun, after: ImportState, *, by: User | None) -> None:
    """Close the step, unless another has done so."""
    if after == ImportState.DONE:
        take_collections(run, by=by)
    now = timezone.now()
    changed: dict[str, object] = {"state": after}
    if after == ImportState.DONE:
        changed |= {"finished_at": now, "report": progress(run).counts}
    if after == ImportState.UNDONE:
        changed |= {"undone_at": now}
    if after == ImportState.PLANNED:
        changed["options"] = run.options | {"tally": _tally(run)}
    if run.items.count() == 1 and after == ImportState.DONE:
        changed["film"] = run.items.get().film
    ImportRun.objects.filter(pk=run.pk, state=run.state).update(**changed)
    run.refresh_from_db()


def _tally(run: ImportRun) -> dict[str, list[int]]:
    """Return for each field in how many films it differs, and in how many of them by hand."""
    tally: dict[str, list[int]] = {}
    rows = run.items.filter(state=ItemState.PLANNED).values_list("changes", flat=True)
    for changes in rows.iterator(chunk_size=500):
        by_hand = {field_of(kept) for kept in changes if "by" in kept}
        for name in dict.fromkeys(map(field_of, changes)):
            counts = tally.setdefault(name, [0, 0])
            counts[0] += 1
            counts[1] += name in by_hand
    return tally
