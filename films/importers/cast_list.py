"""A cast list as people paste it, one line a person, taken apart.

“Mark (John Hawkes): a poet”, “John Hawkes … Mark”, “John Hawkes as Mark”, or a bare name.
"""

import re
from dataclasses import dataclass

from films.importers.text_page.rows import read_cast
from films.text import clean, clean_line

MOST_LINES = 500
LONGEST_LINE = 2_000  # characters

_BULLET = re.compile(r"^(?:[-–—•*]|\d{1,3}[.)])\s+")
_DOTS = re.compile(r"(?P<actor>[^\n]+?)(?:\s*(?:\.{2,}|…+|·{2,})\s*|\s*\t\s*| {3,})(?P<part>\S.*)")
_AS = re.compile(r"(?P<actor>[^():]+?)\s+as\s+(?P<part>\S.*)", re.IGNORECASE)
_BARE = re.compile(r"[^\W\d_][^():;,!?\d]{1,79}")
_MOST_WORDS = 6  # of a bare name


@dataclass(frozen=True)
class CastLine:
    """One person of a pasted list, and whom they play."""

    person: str
    character: str = ""
    description: str = ""


def read_cast_list(text: str) -> tuple[list[CastLine], list[str]]:
    """Return the people of a list in its order, and the lines that are no such thing.

    Only the first 500 lines count; the others are returned as not understood.
    """
    lines = [line.strip() for line in clean(text).split("\n") if line.strip()]
    found, unread = [], lines[MOST_LINES:]
    for line in lines[:MOST_LINES]:
        if row := read_line(_BULLET.sub("", line)):
            found.append(row)
        else:
            unread.append(line)
    return found, unread


def read_line(line: str) -> CastLine | None:
    """Return what one line says; None where it names nobody."""
    if len(line) > LONGEST_LINE:
        return None
    if match := _DOTS.fullmatch(line) or _AS.fullmatch(line):
        character, _, description = match["part"].partition(": ")
        return CastLine(clean_line(match["actor"]), clean_line(character), clean_line(description))
    if row := read_cast(line):
        name = row["person"]["name"]
        return CastLine(name, row.get("character", ""), row.get("description", ""))
    is_name = _BARE.fullmatch(line) and len(line.split()) <= _MOST_WORDS
    return CastLine(clean_line(line)) if is_name else None
