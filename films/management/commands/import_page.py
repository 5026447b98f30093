"""Imports film pages from text files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from films.importers.apply import Preview, apply, preview
from films.importers.reading import ImportRefused, read_file, read_page
from films.importers.text_page import Parsed

LONGEST_SHOWN = 70


class Command(BaseCommand):
    help = (
        "Imports film pages from text files; docs/importing.md describes their form. A page whose"
        " title and year are those of a film in the guide changes that film, and empties nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Show what would change.")
        parser.add_argument("--publish", action="store_true", help="Show the page to visitors.")
        parser.add_argument("--title", default="", help="The film's title, for a single file.")
        parser.add_argument("--year", type=int, help="The film's year, for a single file.")

    def handle(self, *args: Any, **options: Any) -> None:
        files = options["files"]
        if len(files) > 1 and (options["title"] or options["year"]):
            raise CommandError("--title and --year are for a single file.")
        refused = [path for path in files if not self.take(path, options)]
        if refused:
            names = ", ".join(str(path) for path in refused)
            raise CommandError(f"Not imported: {names}")

    def take(self, path: Path, options: dict[str, Any]) -> bool:
        """Import one file, or show what that would do; say whether it could be done."""
        try:
            parsed = read_page(
                read_file(path), title=options["title"], year=options["year"], filename=path.name
            )
            seen = preview(parsed)
            self.show(path, parsed, seen, in_full=options["dry_run"])
            if not options["dry_run"]:
                run = apply(parsed, by=None, publish=options["publish"], name=path.name)
                if run.film:
                    self.stdout.write(f"  {run.film.get_status_display()}: {run.film.slug}")
        except ImportRefused as error:
            self.stderr.write(f"{path}: {error}")
            return False
        return True

    def show(self, path: Path, parsed: Parsed, seen: Preview, *, in_full: bool) -> None:
        title = f"{parsed.document['title']} ({parsed.document.get('year', 'no year')})"
        does = f"changes {seen.film.slug}" if seen.film else "makes a new film"
        self.stdout.write(f"{path}: {title} {does}, {len(seen.changes)} differences")
        for change in seen.changes if in_full else []:
            before, after = shortened(change.before), shortened(change.after)
            self.stdout.write(f"  {change.field}: {before or '(nothing)'} -> {after or '(gone)'}")
        for line in parsed.unread:
            self.stdout.write(f"  line {line.number} not understood: {shortened(line.text)}")


def shortened(text: str) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…"
