"""Where our pages point to: every address elsewhere, and the places in which it stands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from films.choices import FilmStatus
from films.models import (
    Collection,
    Faq,
    Film,
    Offer,
    PageBlock,
    Person,
    PressReview,
    Product,
    Provider,
    Score,
    Tag,
    Track,
    Trivia,
)

LONGEST = 500  # characters, as an address in a field of its own
_MOST_ASKED = 500  # values in one query
_IN_TEXT = re.compile(r"https?://[^\s<>()\[\]\"“”«»]+(?:\([^\s<>()]*\)[^\s<>()\[\]\"“”«»]*)*")
_CLOSING = ".,;:!?*_'’"


@dataclass(frozen=True)
class Source:
    """A column in which addresses stand: nothing else, or among the words of a text."""

    model: type[models.Model]
    column: str
    is_text: bool = False

    def rows(self) -> Any:
        """Return the rows that hold an address here; not those of archived films."""
        rows = self.model._default_manager.order_by()
        held = {f"{self.column}__contains": "://"} if self.is_text else {f"{self.column}__gt": ""}
        rows = rows.filter(**held)
        if self.model is Film:
            return rows.exclude(status=FilmStatus.ARCHIVED)
        if issubclass(self.model, PageBlock):
            return rows.exclude(film__status=FilmStatus.ARCHIVED)
        return rows

    def urls_in(self, value: str) -> list[str]:
        """Return the addresses that a value of the column holds, each once."""
        found = urls_in(value) if self.is_text else [value]
        return [url for url in found if len(url) <= LONGEST]


SOURCES = (
    *(Source(model, "url") for model in (Score, PressReview, Offer, Product, Track, Provider)),
    *(
        Source(Film, column, is_text=True)
        for column in ("synopsis", "ending", "personal_review", "watch_note", "soundtrack_note")
    ),
    Source(Trivia, "text", is_text=True),
    Source(Trivia, "source", is_text=True),
    Source(Faq, "answer", is_text=True),
    Source(Person, "biography", is_text=True),
    Source(Tag, "introduction", is_text=True),
    Source(Collection, "introduction", is_text=True),
)


@dataclass(frozen=True)
class Place:
    """One place in which an address stands: in a row of a film, or in something of its own."""

    source: Source
    row: Any

    @property
    def thing(self) -> Any:
        """What an editor opens to change it: the page of a film, a person, a service …"""
        if isinstance(self.row, PageBlock):
            return self.row.film.main  # type: ignore[attr-defined]
        return self.row.main if isinstance(self.row, Film) else self.row

    @property
    def is_copy(self) -> bool:
        """Whether it stands in a working copy, not on a page that visitors see."""
        film = getattr(self.row, "film", self.row)
        return isinstance(film, Film) and film.draft_of_id is not None

    @property
    def label(self) -> str:
        """The name of the section, or of the field."""
        if isinstance(self.row, PageBlock):
            return str(self.row._meta.verbose_name_plural)
        column: Any = self.source.model._meta.get_field(self.source.column)
        return str(column.verbose_name)


def urls_in(text: str) -> list[str]:
    """Return the addresses that stand in a text, each once, in their order."""
    found = (match[0].rstrip(_CLOSING) for match in _IN_TEXT.finditer(text))
    return list(dict.fromkeys(found))


def replaced_in(text: str, old: str, new: str) -> str:
    """Return a text with one address in the place of another; longer ones that begin so stay."""

    def replaced(match: re.Match[str]) -> str:
        url = match[0].rstrip(_CLOSING)
        return new + match[0][len(url) :] if url == old else match[0]

    return _IN_TEXT.sub(replaced, text)


def iter_urls() -> Iterator[str]:
    """Return every address of every page, as often as it stands there; one query a column."""
    for source in SOURCES:
        for value in source.rows().values_list(source.column, flat=True).iterator(2_000):
            yield from source.urls_in(value)


def places_of(url: str, *, most: int = 10_000) -> list[Place]:
    """Return the places of one address, a query a column; texts are searched from end to end."""
    places: list[Place] = []
    for source in SOURCES:
        wanted = {f"{source.column}__contains" if source.is_text else source.column: url}
        rows = _with_film(source.rows().filter(**wanted).order_by("pk"), source.model)
        held = (row for row in rows if url in source.urls_in(getattr(row, source.column)))
        places += (Place(source, row) for row in held)
        if len(places) >= most:
            return places[:most]
    return places


def _with_film(rows: Any, model: type[models.Model]) -> Any:
    if model is Film:
        return rows.select_related("draft_of")
    return rows.select_related("film__draft_of") if issubclass(model, PageBlock) else rows


def urls_of_film(film: Film) -> list[str]:
    """Return the addresses in the rows and texts of one film, each once; a query a column."""
    found: list[str] = []
    for source in SOURCES:
        if source.model is Film:
            found += source.urls_in(getattr(film, source.column))
        elif issubclass(source.model, PageBlock):
            manager: Any = source.model._default_manager
            for value in manager.filter(film=film).values_list(source.column, flat=True):
                found += source.urls_in(value) if value else []
    return list(dict.fromkeys(found))


def in_parts(values: Iterable[str]) -> Iterator[list[str]]:
    """Return the values, each once, in lists short enough for one query each."""
    ordered = sorted({value for value in values if value})
    for start in range(0, len(ordered), _MOST_ASKED):
        yield ordered[start : start + _MOST_ASKED]
