"""A film document as people know it: its sections in the order of the page, and its rows.

The sections of the form (films/admin/film_tabs.py) are the same; a test holds them together.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from films.choices import Job, TagKind
from films.document_fields import BLOCKS, label_of
from films.row_pairs import Key, Row


@dataclass(frozen=True)
class Part:
    """Rows that stand together in the form: a list of the document, or some of its rows."""

    name: str
    block: str
    label: str | Promise = ""
    holds: Callable[[Row], bool] = lambda _row: True

    @property
    def title(self) -> str:
        """What people call these rows."""
        return str(self.label) or label_of(self.block)


@dataclass(frozen=True)
class Section:
    """A section of the page: its own fields, then its rows."""

    anchor: str
    title: str | Promise
    fields: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


def _is_warning(row: Row) -> bool:
    return row.get("kind") == TagKind.WARNING


def _is_cast(row: Row) -> bool:
    return row.get("job") == Job.ACTOR


SECTIONS = (
    Section(
        "head",
        _("Head"),
        (
            *("title", "original_title", "sort_title", "year", "released", "runtime", "slug"),
            *("logline", "certificates", "poster", "backdrop"),
            *("poster_palette", "poster_variant", "poster_motif"),
        ),
    ),
    Section(
        "overview",
        _("Overview"),
        parts=(
            Part("tags", "tags", holds=lambda row: not _is_warning(row)),
            Part("warnings", "tags", _("content warnings"), _is_warning),
            Part("crew", "credits", _("crew"), lambda row: not _is_cast(row)),
            Part("scores", "scores"),
        ),
    ),
    Section("badly", _("Badly explained"), ("badly_explained",)),
    Section("synopsis", _("Synopsis"), ("synopsis",)),
    Section("ending", _("Ending"), ("ending",)),
    Section("cast", _("Cast"), parts=(Part("cast", "credits", _("cast"), _is_cast),)),
    Section("quotes", _("Quotes"), parts=(Part("quotes", "quotes"),)),
    Section(
        "box-office", _("Box office"), ("currency", "budget", "gross_domestic", "gross_worldwide")
    ),
    Section(
        "reviews",
        _("Reviews"),
        ("personal_review", "personal_rating", "consensus"),
        (
            Part("press_reviews", "press_reviews"),
            Part("audience_reactions", "audience_reactions"),
            Part("awards", "awards"),
        ),
    ),
    Section("behind", _("Trivia"), parts=(Part("trivia", "trivia"),)),
    Section("watch", _("How to watch"), ("watch_note",), (Part("offers", "offers"),)),
    Section("similar", _("Similar films"), parts=(Part("similar_films", "similar_films"),)),
    Section("products", _("Products"), parts=(Part("products", "products"),)),
    Section("soundtrack", _("Soundtrack"), ("soundtrack_note",), (Part("tracks", "tracks"),)),
    Section("faq", _("FAQ"), parts=(Part("faqs", "faqs"),)),
    Section(
        "videos", _("Videos and stills"), parts=(Part("videos", "videos"), Part("stills", "stills"))
    ),
    Section(
        "publishing",
        _("Publishing"),
        (
            *("status", "published_at", "seo_title", "seo_description", "also_known_as"),
            *("imdb_id", "tmdb_id", "wikidata_id", "notes"),
        ),
    ),
)


def _by(*names: str) -> Key:
    """Return what knows rows by these fields; a row without the first is known by nothing."""

    def key(row: Row) -> Hashable:
        known = tuple(_known(row.get(name)) for name in names)
        return known if known[0] else None

    return key


def _known(value: Any) -> Hashable:
    if isinstance(value, dict):
        return str(value.get("slug") or value.get("file") or value.get("name"))
    return value.casefold() if isinstance(value, str) else value


# By what the rows of a list are known: the most telling first.
KEYS: dict[str, tuple[Key, ...]] = {
    "tags": (_by("name", "kind"), _by("name")),
    "credits": (
        _by("person", "job", "character"),
        *(_by("person", "job"), _by("character", "job"), _by("person")),
    ),
    "scores": (_by("source"),),
    "videos": (_by("key", "provider"), _by("file"), _by("title", "kind")),
    "quotes": (_by("key"), _by("text")),
    "press_reviews": (
        *(_by("excerpt"), _by("summary"), _by("url")),
        *(_by("publication", "critic"), _by("publication")),
    ),
    "audience_reactions": (_by("claim"),),
    "awards": (
        *(_by("body", "category", "year", "recipient"), _by("body", "category", "year")),
        *(_by("body", "category"), _by("body", "year", "recipient")),
    ),
    "trivia": (_by("text"),),
    "offers": (_by("provider", "access", "region"), _by("provider", "access"), _by("access")),
    "similar_films": (_by("film"), _by("title", "year"), _by("title")),
    "products": (_by("url"), _by("name")),
    "tracks": (_by("title", "artist"), _by("title")),
    "faqs": (_by("question"), _by("answer")),
    "stills": (_by("image"),),
}


def fields_of(block: str) -> tuple[str, ...]:
    """Return the fields of a list's rows as the document names them."""
    columns = BLOCKS[block][1]
    renamed = {"tag": ("kind", "name"), "other": ("film",)}
    return tuple(name for column in columns for name in renamed.get(column, (column,)))


def parts_of(block: str) -> list[Part]:
    """Return the parts that a list of the document falls into."""
    return [part for section in SECTIONS for part in section.parts if part.block == block]
