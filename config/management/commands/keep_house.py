import logging
from typing import Any

from django.core.management import BaseCommand, CommandError, call_command

logger = logging.getLogger(__name__)
CHORES = ("publish_due", "purge_reviews", "purge_desk", "tend_guide")


class Command(BaseCommand):
    help = (
        "Does all that has come due on the site: scheduled changes, visitors' reviews, the desk's"
        " leftovers. The server runs it every ten minutes by itself."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        for chore in CHORES:
            try:
                call_command(chore, verbosity=options["verbosity"], stdout=self.stdout)
            except Exception:  # one chore that fails stops no other
                logger.exception("%s failed", chore)
                failed.append(chore)
        if failed:
            raise CommandError(f"Not done, see the log: {', '.join(failed)}")
