from typing import Any

from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser

from reviews import chores


class Command(BaseCommand):
    help = (
        "Does what has come due in the visitors' reviews: deletes what is kept for a time only,"
        " finishes withdrawals, opens films, ends waves of ratings, ranks the films each night and"
        " sends the mails that wait. The server runs it every ten minutes by itself."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what would be done, do none of it and send nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        done = chores.run(is_trial=options["dry_run"])
        if options["verbosity"]:
            for did, number in done.items():
                if number:
                    self.stdout.write(f"{did}: {number}")
            if not any(done.values()):
                self.stdout.write("Nothing was due.")
        if failed := [did for did, number in done.items() if number is None]:
            raise CommandError(f"Not done, see the log: {', '.join(failed)}")
