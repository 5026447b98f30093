"""Many visitors at the same moment: the heart of the promise that the numbers are right."""

import os
import uuid
from collections import Counter
from threading import Thread

import pytest
from django.conf import settings
from django.db import connection, transaction

from bench.submissions import run_workers
from reviews import authors, film_ratings
from reviews.models import FilmRating, Review
from tests.factories import make_film
from tests.reviews.factories import rate

PROCESSES, EACH = 4, 10

pytestmark = pytest.mark.django_db(transaction=True)


def database_url() -> str:
    """The address of the test database, for processes of their own."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    login = f"{given['USER']}:{given['PASSWORD']}" if given["PASSWORD"] else given["USER"]
    return (
        f"postgres://{login}@{given['HOST'] or 'localhost'}:{given['PORT'] or 5432}/{given['NAME']}"
    )


def test_processes_that_rate_at_once_are_all_counted(tmp_path):
    """A1, A18: nothing lost, nothing locked out (bench/submissions.py does 8 x 40)."""
    film = make_film()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database_url(),
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": settings.SECRET_KEY,
    }
    answers = run_workers(film.slug, processes=PROCESSES, each=EACH, environment=environment)
    sent = sum((Counter(answer["sent"]) for answer in answers), Counter())
    assert [answer["errors"] for answer in answers] == [{}] * PROCESSES
    assert Review.objects.filter(film=film).count() == PROCESSES * EACH
    expected = tuple(sent[str(score)] for score in range(1, 11))
    assert FilmRating.objects.get(film=film).histogram == expected


def test_two_writers_wait_for_each_other():
    """A2: both insert before either commits; without the lock one would be forgotten."""
    film = make_film()
    rate(film, 5)
    other = Thread(target=_rate_in_a_thread, args=[film])
    with transaction.atomic():
        rate(film, 1)
        other.start()
        other.join(0.3)
        was_waiting = other.is_alive()
    other.join()
    assert was_waiting
    assert FilmRating.objects.get(film=film).count == 3
    assert film_ratings.differences() == []


def test_one_key_from_many_at_once_is_one_review():
    """F9, row 34 of the hostile inputs: the same form, sent eight times in the same moment."""
    film, key = make_film(), uuid.uuid4()
    author = authors.recognise(None, key=key)
    threads = [
        Thread(target=_rate_in_a_thread, args=[film], kwargs={"idempotency_key": key})
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Review.objects.get().author_key == author.key
    assert FilmRating.objects.get(film=film).count == 1


def _rate_in_a_thread(film, **options):
    key = options.get("idempotency_key")
    try:
        rate(film, 10, author=authors.recognise(None, key=key), **options)
    finally:
        connection.close()
