from typing import Any

from django.core.management import BaseCommand

from films.choices import MergeKind
from films.duplicates.keeping import FINDERS, refresh


class Command(BaseCommand):
    help = (
        "Looks for people and tags that may be one, for the editors' lists of possible doubles."
        " The server does it once a day by itself."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for kind in FINDERS:
            number = refresh(kind)
            if options["verbosity"]:
                self.stdout.write(f"{MergeKind(kind).label}: {number} pairs")
