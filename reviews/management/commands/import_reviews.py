"""Reads reviews from a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from films.importers.reading import ImportRefused
from reviews.importers.film_finder import read_map
from reviews.importers.run import Report, import_file
from reviews.importers.tables import ENCODINGS


class Command(BaseCommand):
    help = (
        "Reads reviews from the CSV file of WordPress's plugin Site Reviews, or from a file of"
        " export_reviews. Run again, it adds only what is not here yet."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be imported; change nothing."
        )
        parser.add_argument(
            "--map",
            metavar="FILE",
            type=Path,
            help="A CSV file with the columns value and film: which film is meant by which name.",
        )
        parser.add_argument(
            "--encoding", choices=ENCODINGS, default=ENCODINGS[0], help="Of a CSV file."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = import_file(
                options["file"],
                films=read_map(options["map"]) if options["map"] else {},
                encoding=options["encoding"],
                is_dry_run=options["dry_run"],
                progress=self._progress,
            )
        except ImportRefused as error:
            raise CommandError(f"Nothing was imported. {error}") from None
        for line, problem in report.problems:
            self.stdout.write(f"Line {line}: {problem}.")
        would = "would be " if options["dry_run"] else ""
        self.stdout.write(
            f"{report.read} reviews read: {report.new} {would}new, {report.here} here already,"
            f" {len(report.problems)} left out."
        )
        if report.problems:
            raise CommandError(f"{len(report.problems)} reviews were left out; see above.")

    def _progress(self, report: Report) -> None:
        if report.read % 5000 < 500 <= report.read:
            self.stdout.write(f"{report.read} …")
