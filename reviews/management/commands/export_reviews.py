"""Writes the visitors' reviews into a file."""

import os
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError

from films.models import Film
from reviews.exporters import own_json, table
from reviews.exporters.chosen import chosen

FORMATS = {"csv": table.write, "json": own_json.write}


class Command(BaseCommand):
    help = (
        "Writes the visitors' reviews, without e-mail addresses and keys: as CSV for spreadsheets,"
        " or as JSON, from which import_reviews makes the same reviews again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=FORMATS, default="json")
        parser.add_argument("--film", metavar="SLUG", help="Only those of one film.")
        parser.add_argument("--output", metavar="FILE", type=Path, help="Instead of the screen.")

    def handle(self, *args: Any, **options: Any) -> None:
        reviews = chosen(_film(options["film"])).iterator(chunk_size=1000)
        write = FORMATS[options["format"]]
        if not options["output"]:
            self.stdout.ending = ""
            write(self.stdout, reviews)
            return
        try:
            count = _write_whole(options["output"], lambda file: write(file, reviews))
        except OSError as error:
            raise CommandError(f"{options['output']}: {error.strerror}") from None
        self.stdout.write(f"{count} reviews written to {options['output']}")


def _film(slug: str | None) -> Film | None:
    film = Film.objects.filter(slug=slug).first() if slug else None
    if slug and film is None:
        raise CommandError(f"There is no film {slug}.")
    return film


def _write_whole(path: Path, write: Callable[[TextIO], int]) -> int:
    """Write the file whole or not at all."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            count = write(file)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return count
