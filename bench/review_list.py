"""What reading reviews costs where one film has 100,000 of them: milliseconds, medians.

    .venv/bin/python bench/review_list.py [--reviews 100000] [postgres://user@host/database]

SQLite is a file in a new folder, with the settings of the site; the PostgreSQL database named must
be one that may be written to. "database" is the time of the page's queries alone, "page" that of a
whole request through all of the middleware; both in this process, and nothing is cached.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

ROUNDS = 15
OTHER_FILMS = 20
QUERIES = {
    "film page": None,
    "newest": "",
    "newest, deep": "from={deep}",
    "oldest": "order=oldest",
    "highest": "order=highest",
    "highest, deep": "order=highest&from={deep}",
    "lowest": "order=lowest",
    "most helpful": "order=helpful",
    "most helpful, deep": "order=helpful&from={deep}",
    "both sides": "order=sides",
    "picked": "order=picked",
    "one score": "score=3",
    "one score, most helpful": "score=3&order=helpful",
    "one language": "language=de",
    "rare language": "language=ar",
    "rare language, most helpful": "language=ar&order=helpful",
    "without spoilers": "spoilers=no",
    "with ratings": "words=any",
    "with ratings, deep": "words=any&from={deep}",
    "rare score with ratings": "score=1&words=any",
}


def fill(number: int) -> tuple[str, str]:
    """Make the film and its reviews; returns its slug and the public id of one in the middle."""
    from django.db import connection  # app ready: the worker sets Django up first
    from django.utils import timezone  # app ready: as above

    from films.models import Film  # app ready: as above
    from reviews import film_ratings  # app ready: as above

    now, dice = timezone.now(), random.Random(1)
    names = [f"bench-{os.getpid()}-{place}" for place in range(OTHER_FILMS + 1)]
    films = [
        Film.objects.create(title="Bench", slug=name, status="published", published_at=now)
        for name in names
    ]
    _add(films[0], number, dice, now)
    for film in films[1:]:
        _add(film, number // 100, dice, now)
    for film in films:
        film_ratings.recount(film)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    in_list = films[0].reviews.exclude(body="").filter(score__isnull=False)
    middle = in_list.order_by("published_at")[in_list.count() // 2]
    return films[0].slug, middle.public_id


def _add(film: object, number: int, dice: random.Random, now: object) -> None:
    from reviews import scores  # app ready: the worker sets Django up first
    from reviews.models import Review  # app ready: as above

    words = "The tram ride alone is worth the ticket, and the rest is better still. "
    for start in range(0, number, 5_000):
        rows = []
        for place in range(start, min(start + 5_000, number)):
            length = dice.choice([0, 0, 1, 3, 8])
            yes, no = dice.choice([0, 0, 0, 2, 9]), dice.choice([0, 0, 1])
            rows.append(
                Review(
                    film=film,
                    score=dice.choices(range(1, 11), [1, 1, 2, 3, 5, 8, 15, 25, 20, 20])[0],
                    body=words * length,
                    word_count=14 * length,
                    language=dice.choices(["en", "de", "ar", ""], [80, 10, 0.01, 10])[0],
                    contains_spoilers=dice.random() < 0.1,
                    featured_at=now if dice.random() < 0.0005 else None,
                    helpful_yes=yes,
                    helpful_no=no,
                    helpfulness=scores.wilson(yes, no),
                    status="published",
                    published_at=now - timedelta(minutes=place),
                )
            )
        Review.objects.bulk_create(rows, batch_size=500)


def measure(address: str) -> tuple[int, float, float]:
    """The number of queries of a page, the milliseconds in the database, and of it all."""
    from django.db import connection  # app ready: the worker sets Django up first
    from django.test import Client  # app ready: as above
    from django.test.utils import CaptureQueriesContext  # app ready: as above

    client = Client(headers={"host": "localhost"})
    client.get(address)  # templates are compiled at the first use
    with CaptureQueriesContext(connection) as queries:
        if client.get(address).status_code != 200:
            raise SystemExit(f"{address} is no page")
    asked = [query["sql"] for query in queries]
    whole = _median(lambda: client.get(address))
    return len(asked), _median(lambda: _ask(asked)), whole


def _ask(queries: list[str]) -> None:
    from django.db import connection  # app ready: the worker sets Django up first

    with connection.cursor() as cursor:
        for sql in queries:
            cursor.execute(sql)
            cursor.fetchall()


def _median(act: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        times.append(1000 * (time.perf_counter() - began))
    return statistics.median(times)


def report(name: str, number: int) -> None:
    """Print the table of one database, the one that the environment names."""
    from django.core.management import call_command  # app ready: set up by the caller

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    slug, deep = fill(number)
    print(f"\n{name}, {number:,} reviews{'queries':>18}{'database ms':>14}{'page ms':>10}")
    for label, query in QUERIES.items():
        page = f"/films/{slug}/"
        address = page if query is None else f"{page}reviews/?{query.format(deep=deep)}"
        asked, in_database, whole = measure(address)
        print(f"{label:<30}{asked:>10}{in_database:>14.2f}{whole:>10.1f}", flush=True)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database", nargs="?", help="a PostgreSQL database to run in as well")
    parser.add_argument("--reviews", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        databases = [("SQLite", f"sqlite:///{folder}/bench.sqlite3")]
        if options.database:
            databases.append(("PostgreSQL", options.database))
        for name, url in databases:
            environment = os.environ | {"DATABASE_URL": url, "DATA_DIR": folder}
            arguments = ["--table", name, str(options.reviews)]
            subprocess.run([sys.executable, __file__, *arguments], env=environment, check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--table"]:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django  # app ready: only the process that uses it

        django.setup()
        report(sys.argv[2], int(sys.argv[3]))
    else:
        main()
