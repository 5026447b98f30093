from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from reviews import throttling
from reviews.models import ThrottleBucket

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def tries(number: int, *, at: datetime = NOON, mark: str = "net", limit: int = 3) -> list[bool]:
    return [throttling.hit("link", mark, limit=limit, period=MINUTE, now=at) for _ in range(number)]


def test_hit_lets_so_many_through_and_no_more():
    """S3, O3"""
    assert tries(5) == [True, True, True, False, False]


def test_hit_does_not_count_what_it_refuses():
    tries(10)
    assert ThrottleBucket.objects.get().hits == 3


@pytest.mark.django_db(transaction=True)
def test_no_more_than_the_limit_get_through_at_once():
    """A19: eight threads try at the same moment, for a mark that has no row yet."""
    barrier, answers = Barrier(8), []

    def press() -> None:
        barrier.wait(5)
        answers.extend(tries(1, limit=3))
        connection.close()

    threads = [Thread(target=press) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert sorted(answers) == [False] * 5 + [True] * 3
    assert ThrottleBucket.objects.get().hits == 3


def test_hit_keeps_networks_and_names_apart():
    tries(3)
    assert tries(1, mark="another") == [True]
    assert throttling.hit("mail", "net", limit=3, period=MINUTE, now=NOON)


def test_the_window_slides():
    """S3: half a minute into the next window half of the old tries still count."""
    tries(3)
    assert tries(1, at=NOON + MINUTE) == [False]
    assert tries(3, at=NOON + timedelta(seconds=100)) == [True, True, False]
    assert tries(3, at=NOON + 3 * MINUTE) == [True, True, True]


def test_is_full_counts_nothing():
    tries(2)
    asked = [throttling.is_full("link", "net", limit=3, period=MINUTE, now=NOON) for _ in range(5)]
    assert asked == [False] * 5
    tries(1)
    assert throttling.is_full("link", "net", limit=3, period=MINUTE, now=NOON)


def test_the_mark_is_not_stored():
    """P1"""
    tries(1, mark="somebody@example.org")
    assert "somebody" not in repr(ThrottleBucket.objects.values())
