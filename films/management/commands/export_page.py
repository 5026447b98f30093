"""Writes a film page as text."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from films.document import dump
from films.exporters.text_page import render
from films.models import Film


class Command(BaseCommand):
    help = "Writes a film page as text, in the form that import_page reads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", metavar="SLUG", help="The end of the page's address.")
        parser.add_argument("--output", metavar="FILE", type=Path, help="Instead of the screen.")

    def handle(self, *args: Any, **options: Any) -> None:
        film = Film.objects.filter(slug=options["slug"]).first()
        if film is None:
            raise CommandError(f"There is no film {options['slug']}.")
        text = render(dump(film))
        if not options["output"]:
            self.stdout.write(text, ending="")
            return
        try:
            options["output"].write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise CommandError(f"{options['output']}: {error.strerror}") from None
