"""Editors' lists: all of them, and the films of one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import QueryDict

from films.browsing.listing import Listing, list_page
from films.markdown import Prose, plain, render
from films.models import Collection, CollectionItem, Film

EXCERPT = 220  # characters of an introduction on a card
PER_PAGE = 60
FAN = 5  # posters that stand for a collection


@dataclass(frozen=True)
class CollectionCard:
    """A collection as lists show it, with the first of its films for the posters."""

    collection: Collection
    film_count: int
    excerpt: str
    fan: list[Film] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """A film's place in a collection; the number is for ranked ones."""

    number: int
    film: Film
    note: Prose


def collection_cards(*, most: int | None = None) -> list[CollectionCard]:
    """Return the public collections that hold a published film, by title; two queries."""
    shown: list[Any] = list(shown_collections()[:most])
    fans = _fans(shown)
    return [
        CollectionCard(row, row.film_count, _excerpt(row.introduction), fans[row.pk])
        for row in shown
    ]


def shown_collections() -> QuerySet[Collection]:
    """Return the public collections that hold a published film, by title, with their numbers."""
    live = Q(items__film__in=Film.objects.published().values("pk"))
    collections = Collection.objects.published().annotate(film_count=Count("items", filter=live))
    return collections.filter(film_count__gt=0).order_by("title", "id")


def public_items() -> QuerySet[CollectionItem]:
    """Return the places whose films visitors may see."""
    return CollectionItem.objects.filter(film__in=Film.objects.published().values("pk"))


def _fans(collections: Iterable[Collection]) -> dict[int, list[Film]]:
    """Return the first films of each collection, a few; one query."""
    order = [F("position"), F("id")]
    place = Window(RowNumber(), partition_by=F("collection"), order_by=order)
    items = public_items().filter(collection__in=[row.pk for row in collections])
    first = items.annotate(place=place).filter(place__lte=FAN)
    fans = defaultdict(list)
    for item in first.select_related("film__poster").order_by("collection", "place"):
        fans[item.collection_id].append(item.film)
    return fans


class CollectionPage:
    """A page of a collection, with those of its films that visitors may see.

    Six queries for any number of films.
    """

    def __init__(self, collection: Collection, data: QueryDict) -> None:
        self.collection = collection
        items = public_items().filter(collection=collection).order_by("position", "id")
        self.listing: Listing = list_page(items, data, per_page=PER_PAGE)
        rows = list(self.listing.rows)
        films = Film.objects.for_card().in_bulk([row.film_id for row in rows])
        start = self.listing.page.start_index()
        self.places = [
            Place(number, films[row.film_id], render(row.note, f"film-{number}-"))
            for number, row in enumerate(rows, start)
        ]

    @cached_property
    def introduction(self) -> Prose:
        return render(self.collection.introduction)

    @property
    def is_first(self) -> bool:
        """Whether this is the page that the collection begins with."""
        return self.listing.page.number == 1

    @property
    def fan(self) -> list[Film]:
        """The films whose posters stand for the collection."""
        return [place.film for place in self.places[:FAN]] if self.is_first else []

    @property
    def description(self) -> str:
        """A sentence or two for search engines."""
        return _excerpt(self.collection.introduction)

    @cached_property
    def neighbours(self) -> tuple[Collection | None, Collection | None]:
        """The public collections before and after this one, by title."""
        shown = list(shown_collections().only("title", "slug"))
        here = (self.collection.title, self.collection.pk)
        before = [row for row in shown if (row.title, row.pk) < here]
        after = [row for row in shown if (row.title, row.pk) > here]
        return (before[-1] if before else None, after[0] if after else None)


def films_left_out(collection: Collection) -> QuerySet[Film]:
    """Return the films of a collection that are not public, in its order: for its editors."""
    live = Film.objects.published().values("pk")
    films = Film.objects.filter(collection_items__collection=collection).exclude(pk__in=live)
    return films.order_by("collection_items__position", "collection_items__id")


def _excerpt(markdown: str) -> str:
    """Return the first words of a text, cut at a word."""
    words = plain(markdown) if markdown else ""
    if len(words) <= EXCERPT:
        return words
    return words[:EXCERPT].rpartition(" ")[0].rstrip(",;:") + " …"
