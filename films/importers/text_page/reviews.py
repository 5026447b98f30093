"""The Reviews section: parts without a mark, each under a line of its own."""

import re
from collections.abc import Callable
from enum import StrEnum

from films.importers.text_page.lines import Entry, unfold
from films.importers.text_page.normal import normal_prose
from films.importers.text_page.rows import (
    read_audience,
    read_award,
    read_press_review,
    read_reaction,
    read_warning,
)


class Part(StrEnum):
    """What stands under one line of its own."""

    PERSONAL = "personal"
    AUDIENCE = "audience"
    WARNINGS = "warnings"
    PRESS = "press"
    REACTIONS = "reactions"
    AWARDS = "awards"


_PARTS = {
    "personal review": Part.PERSONAL,
    "who would enjoy": Part.AUDIENCE,
    "content warnings": Part.WARNINGS,
    "professional reviews": Part.PRESS,
    "audience reactions": Part.REACTIONS,
    "awards": Part.AWARDS,
}
_READERS: dict[Part, tuple[str, Callable[[str], dict | None]]] = {
    Part.AUDIENCE: ("tags", read_audience),
    Part.WARNINGS: ("tags", read_warning),
    Part.PRESS: ("press_reviews", read_press_review),
    Part.REACTIONS: ("audience_reactions", read_reaction),
    Part.AWARDS: ("awards", read_award),
}
_CONSENSUS = re.compile(r"Overall Consensus:\s+(.+)", re.DOTALL)
_RATING = re.compile(r"Rating: (10|[1-9])/10")
# Pictures around the words, as in "Content warnings ⚠:".
_DECORATION = re.compile(r"^[^\w“”\"(\\]+|[^\w“”\")]+$")


def part_of(entry: Entry) -> Part | None:
    """Return the part of the reviews that an entry opens, if it does."""
    if entry.literal or len(entry.text) > 60 or "\\" in entry.text:
        return None
    part = _PARTS.get(_DECORATION.sub("", entry.text).casefold())
    is_list = part in (Part.AUDIENCE, Part.WARNINGS)
    return part if (is_list and entry.text.endswith(":")) or not (is_list or entry.bullet) else None


def is_row(entry: Entry) -> bool:
    """Whether an entry is one of its part's rows, no line that stands for itself."""
    return not part_of(entry) and not _single(entry)


def read_reviews(entries: list[Entry], document: dict) -> list[Entry]:
    """Read the reviews into the document; return the entries not understood."""
    unread: list[Entry] = []
    personal: list[Entry] = []
    part = Part.PERSONAL
    for entry in entries:
        if opened := part_of(entry):
            part = opened
        elif single := _single(entry):
            name, words = single
            document[name] = int(words) if name == "personal_rating" else normal_prose(words)
        elif part == Part.PERSONAL:
            personal.append(entry)
        elif not _read_row(part, entry, document):
            unread.append(entry)
    document["personal_review"] = normal_prose(unfold(personal))
    return unread


def _single(entry: Entry) -> tuple[str, str] | None:
    """Return field and words of what is one line wherever it stands: our rating, the consensus."""
    if entry.literal:
        return None
    rating = _RATING.fullmatch(entry.text) if entry.bullet else None
    if rating:
        return "personal_rating", rating[1]
    consensus = _CONSENSUS.fullmatch(entry.text) if not entry.bullet else None
    return ("consensus", consensus[1]) if consensus else None


def _read_row(part: Part, entry: Entry, document: dict) -> bool:
    name, read = _READERS[part]
    row = read(entry.text)
    if row:
        document.setdefault(name, []).append(row)
    return bool(row)
