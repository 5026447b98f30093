from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand
from django.core.management.base import CommandParser
from django.utils import timezone

from films.links.asking import Asker
from films.links.checking import Round, check_due, collect, collect_if_due
from films.models import LinkCheck


class Command(BaseCommand):
    help = (
        "Asks the pages elsewhere that ours point to whether they are still there: each once a"
        " week, one at a time per host, public addresses only. Nothing else of this site asks"
        " anybody. It may be stopped at any time, and goes on where it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, default=500, help="ask at most so many (500)")
        parser.add_argument("--minutes", type=int, default=30, help="end after so many (30)")
        parser.add_argument(
            "--collect", action="store_true", help="look through all pages for new addresses now"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = collect() if options["collect"] else collect_if_due()
        if found is not None and options["verbosity"]:
            self.stdout.write(f"{found} addresses on our pages.")
        until = timezone.now() + timedelta(minutes=options["minutes"])
        asked = check_due(
            Asker(user_agent()),
            Round(limit=options["limit"], until=until),
            self.tell if options["verbosity"] > 1 else lambda _: None,
        )
        if options["verbosity"]:
            left = LinkCheck.objects.filter(due_at__lte=timezone.now()).count()
            self.stdout.write(f"{asked} asked, {left} wait.")

    def tell(self, link: LinkCheck) -> None:
        self.stdout.write(f"{link.get_state_display()}: {link.url} {link.words}")


def user_agent() -> str:
    """Return the name under which we ask: what we are, and whose."""
    return f"Marquee link check (+{settings.SITE_URL})"
