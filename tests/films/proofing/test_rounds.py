"""Pages are read anew in turns."""

from datetime import UTC, datetime, timedelta

import pytest

from films.models import Film
from films.proofing import rounds
from tests.factories import make_draft, make_film

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def faults():
    return list(Film.objects.order_by("pk").values_list("fault_count", flat=True))


@pytest.fixture
def three_pages(monkeypatch):
    """Three pages whose stored numbers are wrong, in turns of two."""
    monkeypatch.setattr(rounds, "BATCH", 2)
    for _ in range(3):
        make_film(logline="Words.")
    Film.objects.update(fault_count=99)


def test_all_pages_had_their_turn_after_as_many_turns_as_there_are_batches(three_pages):
    first = rounds.read_some(NOON), faults().count(99)
    second = rounds.read_some(NOON + timedelta(minutes=10)), faults().count(99)

    assert sorted([first[0], second[0]]) == [1, 2]
    assert (first[1], second[1]) == (3 - first[0], 0)


def test_a_turn_lasts_ten_minutes(three_pages):
    rounds.read_some(NOON)
    before = faults()

    rounds.read_some(NOON + timedelta(minutes=9))

    assert faults() == before


def test_without_films_nothing_is_read():
    assert rounds.read_some(NOON) == 0


def test_read_all_gives_each_film_with_its_faults(three_pages):
    make_draft(logline="")

    read = [(film.pk, len(found)) for film, found in rounds.read_all(Film.objects.all())]

    assert read == list(Film.objects.order_by("pk").values_list("pk", "fault_count"))
    assert len(read) == 4
