"""People found while a name is typed, and those whose name is nearly it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from films.search import people
from films.search.people import near_people, people_typed
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def names(found):
    return [person.name for person in found]


@pytest.fixture
def everybody():
    return [
        make_person(name)
        for name in ("John Hawkes", "Helen Hunt", "Helena Bonham Carter", "Howard Hawks")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hel", ["Helena Bonham Carter", "Helen Hunt"]),
        ("HÉLEN H", ["Helen Hunt", "Helena Bonham Carter"]),
        ("hunt", ["Helen Hunt"]),
        ("hawkes jo", ["John Hawkes"]),
        ("carter hel", ["Helena Bonham Carter"]),
        ("bonham", ["Helena Bonham Carter"]),
        ("zz", []),
        ("!?", ["Helena Bonham Carter", "John Hawkes", "Howard Hawks", "Helen Hunt"]),
    ],
)
def test_people_are_found_by_the_beginning_of_their_names(everybody, text, expected):
    assert names(people_typed(text, most=20)) == expected


def test_a_large_table_is_asked_by_its_indexes_alone(everybody, monkeypatch):
    monkeypatch.setattr(people, "SEARCHED_WITHIN", 0)

    assert names(people_typed("bonham", most=20)) == []
    assert names(people_typed("carter helena", most=20)) == ["Helena Bonham Carter"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jon Hawkes", ["John Hawkes"]),
        ("John Hawks", ["John Hawkes", "Howard Hawks"]),
        ("Helene Hund", ["Helen Hunt"]),
        ("Buster Keaton", []),
        ("Helen Hunt", []),
        ("x", []),
    ],
)
def test_near_people_are_those_of_nearly_the_same_name(everybody, name, expected):
    assert names(near_people(name))[:1] == expected[:1]


@pytest.mark.parametrize(
    "ask", [lambda: people_typed("hunt hel", most=20), lambda: near_people("Jon H")]
)
def test_every_look_at_a_large_table_uses_an_index(everybody, monkeypatch, ask):
    monkeypatch.setattr(people, "SEARCHED_WITHIN", 0)
    with CaptureQueriesContext(connection) as queries:
        ask()

    plans = [plan_of(query["sql"]) for query in queries.captured_queries]
    assert len(plans) >= 3
    assert [plan for plan in plans if "films_person_" not in plan and "MAX(" not in plan] == []


def plan_of(sql):
    """Return what the database says of a query, where it may not read a table as a whole."""
    if "MAX(" in sql:
        return sql
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        cursor.execute(f"{explain} {sql}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
