"""Which films people and tags have in common."""

from collections import defaultdict

from django.db.models import QuerySet


def films_of(rows: QuerySet, column: str) -> defaultdict[int, set[int]]:
    """Return the films of each number in a column of these rows; working copies are left out."""
    films: defaultdict[int, set[int]] = defaultdict(set)
    for number, film in rows.filter(film__draft_of=None).values_list(column, "film"):
        films[number].add(film)
    return films
