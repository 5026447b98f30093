"""Many visitors at the same moment: the heart of the promise that the numbers are right."""

import os
import uuid
from collections import Counter
from threading import Thread

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bench.submissions import run_workers
from reviews import authors, confirmation, film_ratings, voting, withdrawal
from reviews.models import FilmRating, Review
from reviews.submission import Sender
from reviews.voting import Reader
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


def _vote(review):
    voting.vote(review, Reader(["a" * 64], Sender()), is_helpful=True)


@pytest.mark.parametrize("write", [_vote, withdrawal.withdraw, confirmation.request_confirmation])
def test_whoever_writes_waits_for_whoever_has_the_film(write):
    """A2: otherwise an erasure meets a vote that it has not deleted, and an edit forgets one."""
    review = rate(make_film(), 5, body="Words", email="me@example.org")
    other = Thread(target=_in_a_thread, args=[write, review])
    with transaction.atomic():
        FilmRating.objects.lock([review.film_id])
        other.start()
        other.join(0.3)
        was_waiting = other.is_alive()
    other.join()
    assert was_waiting


def test_the_film_that_a_review_has_left_is_let_go():
    """Locks are taken in the films' order: who held both in turn would wait in a circle."""
    review, new_film = rate(make_film(), 5), make_film()
    locked: list[str] = []

    def move_under_way(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if sql.startswith("SELECT") and FilmRating._meta.db_table in sql and not locked:
            with connection.cursor() as cursor:
                locked.append("the old film's")
                cursor.execute("UPDATE reviews_review SET film_id = %s", [new_film.pk])
        return answer

    FilmRating.objects.get_or_create(film=new_film)
    with CaptureQueriesContext(connection) as queries, connection.execute_wrapper(move_under_way):
        withdrawal.withdraw(review)

    steps = [query["sql"].split('"')[0] for query in queries if "SAVEPOINT" in query["sql"]]
    assert any(step.startswith("ROLLBACK TO SAVEPOINT") for step in steps)


def _in_a_thread(write, review):
    try:
        write(review)
    finally:
        connection.close()


def _rate_in_a_thread(film, **options):
    key = options.get("idempotency_key")
    try:
        rate(film, 10, author=authors.recognise(None, key=key), **options)
    finally:
        connection.close()
