from typing import Any

from django.core.management import BaseCommand

from films import autosaves, presences, previews, working_copies


class Command(BaseCommand):
    help = (
        "Deletes what the desk keeps for a time only: work that nobody has gone on with for 30"
        " days, and the traces of forms that were closed. The server runs it by itself."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = {
            "unsaved work": autosaves.purge_old(),
            "open forms": presences.purge_gone(),
            "previews": previews.purge(),
            "working copies that change nothing": working_copies.drop_untouched(),
        }
        if options["verbosity"]:
            for what, number in done.items():
                self.stdout.write(f"{what}: {number} deleted")
