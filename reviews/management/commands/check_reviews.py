"""manage.py check_reviews: are the visitors' figures of every film what its reviews add up to?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import ngettext

from reviews import film_ratings


class Command(BaseCommand):
    help = "Compare the stored ratings of all films with their reviews; exit 1 on a difference."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fix", action="store_true", help="count the wrong films afresh")

    def handle(self, *args: Any, fix: bool, **options: Any) -> None:
        wrong = film_ratings.differences()
        for difference in wrong:
            self.stdout.write(str(difference))
            if fix:
                film_ratings.recount(difference.film)
        if not wrong:
            self.stdout.write("The ratings of all films are what their reviews add up to.")
        elif fix:
            count = len(wrong)
            self.stdout.write(ngettext("%d film put right.", "%d films put right.", count) % count)
        else:
            raise CommandError(f"{len(wrong)} wrong; check_reviews --fix counts them afresh.")
