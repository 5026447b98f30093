"""What a film page costs at the desk: opened, saved, re-ordered, previewed, published, compared.

    DATA_DIR=var .venv/bin/python bench/desk_form.py [CREDITS QUOTES ROUNDS]
    DATA_DIR=var .venv/bin/python bench/desk_form.py the-sessions-2012 [ROUNDS]

Runs the whole Django stack in this process on the site's own database, in a transaction that is
rolled back; the last column says how many times each costs the list of films.
"""

import itertools
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from films.choices import Job, TagKind  # noqa: E402
from films.models import Film, Person, Tag  # noqa: E402
from tests.films.admin.forms import fields_of  # noqa: E402

CREW = 20  # of the credits


def make_page(people: int, quotes: int) -> Film:
    """A film with many rows, most of them filled in every column."""
    film = Film.objects.create(
        title="A Page of Many Rows", year=2012, slug=f"many-rows-{os.getpid()}"
    )
    for number in range(people):
        person = Person.objects.create(name=f"Somebody Of Number {number}")
        is_crew = number < CREW
        film.credits.create(
            person=person,
            job=Job.PRODUCER if is_crew else Job.ACTOR,
            character="" if is_crew else f"The {number}. guest",
            description="" if is_crew else "Comes late, leaves early, and says what others think.",
            position=number,
        )
    for number in range(quotes):
        film.quotes.create(
            text=f"Line {number}: nobody ever asks what the {number}. guest would like to drink.",
            speaker=f"The {number + CREW}. guest",
            context="At the bar.",
            position=number,
        )
    for number in range(15):
        tag = Tag.objects.create(name=f"Theme {number} of {os.getpid()}", kind=TagKind.THEME)
        film.film_tags.create(tag=tag, position=number)
        film.faqs.create(question=f"Why {number}?", answer="Because.", position=number)
        film.trivia.create(text=f"It rained on day {number}.", position=number)
    return film


class Bench:
    """Presses what an editor presses, as often as it takes, and prints a line for each."""

    def __init__(self, film: Film, rounds: int) -> None:
        self.film, self.rounds, self.floor = film, rounds, 0.0
        self.address = f"/{settings.ADMIN_PATH}films/film/{film.pk}/change/"
        self.client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
        staff = get_user_model().objects.create_superuser("measuring", "", "measuring")
        self.client.force_login(staff)
        self.fields: dict[str, str] = {}

    def show(self, address: str) -> HttpResponse:
        return self.client.get(address)

    def open(self) -> HttpResponse:
        return self.client.get(self.address)

    def read(self) -> None:
        """Take the fields over as they stand: rows are new ones after publishing."""
        self.fields = fields_of(self.open())

    def save(self, button: str = "_continue", **changes: str) -> HttpResponse:
        seen = Film.objects.values_list("version", flat=True).get(pk=self.film.pk)
        self.fields |= {"seen_version": str(seen)} | changes
        return self.client.post(self.address, self.fields | {button: "1"})

    def preview(self) -> HttpResponse:
        return self.client.post(self.address.replace("change/", "preview/"), self.fields)

    def compare(self) -> HttpResponse:
        address = self.address.replace("change/", "compare/")
        return self.client.get(address, {"from": "live", "to": "copy"})

    def measure(
        self,
        name: str,
        action: Callable[[], HttpResponse],
        prepare: Callable[[], object] = lambda: None,
    ) -> None:
        prepare()
        answer = action()
        prepare()
        with CaptureQueriesContext(connection) as queries:
            action()
        asked = len(queries)  # the next request empties the log
        times = []
        for _ in range(self.rounds):
            prepare()
            before = time.process_time()
            action()
            times.append((time.process_time() - before) * 1000)
        median = statistics.median(times)
        self.floor = self.floor or median
        print(
            f"{name:<26}{answer.status_code:>7}{asked:>9}{len(answer.content):>11,}"
            f"{median:>9.0f}{median / self.floor:>8.1f}"
        )


def measure_all(bench: Bench, actors: int) -> None:
    numbers = itertools.count()
    turned = {f"cast-{n}-position": str(actors - n) for n in range(actors)}
    straight = {f"cast-{n}-position": str(n) for n in range(actors)}
    turns = itertools.cycle([turned, straight])
    print(f"{'':<26}{'status':>7}{'queries':>9}{'bytes':>11}{'CPU ms':>9}{'x page':>8}")
    bench.measure("a page of the guide", lambda: bench.show("/films/"))
    bench.measure("form opened", bench.open)
    bench.measure("saved, nothing changed", bench.save, bench.read)
    bench.measure(
        "saved, one line changed",
        lambda: bench.save(**{"quotes-0-text": f"New {next(numbers)}."}),
        bench.read,
    )
    bench.measure("saved, cast turned round", lambda: bench.save(**next(turns)), bench.read)
    bench.measure("previewed", bench.preview, bench.read)
    bench.measure(
        "published", lambda: bench.save("_publish", logline=f"Words {next(numbers)}."), bench.read
    )
    bench.read()
    bench.save(logline="Other words.")
    bench.measure("changes compared", bench.compare)
    bench.read()
    bench.measure("refused, as it came", lambda: bench.save(year="no year"))


def main() -> None:
    slug = next((argument for argument in sys.argv[1:2] if not argument.isdigit()), "")
    given = [int(argument) for argument in sys.argv[1:4] if argument != slug]
    with transaction.atomic():
        if slug:
            film = Film.objects.get(slug=slug)
            actors, rounds = film.credits.filter(job=Job.ACTOR).count(), [*given, 5][0]
        else:
            people, quotes, rounds = given + [200, 60, 5][len(given) :]
            film, actors = make_page(people, quotes), people - CREW
        measure_all(Bench(film, rounds), actors)
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
