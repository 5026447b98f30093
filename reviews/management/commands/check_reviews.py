"""manage.py check_reviews: is everything true that must hold for the visitors' reviews?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reviews import integrity


class Command(BaseCommand):
    help = (
        "Compare the stored ratings of all films with their reviews, and look for whatever else"
        " must never be; exit 1 if anything is wrong."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fix", action="store_true", help="mend what can be counted afresh")

    def handle(self, *args: Any, fix: bool, **options: Any) -> None:
        left = mended = 0
        for fault in list(integrity.faults()):
            self.stdout.write(fault.words)
            if fix and fault.mend:
                fault.mend()
                mended += 1
            else:
                left += 1
        if mended:
            self.stdout.write(f"{mended} put right.")
        if left:
            hint = "" if fix else " --fix counts afresh what can be."
            raise CommandError(f"{left} wrong.{hint}")
        if not mended:
            self.stdout.write("Nothing is wrong: every rating is what the reviews add up to.")
