"""Pages for the proofreader: a clean one, and that page with something changed."""

import datetime
from typing import Any

from films.proofing.faults import CHECKS, Context, Fault
from films.proofing.reading import proofread

TODAY = datetime.date(2026, 11, 22)
CONTEXT = Context(
    today=TODAY,
    closed=frozenset({"Google Play Movies", "Lantern"}),
    linked=frozenset({"Apple TV", "Internet Archive", "Apple Music"}),
)
POSTER = {"file": "media/lamp.webp", "alt": "A lamp above a rock"}


def page(**changes: Any) -> dict[str, Any]:
    """A page without a fault; what is given takes the place of its own, None takes it out."""
    document = {
        "marquee": 1,
        "title": "The Lamp",
        "year": 1931,
        "logline": "A keeper who trusts barometers more than people gets a visitor.",
        "synopsis": "### The rock\n\nEvery autumn a boat comes.\n\n### The visitor\n\nA man.",
        "ending": "She wrote the letter herself.",
        "poster": POSTER,
        "credits": [
            {"person": {"name": "Ida Sorel"}, "job": "director"},
            {"person": {"name": "Ida Sorel"}, "job": "writer"},
            {"person": {"name": "Greta Lindqvist"}, "job": "actor", "character": "Marthe"},
            {"person": {"name": "Paul Arnaud"}, "job": "actor", "character": "The Clockmaker"},
        ],
    }
    return {name: value for name, value in (document | changes).items() if value is not None}


def faults(document: dict[str, Any], context: Context = CONTEXT) -> list[Fault]:
    return proofread(document, context)


def found(code: str, context: Context = CONTEXT, /, **changes: Any) -> list[tuple[Any, ...]]:
    """Return where one check finds something in a changed page: field, list, row."""
    check = CHECKS[code]
    return [(it.field, it.rows, it.row) for it in check.find(page(**changes), context)]


def words_of(code: str, **changes: Any) -> list[str]:
    """Return the sentences of one check over a changed page."""
    return [it.words for it in CHECKS[code].find(page(**changes), CONTEXT)]
