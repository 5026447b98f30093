"""Imports films from a table."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from films.importers import batches
from films.importers.csv_columns import COLUMNS
from films.importers.reading import ImportRefused
from films.importers.sources import Sent
from films.management.import_runs import Told, add_options, carry_out


class Command(BaseCommand):
    help = (
        "Imports films from a CSV file, one a row. What the columns mean is guessed by their names;"
        " --map says it. New films become drafts; what somebody wrote by hand stays."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="COLUMN=FIELD",
            help=f"What a column means; nothing after = leaves it out: {', '.join(COLUMNS)}.",
        )
        add_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        told = Told(self.stdout, self.stderr, in_full=options["dry_run"])
        try:
            with options["file"].open("rb") as file:
                run = batches.begin([Sent(_table_name(options["file"]), file)], by=None)
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from None
        except ImportRefused as refused:
            raise CommandError(f"Nothing was imported. {refused}") from None
        try:
            columns = mapped(run.options["header"], batches.proposed_columns(run), options["map"])
            batches.set_columns(run, columns)
        except ImportRefused as refused:
            batches.discard(run)
            raise CommandError(f"Nothing was imported. {refused}") from None
        encoding, mark = run.options["encoding"], run.options["delimiter"]
        self.stdout.write(f"Read as {encoding}, parted by {mark}.")
        for name, key in zip(run.options["header"], columns, strict=True):
            self.stdout.write(f"  {name}: {COLUMNS[key].label if key else '(left out)'}")
        carry_out(run, told, options)


def _table_name(path: Path) -> str:
    return path.name if path.suffix.lower() in (".csv", ".tsv") else f"{path.name}.csv"


def mapped(header: list[str], columns: list[str], given: list[str]) -> list[str]:
    """Return what the columns mean, with what --map says; raises ImportRefused."""
    result = list(columns)
    for pair in given:
        name, mark, key = pair.rpartition("=")
        if not mark or name not in header:
            raise ImportRefused(f"There is no column “{name or pair}” in the table.")
        if key and key not in COLUMNS:
            raise ImportRefused(f"There is no field “{key}”.")
        result = ["" if one == key else one for one in result]
        result[header.index(name)] = key
    return result
