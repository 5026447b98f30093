"""Imports film pages from text files."""

from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from films.importers import batches
from films.importers.reading import ImportRefused
from films.importers.sources import Sent
from films.management.import_runs import Told, add_options, carry_out


class Command(BaseCommand):
    help = (
        "Imports film pages from text files; docs/importing.md describes their form. A page whose"
        " title and year are those of a film in the guide changes that film, and empties nothing."
        " Marquee documents (.json, or one a line) and ZIP files are read as well."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--title", default="", help="The film's title, for a single file.")
        parser.add_argument("--year", type=int, help="The film's year, for a single file.")
        add_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        files = options["files"]
        if len(files) > 1 and (options["title"] or options["year"]):
            raise CommandError("--title and --year are for a single file.")
        with ExitStack() as stack:
            try:
                sent = [Sent(str(path), stack.enter_context(path.open("rb"))) for path in files]
                run = batches.begin(sent, by=None, title=options["title"], year=options["year"])
            except OSError as error:
                raise CommandError(f"{error.filename}: {error.strerror}") from None
            except ImportRefused as refused:
                raise CommandError(f"Not imported: {files[0]}: {refused}") from None
        carry_out(run, Told(self.stdout, self.stderr, in_full=options["dry_run"]), options)
        for item in run.items.select_related("film") if run.pk else []:
            if item.film:
                self.stdout.write(f"  {item.film.get_status_display()}: {item.film.slug}")
