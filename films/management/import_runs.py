"""Imports on the command line: what they would change is told, then all is done at once."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from films.choices import ItemState
from films.importers import batches
from films.importers.batches import Progress
from films.importers.comparing import Change
from films.importers.planning import plan
from films.importers.reading import ImportRefused
from films.importers.steps import finish
from films.models import ImportItem, ImportRun

LONGEST_SHOWN = 70
_EVERY = 100  # films between two lines of progress


class Told:
    """Where a command writes: what is well, and what is wrong."""

    def __init__(self, out: Any, err: Any, *, in_full: bool) -> None:
        self._out, self._err, self._in_full = out, err, in_full
        self._last = 0

    def progress(self, found: Progress) -> None:
        """Tell how far a long import is."""
        if found.done // _EVERY > self._last // _EVERY:
            self._out.write(f"{found.done} of {found.total}")
        self._last = found.done

    def planned(self, run: ImportRun) -> None:
        """Tell for each film what would happen; in full, each difference with both values."""
        for item in run.items.select_related("film").iterator(chunk_size=200):
            if item.state == ItemState.REFUSED:
                self._err.write(f"{item.place}: {item.words}")
                continue
            does = f"changes {item.film.slug}" if item.film else "makes a new film"
            taken = sum(batches.is_taken(kept, item, run) for kept in item.changes)
            left = len(item.changes) - taken
            note = f", {left} left as written by hand" if left else ""
            self._out.write(f"{item.place}: {item.name} {does}, {taken} differences{note}")
            if self._in_full:
                self._differences(item, run)
            for remark in item.document.get("remarks", []):
                self._out.write(f"  {remark}")
            for line in item.document.get("unread", []):
                self._out.write(f"  line {line['line']} not understood: {shortened(line['text'])}")

    def _differences(self, item: ImportItem, run: ImportRun) -> None:
        found = plan(item, run, film=item.film)
        kept = {entry["mark"]: entry for entry in item.changes}
        for change in found.changes:
            entry = kept.get(change.mark)
            is_taken = entry is not None and batches.is_taken(entry, item, run)
            self._out.write(("  " if is_taken else "  left: ") + said(change))

    def done(self, run: ImportRun) -> list[str]:
        """Tell what became of the films; return the places of those that were refused."""
        refused = []
        for item in run.items.select_related("film").iterator(chunk_size=200):
            if item.state == ItemState.REFUSED:
                refused.append(item.place)
                if item.changes:  # else it has been told before
                    self._err.write(f"{item.place}: {item.words}")
            elif item.words:
                self._out.write(f"{item.place}: {item.words}")
        return refused


def said(change: Change) -> str:
    """Return “runtime: 70 -> 72” with both values shortened."""
    before, after = (shortened(_words(value)) for value in (change.before, change.after))
    return f"{change.label}: {before or '(nothing)'} -> {after or '(gone)'}"


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return " · ".join(filter(None, map(_words, value.values())))
    return "" if value is None else str(value)


def shortened(text: str) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…"


def add_options(parser: ArgumentParser) -> None:
    """Add what every import can be told."""
    parser.add_argument("--dry-run", action="store_true", help="Show what would change.")
    parser.add_argument("--publish", action="store_true", help="Show the pages to visitors.")
    parser.add_argument(
        "--overwrite", action="store_true", help="Also over what somebody wrote by hand."
    )


def carry_out(run: ImportRun, told: Told, options: dict[str, Any]) -> ImportRun:
    """Compare a run, tell what it would change, and take it over unless that was only asked.

    Raises CommandError with the places of the films that were refused.
    """
    try:
        finish(run, by=None, told=told.progress)
        if options["overwrite"]:
            for name in run.options.get("tally", {}):
                batches.set_field(run, name, batches.TAKE_ALL)
        told.planned(run)
        if options["dry_run"]:
            refused = list(
                run.items.filter(state=ItemState.REFUSED).values_list("place", flat=True)
            )
            batches.discard(run)
        else:
            batches.start_applying(run, publish=options["publish"], by=None)
            finish(run, by=None, told=told.progress)
            refused = told.done(run)
    except ImportRefused as error:
        raise CommandError(str(error)) from None
    if refused:
        raise CommandError(f"Not imported: {', '.join(refused[:20])}")
    return run
