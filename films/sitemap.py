"""What search engines may visit, with the true date of the last change."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from films.models import Collection, Film, Person, Tag
from films.person_page import FILMS_OF_NO_STUB
from films.search.tags_in_use import tags_in_use

PER_SITEMAP = 2_000  # the format allows 50,000, which would take seconds to write


@dataclass(frozen=True)
class Page:
    """An address and when what stands there changed last."""

    path: str
    changed_at: datetime.datetime


@dataclass(frozen=True)
class Part:
    """One sitemap of the index."""

    section: str
    number: int
    changed_at: datetime.datetime


def sitemap_parts() -> list[Part]:
    """Return the sitemaps of the index; one aggregate query a section."""
    parts = []
    for section, rows in SECTIONS.items():
        found = rows().aggregate(count=Count("pk"), latest=Max("changed_at"))
        number_of_parts = -(-found["count"] // PER_SITEMAP)
        parts += [Part(section, n, found["latest"]) for n in range(1, number_of_parts + 1)]
    return parts


def sitemap_pages(section: str, number: int) -> list[Page]:
    """Return the pages of one sitemap of the index, an empty list where there is no such part."""
    start = (number - 1) * PER_SITEMAP
    rows = SECTIONS[section]().order_by("pk")[start : start + PER_SITEMAP]
    return [Page(row.get_absolute_url(), row.changed_at) for row in rows]


def _films() -> "QuerySet[Film]":
    films = Film.objects.published().only("slug", "updated_at", "published_at")
    return films.annotate(changed_at=Greatest("updated_at", "published_at"))


def _people() -> "QuerySet[Person]":
    """Return the people whose page is more than a stub."""
    live = Q(credits__film__in=Film.objects.published().values("pk"))
    people = Person.objects.filter(live).annotate(films=Count("credits__film", distinct=True))
    shown = people.filter(~Q(biography="") | Q(films__gte=FILMS_OF_NO_STUB))
    changed_at = Greatest("updated_at", Max("credits__film__updated_at"))
    return shown.annotate(changed_at=changed_at).only("slug")


def _tags() -> "QuerySet[Tag]":
    """Return the tags with a landing page; it changes when one of its public films does."""
    live = Film.objects.published().values("pk")
    changed_at = Coalesce(
        Max("film_tags__film__updated_at", filter=Q(film_tags__film__in=live)),
        Max("awards__film__updated_at", filter=Q(awards__film__in=live)),
    )
    return tags_in_use().annotate(changed_at=changed_at).only("kind", "slug")


def _collections() -> "QuerySet[Collection]":
    live = Q(items__film__in=Film.objects.published().values("pk"))
    changed_at = Max(Greatest("updated_at", Coalesce("published_at", "updated_at")))
    return Collection.objects.published().filter(live).annotate(changed_at=changed_at)


SECTIONS: dict[str, Callable[[], QuerySet]] = {
    "films": _films,
    "people": _people,
    "tags": _tags,
    "collections": _collections,
}
