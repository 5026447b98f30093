"""Editors' lists: all of them, and the films of one."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q

from films.markdown import Prose, plain, render
from films.models import Collection, Film

EXCERPT = 220  # characters of an introduction on a card


@dataclass(frozen=True)
class CollectionCard:
    """A collection as lists show it."""

    collection: Collection
    film_count: int
    excerpt: str


@dataclass(frozen=True)
class Place:
    """A film's place in a collection; the number is for ranked ones."""

    number: int
    film: Film
    note: str


def collection_cards(*, most: int | None = None) -> list[CollectionCard]:
    """Return the published collections that hold a published film, by title; one query."""
    live = Q(items__film__in=Film.objects.published().values("pk"))
    collections = Collection.objects.filter(published=True).annotate(
        film_count=Count("items", filter=live)
    )
    shown = collections.filter(film_count__gt=0).order_by("title", "id")[:most]
    return [CollectionCard(row, row.film_count, _excerpt(row.introduction)) for row in shown]


class CollectionPage:
    """A collection with those of its films that visitors may see; four queries for any number."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        rows = list(collection.items.values_list("film", "note"))
        films = Film.objects.published().for_card().in_bulk([film for film, _ in rows])
        shown = [(films[film], note) for film, note in rows if film in films]
        self.places = [Place(number, *row) for number, row in enumerate(shown, 1)]

    @cached_property
    def introduction(self) -> Prose:
        return render(self.collection.introduction)

    @property
    def description(self) -> str:
        """A sentence or two for search engines."""
        return _excerpt(self.collection.introduction)


def _excerpt(markdown: str) -> str:
    """Return the first words of a text, cut at a word."""
    words = plain(markdown) if markdown else ""
    if len(words) <= EXCERPT:
        return words
    return words[:EXCERPT].rpartition(" ")[0].rstrip(",;:") + " …"
