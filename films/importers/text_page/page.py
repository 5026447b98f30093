"""A whole text page, read into a film document."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from films.importers.text_page import sections
from films.importers.text_page.figures import read_year
from films.importers.text_page.headings import (
    Heading,
    Section,
    read_bare_heading,
    read_heading,
    title_of,
)
from films.importers.text_page.lines import Entry, read_entries
from films.importers.text_page.normal import normal_line, normal_page
from films.importers.text_page.overview import read_box_office, read_overview
from films.importers.text_page.part import text_part
from films.importers.text_page.reviews import read_reviews
from films.proofing.page_headings import inconsistent_headings

_SectionReader = Callable[[list[Entry], dict], list[Entry]]

_READERS: dict[Section, _SectionReader] = {
    Section.OVERVIEW: read_overview,
    Section.BADLY: sections.read_badly,
    Section.SYNOPSIS: sections.read_markdown("synopsis"),
    Section.ENDING: sections.read_markdown("ending"),
    Section.CAST: sections.read_cast_list,
    Section.QUOTES: sections.read_quotes,
    Section.BOX: read_box_office,
    Section.REVIEWS: read_reviews,
    Section.TRIVIA: sections.read_trivia_list,
    Section.WATCH: sections.read_watch,
    Section.SIMILAR: sections.read_similar_films,
    Section.PRODUCTS: sections.read_products,
    Section.SOUNDTRACK: sections.read_soundtrack,
    Section.FAQ: sections.read_faq,
    Section.BONUS: sections.read_bonus,
    Section.RATE: sections.read_rate,
}
_YEAR_AT_END = re.compile(r"^(?P<title>.+?)[\s(]+(?P<year>[0-9]{4})\)?$")


@dataclass(frozen=True)
class UnreadLine:
    """A line that was not understood."""

    number: int
    text: str


@dataclass(frozen=True)
class Parsed:
    """What a text page says: a film document, and the lines left over (also in its notes).

    ``remarks`` are for whoever wrote the text: what the import mends by itself.
    """

    document: dict
    unread: list[UnreadLine]
    sections: dict[str, int]  # how many entries stand in each section that was found
    remarks: list[str] = field(default_factory=list)


def parse(text: str, *, title: str = "", year: int | None = None, filename: str = "") -> Parsed:
    """Read a text page. The title given wins over the headings' and those over the file's name.

    Never fails: a text that is no film page comes back with no sections and all lines unread.
    """
    lines = normal_page(text).split("\n")
    found = _headings(lines)
    document, unread, counts = _read_sections(lines, found)
    named, named_year = _from_filename(filename)
    document["title"] = title or title_of(list(found.values())) or named
    document["year"] = year or document.get("year") or named_year
    left = [UnreadLine(*raw) for entry in unread for raw in entry.raw]
    left.sort(key=lambda line: line.number)
    part = text_part(document)
    if left:
        part["notes"] = "\n".join(f"Line {line.number}: {line.text.strip()}" for line in left)
    return Parsed(part, left, counts, inconsistent_headings("\n".join(lines)))


def _headings(lines: list[str]) -> dict[int, Heading]:
    """Return the headings by line; those without a picture only where no line has one."""
    for read in (read_heading, read_bare_heading):
        found = {
            at: heading
            for at, line in enumerate(lines)
            if line and not line[0].isspace() and (heading := read(line))
        }
        if found:
            return found
    return {}


def _read_sections(
    lines: list[str], found: dict[int, Heading]
) -> tuple[dict, list[Entry], dict[str, int]]:
    document: dict = {}
    starts = [*found, len(lines)]
    unread = read_entries(lines[: starts[0]])
    gathered: dict[Section, list[Entry]] = {}
    for start, end in pairwise(starts):
        entries = read_entries(lines[start + 1 : end], start + 2)
        gathered.setdefault(found[start].section, []).extend(entries)
    for section, entries in gathered.items():
        unread += _READERS[section](entries, document)
    return document, unread, {str(section): len(entries) for section, entries in gathered.items()}


def _from_filename(filename: str) -> tuple[str, int | None]:
    """Return the title and year that "the-sessions-2012.txt" names."""
    stem = re.split(r"[/\\]", filename)[-1].rpartition(".")
    words = normal_line(re.sub(r"[-_]+", " ", stem[0] or stem[2]))
    match = _YEAR_AT_END.match(words)
    year = read_year(match["year"]) if match else None
    words = match["title"] if match and year else words
    return words.title() if words.islower() else words, year
