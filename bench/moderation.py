"""How long a moderator waits: the queue's page, one press for many reviews, and its undo.

    .venv/bin/python bench/moderation.py [--reviews 500] [--films 5] [postgres://user@host/database]

SQLite is a file in a new folder, with the settings of the site; the PostgreSQL database named must
be one that may be written to. Every fifth author has asked for mail. "press" is the whole request
of the admin with "all of this list" ticked, "approve" the verb alone; after each of them every
film's figures are compared with its reviews.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
BODY = "It is quiet and slow, see www.site%d.example, and the last ten minutes are worth it."
EARLIER = 2_000  # public reviews that each film has besides


def fill(name: str, films: int, reviews: int) -> list[int]:
    """Films with public reviews, and the reviews that wait; returns the numbers of these."""
    from django.utils import timezone  # app ready: only the processes that use it

    from films.models import Film  # app ready: as above
    from reviews import film_ratings  # app ready: as above
    from reviews.models import Review, ReviewContact  # app ready: as above

    now = timezone.now()
    waiting = []
    for number in range(films):
        film = Film.objects.create(
            title=f"{name} {number}",
            slug=f"bench-{os.getpid()}-{number}",
            status="published",
            published_at=now,
        )
        Review.objects.bulk_create(
            Review(film=film, score=place % 10 + 1, status="published", published_at=now)
            for place in range(EARLIER)
        )
        waiting += Review.objects.bulk_create(
            Review(
                film=film,
                score=place % 10 + 1,
                body=BODY % place,
                status="pending",
                hold_reason="link",
                risk_reasons=[{"code": "link", "detail": "1"}],
                queued_at=now,
            )
            for place in range(number, reviews, films)
        )
        film_ratings.recount(film)
    ReviewContact.objects.bulk_create(
        ReviewContact(review=review, email="a@b.example", wants_mail=True, verified_at=now)
        for review in waiting[::5]
    )
    return [review.pk for review in waiting]


@contextmanager
def measured(row: list[str]) -> Iterator[None]:
    """Note how long something takes and how many queries it asks; the figures must be exact."""
    from django.db import connection  # app ready: as above
    from django.test.utils import CaptureQueriesContext  # app ready: as above

    from reviews import film_ratings  # app ready: as above

    with CaptureQueriesContext(connection) as queries:
        began = time.perf_counter()
        yield
        seconds = time.perf_counter() - began
    wrong = film_ratings.differences()
    row.append(f"{seconds:.2f} s, {len(queries)}{' WRONG' if wrong else ''}")


def race(name: str, films: int, reviews: int) -> list[str]:
    """One line of the table."""
    from django.contrib.auth.models import User  # app ready: as above
    from django.core.management import call_command  # app ready: as above
    from django.test import Client  # app ready: as above

    from reviews import moderation, undoing  # app ready: as above
    from reviews.models import Review  # app ready: as above

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    waiting = fill(name, films, reviews)
    chosen = Review.objects.filter(pk__in=waiting)
    moderator = User.objects.create_superuser(f"bench-{os.getpid()}")
    client = Client(headers={"host": "localhost"})
    client.force_login(moderator)
    address = "/admin/reviews/review/"
    client.get(address)  # imports, content types
    row: list[str] = [name]
    with measured(row):
        assert client.get(address).status_code == 200
    with measured(row):
        outcome = moderation.approve(chosen, by=moderator)
    assert len(outcome.changed) == reviews
    with measured(row):
        assert len(undoing.undo(outcome.batch, by=moderator).changed) == reviews
    with measured(row):
        press = {"press": "approve", "all": "1", "newest": max(waiting)}
        assert client.post(address, press).status_code == 302
    assert chosen.filter(status="published").count() == reviews
    with measured(row):
        moderation.hide(chosen, by=moderator, reason="other")
    with measured(row):
        assert moderation.delete(chosen, by=moderator) == reviews
    return row


def show(row: list[str]) -> None:
    """Print a line of the table."""
    print("  ".join(f"{cell:>14}" for cell in row), flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database", nargs="?", help="a PostgreSQL database to run in as well")
    parser.add_argument("--reviews", type=int, default=500)
    parser.add_argument("--films", type=int, default=5)
    options = parser.parse_args()
    print(f"{options.reviews} reviews of {options.films} films: seconds, queries")
    show(["database", "the page", "approve", "undo", "press", "hide", "delete"])
    with tempfile.TemporaryDirectory() as folder:
        databases = [("SQLite", f"sqlite:///{folder}/bench.sqlite3")]
        if options.database:
            databases.append(("PostgreSQL", options.database))
        for name, url in databases:
            environment = os.environ | {"DATABASE_URL": url, "DATA_DIR": folder, "ENV_FILE": ""}
            arguments = ["--row", name, str(options.films), str(options.reviews)]
            subprocess.run([sys.executable, __file__, *arguments], env=environment, check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--row"]:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django  # app ready: only the processes that use it

        django.setup()
        show(race(sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
    else:
        main()
