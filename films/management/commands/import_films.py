"""Reads a whole guide from a folder."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from films.importers.guide import GuideReport, import_guide
from films.importers.reading import ImportRefused


class Command(BaseCommand):
    help = (
        "Reads a guide's folder, as export_films writes it: all of it or nothing. Films, people"
        " and the rest that are here under the same address are made to say what the folder says;"
        " the others stay. Run again, it changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Show what would change.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                report = import_guide(options["folder"], progress=self.stdout.write)
                transaction.set_rollback(options["dry_run"])
        except ImportRefused as error:
            raise CommandError(f"Nothing was imported. {error}") from None
        self.tell(report)

    def tell(self, report: GuideReport) -> None:
        """Say what is new and what has changed."""
        for words, counts in (("new", report.new), ("changed", report.changed)):
            if counts:
                self.stdout.write(f"{words}: {listed(counts)}")
        if not report.new and not report.changed:
            self.stdout.write("Nothing has changed.")


def listed(counts: Counter[str]) -> str:
    """Return "3 films, 12 people"."""
    return ", ".join(f"{count} {kind}" for kind, count in counts.items())
