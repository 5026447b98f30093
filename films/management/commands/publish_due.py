from typing import Any

from django.core.management import BaseCommand

from films import publishing


class Command(BaseCommand):
    help = (
        "Puts live the scheduled changes whose time has come. The running server does it by itself"
        " within seconds; as often as you like, also beside it, does no harm."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        number = publishing.publish_due()
        if options["verbosity"]:
            self.stdout.write(f"Changes put live: {number}" if number else "Nothing was due.")
