"""Reads all film pages with the proofreader and stores what it makes of them."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Avg, Count, Q, Sum

from films.models import Film
from films.proofing.faults import CHECKS, Fault
from films.proofing.rounds import read_all


class Command(BaseCommand):
    help = (
        "Reads all film pages anew, stores how complete each is and how many faults it has, and"
        " counts the faults by their checks. The server does so by itself, a hundred films every"
        " ten minutes: scores and offers grow stale without anybody's doing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--film", metavar="ADDRESS", help="Only this film; name each fault.")
        parser.add_argument(
            "--only-stored", action="store_true", help="Read nothing; tell what is stored."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        films = Film.objects.filter(draft_of=None)
        if slug := options["film"]:
            films = films.filter(slug=slug)
            if not films:
                raise CommandError(f"There is no film {slug}.")
        if not options["only_stored"]:
            counts: Counter[str] = Counter()
            for film, faults in read_all(films):
                counts.update(fault.code for fault in faults)
                if slug:
                    self.name_faults(film, faults)
            if not slug:
                self.tabulate(counts)
        self.tell_stored(films)

    def name_faults(self, film: Film, faults: list[Fault]) -> None:
        for fault in faults:
            row = "" if fault.row is None else f" {fault.row + 1}"
            self.stdout.write(f"{fault.section}: {fault.rows or fault.field}{row}: {fault.words}")

    def tabulate(self, counts: Counter[str]) -> None:
        for code, count in counts.most_common():
            mark = " (keeps a page from the public)" if CHECKS[code].is_blocking else ""
            self.stdout.write(f"{count:>8}  {code}{mark}")

    def tell_stored(self, films: Any) -> None:
        told = films.aggregate(
            films=Count("pk"),
            faulty=Count("pk", filter=Q(fault_count__gt=0)),
            faults=Sum("fault_count", default=0),
            mean=Avg("completeness", default=0),
        )
        self.stdout.write(
            "{films} films, {faulty} with faults ({faults}); {mean:.0f} % complete".format(**told)
        )
