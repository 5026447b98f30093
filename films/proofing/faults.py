"""What a check is given, what it finds, and the list of all checks."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import TextChoices

from films.choices import Job

Document = dict[str, Any]


@dataclass(frozen=True)
class Context:
    """What a page cannot say about itself: the day, and what else the guide knows.

    ``pages`` has the address of the page of each (folded title, year) that an unlinked pick names,
    ``links`` what was found at each address that no longer answers.
    """

    today: datetime.date
    stale_after: int = 180  # days
    closed: frozenset[str] = frozenset()  # names of services
    linked: frozenset[str] = frozenset()  # names of services that have an address
    pages: Mapping[tuple[str, int | None], str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)

    def is_stale(self, day: str | None) -> bool:
        """Say whether a date of the document lies further back than the setting allows."""
        if not day:
            return False
        age = self.today - datetime.date.fromisoformat(day)
        return age.days > self.stale_after


class Found(NamedTuple):
    """What one check found: a sentence, and the field that it is about.

    ``rows`` is the document's name of a list and ``row`` the place in it; "" and None for a field
    of the film itself.
    """

    words: str
    field: str
    rows: str = ""
    row: int | None = None


@dataclass(frozen=True)
class Fault:
    """A fault of a page, in the editor's words, with the place where it can be mended.

    ``section`` is the anchor of the form's section. A blocking one stands between the page and
    the public (see films/proofing/gate.py).
    """

    code: str
    words: str
    section: str
    field: str
    rows: str = ""
    row: int | None = None
    is_blocking: bool = False


Finder = Callable[[Document, Context], Iterable[Found]]


class Check(NamedTuple):
    """A check on the list."""

    code: str
    find: Finder
    is_blocking: bool


CHECKS: dict[str, Check] = {}


def check(code: str, *, is_blocking: bool = False) -> Callable[[Finder], Finder]:
    """Put a function on the list of checks, under a code that is nobody else's."""

    def register(find: Finder) -> Finder:
        assert code not in CHECKS, f"two checks are called {code}"
        CHECKS[code] = Check(code, find, is_blocking)
        return find

    return register


# The section of the form in which each field and each list of the document stands.
_SECTIONS = {
    "head": (
        *("title", "original_title", "sort_title", "year", "released", "runtime", "slug"),
        *("logline", "certificates", "poster", "backdrop"),
        *("poster_palette", "poster_variant", "poster_motif"),
    ),
    "overview": ("tags", "credits", "scores"),
    "badly": ("badly_explained",),
    "synopsis": ("synopsis",),
    "ending": ("ending",),
    "quotes": ("quotes",),
    "box-office": ("currency", "budget", "gross_domestic", "gross_worldwide"),
    "reviews": (
        *("personal_review", "personal_rating", "consensus"),
        *("press_reviews", "audience_reactions", "awards"),
    ),
    "behind": ("trivia",),
    "watch": ("watch_note", "offers"),
    "similar": ("similar_films",),
    "products": ("products",),
    "soundtrack": ("soundtrack_note", "tracks"),
    "faq": ("faqs",),
    "videos": ("videos", "stills"),
    "publishing": (
        *("seo_title", "seo_description", "also_known_as"),
        *("imdb_id", "tmdb_id", "wikidata_id", "notes"),
    ),
}
SECTION_OF = {name: section for section, names in _SECTIONS.items() for name in names}


def section_of(document: Document, name: str, row: int | None = None) -> str:
    """Return the section of a field or list; an actor's credit stands in the cast."""
    if name == "credits" and row is not None and document[name][row].get("job") == Job.ACTOR:
        return "cast"
    return SECTION_OF[name]


def rows_of(document: Document, name: str) -> Iterator[tuple[int, Document]]:
    """Return the rows of a list with their places."""
    return enumerate(document.get(name) or [])


def actors(document: Document) -> list[Document]:
    """Return the credits that make up the cast."""
    return [credit for _, credit in rows_of(document, "credits") if credit.get("job") == Job.ACTOR]


def name_of(value: Any) -> str:
    """Return the name of a person, which a document gives as an object or as a bare name."""
    return str(value.get("name") or "") if isinstance(value, dict) else str(value or "")


def label_of(choices: type[TextChoices], value: Any) -> str:
    """Return what people call a value of a closed vocabulary; an unknown one as it is."""
    return str(choices(value).label) if value in choices.values else str(value or "")
