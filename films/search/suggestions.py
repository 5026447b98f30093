"""Suggestions while somebody types: a few films and people that begin with the letters."""

from films.models import Film, Person
from films.search.finding import films_called, people_named
from films.search.prefix import starts_with
from films.search.query import Query

MOST_FILMS, MOST_PEOPLE = 6, 3


def suggested_films(query: Query) -> list[Film]:
    """Return films whose title begins with what was typed, then those that hold its words."""
    begins = starts_with("folded", query.folded) | starts_with("sort_key", query.folded)
    shown = ("title", "year", "slug")
    first = Film.objects.published().filter(begins).order_by("sort_key", "id").only(*shown)
    films = list(first[:MOST_FILMS])
    if len(films) < MOST_FILMS:
        known = {film.pk for film in films}
        others = films_called(query).only(*shown)[: 2 * MOST_FILMS]
        films += [film for film in others if film.pk not in known]
    return films[:MOST_FILMS]


def suggested_people(query: Query) -> list[Person]:
    """Return people of published films who are called so."""
    return list(people_named(query).only("name", "slug", "sort_key")[:MOST_PEOPLE])
