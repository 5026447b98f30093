"""Words that found nothing: which are kept, and how they are counted."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest
from django.db import connection
from django.utils import timezone

from films import missed_searches
from films.missed_searches import may_be_kept, note
from films.models import MissedSearch

TODAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 23)


def kept() -> dict[str, tuple[int, int]]:
    return {row.words: (row.count, row.days) for row in MissedSearch.objects.all()}


def on(day: date, monkeypatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: day)


@pytest.mark.parametrize(
    "words",
    [
        "metroplis",
        "blade runner 2049",
        "2001 a space odyssey",
        "12 angry men",
        "Ёлки",
        "東京",
        "ok",
    ],
)
def test_titles_are_kept(words):
    assert may_be_kept(words)


@pytest.mark.parametrize(
    "words",
    [
        "lil@example.org",
        "lil at example.org",
        "http://evil",
        "www evil",
        "buy pills.example now",
        "call 0664 123",
        "0043664",
        "x",
        "!!!",
        "2012",
        "w" * 81,
        "ﷺ" * 60,
    ],
)
def test_what_may_tell_of_a_person_or_advertise_is_not_kept(words):
    assert not may_be_kept(words)


@pytest.mark.django_db
def test_same_words_are_one_row_however_they_are_typed(monkeypatch):
    on(TODAY, monkeypatch)
    note("Amélie!")
    note(" amelie ")
    on(TOMORROW, monkeypatch)
    note("AMELIE")

    row = MissedSearch.objects.get()
    assert (row.words, row.folded, row.count, row.days) == ("Amélie!", "amelie", 3, 2)
    assert (row.first_on, row.last_on) == (TODAY, TOMORROW)


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["\0", "\ud800 surrogate", "a\u202eb c", "x" * 100_000, ""])
def test_any_words_are_survived(words):
    note(words)


@pytest.mark.django_db
def test_full_table_lets_the_rarest_and_oldest_go(monkeypatch):
    monkeypatch.setattr(missed_searches, "MOST_ROWS", 3)
    on(TODAY, monkeypatch)
    for words in ("often", "old", "newer", "often"):
        note(words)
    note("new")

    assert set(kept()) == {"often", "newer", "new"}


@pytest.mark.django_db
def test_repeated_search_costs_one_write(django_assert_num_queries):
    note("metroplis")
    savepoints, settings = 2, 3 if connection.vendor == "sqlite" else 1

    with django_assert_num_queries(1 + savepoints + settings):
        note("metroplis")


@pytest.mark.django_db(transaction=True)
def test_busy_database_is_not_waited_for(caplog):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL locks rows, not the database")
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("BEGIN IMMEDIATE")
        note("metroplis")

    assert kept() == {}
    assert caplog.messages == ["A search without result was not counted: OperationalError"]
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone()[0] == 5000
