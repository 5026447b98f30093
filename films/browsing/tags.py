"""Tags: all that films are browsed by, and the films of one."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import Count
from django.http import QueryDict
from django.utils.translation import gettext, pgettext

from films.browsing.listing import Listing, list_page
from films.choices import TagKind
from films.markdown import Prose, plain, render
from films.models import Award, Film, FilmTag, Tag
from films.models.film import FilmQuerySet
from films.search.tags_in_use import awards_in_use, film_tags_in_use


@dataclass(frozen=True)
class TagCount:
    """A tag and how many published films have it."""

    tag: Tag
    film_count: int


@dataclass(frozen=True)
class TagGroup:
    """The tags of one kind."""

    kind: TagKind
    heading: str
    tags: list[TagCount]


@dataclass(frozen=True)
class TaggedFilm:
    """A film with what the tag says of it: a warning's level and detail, or its awards."""

    film: Film
    remark: str


def tag_groups(kind: str = "") -> list[TagGroup]:
    """Return the tags that published films have, by kind; of one kind where one is named.

    Three queries.
    """
    counts = dict(film_tags_in_use().values_list("tag").annotate(Count("film")))
    counts |= dict(awards_in_use().values_list("body").annotate(Count("film", distinct=True)))
    tags = Tag.objects.filter(kind=kind) if kind else Tag.objects.all()
    rows = [tag for tag in tags.order_by("kind", "folded", "id") if tag.pk in counts]
    order = list(TagKind)
    groups = [
        TagGroup(TagKind(name), kind_heading(TagKind(name)), [TagCount(t, counts[t.pk]) for t in g])
        for name, g in groupby(rows, key=lambda tag: tag.kind)
    ]
    return sorted(groups, key=lambda group: order.index(group.kind))


def genre_counts() -> list[TagCount]:
    """Return the genres that published films have, the most frequent first; one query."""
    rows = (
        film_tags_in_use()
        .filter(tag__kind=TagKind.GENRE)
        .values_list("tag__name", "tag__slug")
        .annotate(count=Count("film"))
        .order_by("-count", "tag__folded")
    )
    return [
        TagCount(Tag(kind=TagKind.GENRE, name=name, slug=slug), count) for name, slug, count in rows
    ]


def kind_heading(kind: TagKind) -> str:
    """Return what a list of such tags is called."""
    return {
        TagKind.GENRE: gettext("Genres"),
        TagKind.MOOD: gettext("Moods"),
        TagKind.THEME: gettext("Themes"),
        TagKind.AUDIENCE: gettext("Who would enjoy it"),
        TagKind.WARNING: gettext("Content warnings"),
        TagKind.COUNTRY: gettext("Countries"),
        TagKind.LANGUAGE: gettext("Languages"),
        TagKind.COMPANY: gettext("Companies"),
        TagKind.AWARD: pgettext("heading", "Awards"),
    }[kind]


class TagPage:
    """A tag's landing page: its introduction and a page of its films, A to Z."""

    def __init__(self, tag: Tag, data: QueryDict) -> None:
        self.tag = tag
        films = self._films().for_card().order_by("sort_key", "id")
        self.listing: Listing = list_page(films, data)

    def _films(self) -> FilmQuerySet:
        rows: Any
        if self.tag.kind == TagKind.AWARD:
            rows = awards_in_use().filter(body=self.tag)
        else:
            rows = film_tags_in_use().filter(tag=self.tag)
        return Film.objects.published().filter(pk__in=rows.values("film"))

    @property
    def heading(self) -> str:
        return kind_heading(TagKind(self.tag.kind))

    @cached_property
    def introduction(self) -> Prose:
        return render(self.tag.introduction)

    @property
    def description(self) -> str:
        """A sentence or two for search engines."""
        return plain(self.tag.introduction)[:300]

    @cached_property
    def films(self) -> list[TaggedFilm]:
        remarks = self._remarks([film.pk for film in self.listing.rows])
        return [TaggedFilm(film, "; ".join(remarks[film.pk])) for film in self.listing.rows]

    def _remarks(self, films: list[int]) -> dict[int, list[str]]:
        remarks: dict[int, list[str]] = defaultdict(list)
        if self.tag.kind == TagKind.AWARD:
            for award in Award.objects.filter(body=self.tag, film__in=films):
                remarks[award.film_id].append(_award_words(award))
        elif self.tag.kind == TagKind.WARNING:
            for row in FilmTag.objects.filter(tag=self.tag, film__in=films):
                words = filter(None, [row.get_level_display(), row.detail])
                remarks[row.film_id].append(": ".join(words))
        return remarks


def _award_words(award: Award) -> str:
    won = pgettext("award", "won") if award.won else pgettext("award", "nominated")
    words = ", ".join(filter(None, [award.category, str(award.year or "")]))
    return f"{words} ({won})" if words else won
