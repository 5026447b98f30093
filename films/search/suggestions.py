"""Suggestions while somebody types: a few films and people that begin with the letters."""

from functools import reduce
from operator import and_

from django.db.models import Q

from films.models import Film, Person
from films.search.finding import people_named
from films.search.prefix import starts_with
from films.search.query import Query

MOST_FILMS, MOST_PEOPLE = 6, 3


def suggested_films(query: Query) -> list[Film]:
    """Return films whose title begins with what was typed, then those that hold its words.

    One to three queries, each with an index of its own: together in one they would have none.
    """
    holds = reduce(and_, (Q(folded__contains=word) for word in query.words), Q())
    ways = (
        (starts_with("sort_key", query.folded), "sort_key"),
        (starts_with("folded", query.folded), "folded"),
        (holds, "sort_key"),
    )
    found: dict[int, Film] = {}
    for condition, order in ways:
        films = Film.objects.published().filter(condition).order_by(order, "id")
        for film in films.only("title", "year", "slug")[:MOST_FILMS]:
            found.setdefault(film.pk, film)
        if len(found) >= MOST_FILMS:
            break
    return list(found.values())[:MOST_FILMS]


def suggested_people(query: Query) -> list[Person]:
    """Return people of published films who are called so."""
    return list(people_named(query).only("name", "slug")[:MOST_PEOPLE])
