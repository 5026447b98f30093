from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, call_command

from films.duplicates.keeping import refresh_due
from films.merging.finishing import finish_waiting
from films.proofing.rounds import read_some


class Command(BaseCommand):
    help = (
        "Does what the guide needs from time to time: finishes the histories that large merges"
        " left, looks for possible doubles once a day, reads a hundred pages with the proofreader"
        " and, where CHECK_LINKS says so, asks some links whether they are still there. The server"
        " runs it by itself."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = {"histories written": finish_waiting(), "possible doubles found": refresh_due()}
        if options["verbosity"]:
            for what, number in done.items():
                if number:
                    self.stdout.write(f"{what}: {number}")
        read_some()
        if settings.CHECK_LINKS:
            call_command(
                "check_links", limit=200, minutes=8, verbosity=options["verbosity"],
                stdout=self.stdout,
            )  # fmt: skip
