"""What a search finds: films, people, quotes and tags that visitors may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from films.choices import Job
from films.models import Credit, Film, Person, Quote, Tag
from films.models.film import FilmQuerySet
from films.search.prefix import starts_with
from films.search.query import Query
from films.search.tags_in_use import tags_in_use

MOST_FILMS, MOST_PEOPLE, MOST_QUOTES, MOST_TAGS = 24, 12, 8, 12


@dataclass(frozen=True)
class Found:
    """What a search has found, the best first; ``has_more`` when a group was cut short."""

    films: list[Film]
    people: list[Person]
    quotes: list[Quote]
    tags: list[Tag]
    has_more: bool

    @property
    def count(self) -> int:
        return len(self.films) + len(self.people) + len(self.quotes) + len(self.tags)


def find(query: Query) -> Found:
    """Return everything that holds all words of the query; the same queries for any of them."""
    groups: list[tuple[QuerySet, int]] = [
        (films_called(query).for_card(), MOST_FILMS),
        (people_named(query).defer("biography"), MOST_PEOPLE),
        (quotes_with(query), MOST_QUOTES),
        (tags_called(query), MOST_TAGS),
    ]
    rows = [list(found[: most + 1]) if query else [] for found, most in groups]
    kept = [found[:most] for found, (_, most) in zip(rows, groups, strict=True)]
    films, people, quotes, tags = kept
    return Found(films, people, quotes, tags, has_more=rows != kept)


def films_called(query: Query) -> FilmQuerySet:
    """Return the published films with all words in their titles, or in a director's name.

    The best come first. Original and other titles are compared as they are written, but for
    upper and lower case.
    """
    in_titles = _all(
        Q(folded__contains=word) | _raw(raw, "original_title", "also_known_as")
        for word, raw in _pairs(query)
    )
    if query.year:
        in_titles |= Q(year=query.year) & _all(Q(folded__contains=w) for w in query.title_words)
    directed = _all(Q(person__folded__contains=word) for word in query.words)
    by_director = Credit.objects.filter(directed, job=Job.DIRECTOR).order_by().values("film")
    films = Film.objects.published().filter(in_titles | Q(pk__in=by_director))
    return films.order_by(_closeness(query), "sort_key", "id")


def _closeness(query: Query) -> Case:
    """Return the order of hits: title and year, the very title, its beginning, the rest."""
    title, whole = query.folded_title, query.folded
    begins = starts_with("folded", whole) | starts_with("sort_key", whole)
    return Case(
        When(Q(year=query.year) & (Q(folded=title) | Q(sort_key=title)), then=Value(0)),
        When(Q(folded=whole) | Q(sort_key=whole), then=Value(1)),
        When(begins, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )


def people_named(query: Query) -> "QuerySet[Person]":
    """Return the people of published films whose name, or another name, holds all words."""
    named = _all(
        Q(folded__contains=word) | _raw(raw, "also_known_as") for word, raw in _pairs(query)
    )
    return Person.objects.seen().filter(named).order_by("sort_key", "id")


def quotes_with(query: Query) -> "QuerySet[Quote]":
    """Return the public quotes with all words in what is said or in who says it."""
    said = _all(_raw(raw, "text", "speaker") for raw in query.raw_words)
    quotes = Quote.objects.published().filter(said).select_related("film")
    return quotes.order_by("-film__published_at", "-film_id", "position", "id")


def tags_called(query: Query) -> "QuerySet[Tag]":
    """Return the tags with all words in their name that stand on a published film."""
    named = _all(Q(folded__contains=word) for word in query.words)
    return tags_in_use().filter(named).order_by("kind", "folded", "id")


def _pairs(query: Query) -> list[tuple[str, str]]:
    """Return each word beside the word as it was typed, where there are as many of both."""
    raw = query.raw_words[-len(query.words) :] if query.words else ()
    raw = raw if len(raw) == len(query.words) else query.words
    return list(zip(query.words, raw, strict=True))


def _raw(word: str, *columns: str) -> Q:
    """Return the condition that a column holds the word, with either form of apostrophe."""
    spellings = {word, word.replace("'", "’"), word.replace("’", "'")}
    return reduce(
        or_, (Q(**{f"{column}__icontains": s}) for column in columns for s in sorted(spellings))
    )


def _all(conditions: Iterable[Q]) -> Q:
    return reduce(and_, conditions, Q())
