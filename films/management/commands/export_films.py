"""Writes the whole guide into a folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from films.exporters.guide import ExportRefused, export_guide


class Command(BaseCommand):
    help = (
        "Writes the whole guide into a folder: films, people, tags, services, collections as JSON,"
        " with their pictures and videos. import_films reads it. Visitors' reviews are no part."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = export_guide(options["folder"], progress=self.stdout.write)
        except (ExportRefused, OSError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{count} films written to {options['folder']}")
