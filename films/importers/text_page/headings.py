"""Headings of a text page: which section a line opens, and the title it may name."""

import re
from enum import StrEnum
from typing import NamedTuple


class Section(StrEnum):
    """The sections of a page, in its order."""

    OVERVIEW = "overview"
    BADLY = "badly_explained"
    SYNOPSIS = "synopsis"
    ENDING = "ending"
    CAST = "cast"
    QUOTES = "quotes"
    BOX = "box_office"
    REVIEWS = "reviews"
    TRIVIA = "trivia"
    WATCH = "watch"
    SIMILAR = "similar"
    PRODUCTS = "products"
    SOUNDTRACK = "soundtrack"
    FAQ = "faq"
    BONUS = "bonus"
    RATE = "rate"


class Heading(NamedTuple):
    """A line that opens a section; the title is "" where it names none."""

    section: Section
    title: str


# Section, mark, and what a heading may say; group "t" is the film's title. In the page's order.
_FORMS = [
    (Section.OVERVIEW, "🎯", r"(?:quick )?overview"),
    (Section.BADLY, "😅", r"plot summary\s*[–—:-]\s*badly explained"),
    (Section.SYNOPSIS, "🍿", r"(?:(?P<t>.*):\s+)?(?:detailed )?plot synopsis"),
    (Section.ENDING, "⚠", r"spoilers(?: (?:and|&) ending explained)?|ending explained"),
    (Section.CAST, "🎬", r"cast(?: (?:&|and) characters)?"),
    (Section.QUOTES, "💬", r"(?:memorable )?quotes"),
    (Section.BOX, "💰", r"box office"),
    (Section.REVIEWS, "💥", r"(?:(?P<t>.*) )?reviews"),
    (Section.TRIVIA, "🛠", r"behind the scenes"),
    (Section.WATCH, "🖥", r"(?:how|where) to watch(?: (?P<t>.*?))??\??"),
    (Section.SIMILAR, "🎥", r"similar (?:movies|films)"),
    (Section.PRODUCTS, "🛒", r"(?:(?P<t>.*) )?related products"),
    (Section.SOUNDTRACK, "🎧", r"soundtrack"),
    (Section.FAQ, "🤨", r"faqs?"),
    (Section.BONUS, "🔥", r"bonus(?: content)?"),
    (Section.RATE, "✨", r"rate(?: it)?"),
]
FORMS = [(section, mark, re.compile(form, re.IGNORECASE)) for section, mark, form in _FORMS]
# Parts of the reviews, which stand there without a mark; some pages give them one.
PARTS = re.compile(
    r"personal review|professional reviews|audience reactions|awards|overall consensus\b.*",
    re.IGNORECASE,
)
_VARIATION = "\N{VARIATION SELECTOR-16}"
# Any other picture in front: symbols, their selectors and joiners.
_PICTURE = re.compile(r"[\u2190-\u2bff\u3030\U0001f000-\U0001faff\u200d\u20e3\ufe0e\ufe0f]+\s*")
_TITLE_ORDER = (Section.REVIEWS, Section.SYNOPSIS, Section.WATCH, Section.PRODUCTS)


def read_heading(line: str) -> Heading | None:
    """Return the heading that a line is: a mark, known or not, and words that open a section."""
    bare = line.strip()
    for section, mark, form in FORMS:
        if bare.startswith(mark):
            words = bare[len(mark) :].removeprefix(_VARIATION).strip()
            if match := form.fullmatch(words):
                return _heading(section, match)
    picture = _PICTURE.match(bare)
    return read_bare_heading(bare[picture.end() :]) if picture else None


def read_bare_heading(line: str) -> Heading | None:
    """Return the heading of a page that was copied without its pictures."""
    bare = line.strip()
    if PARTS.fullmatch(bare):
        return None
    matches = ((section, form.fullmatch(bare)) for section, _, form in FORMS)
    return next((_heading(section, match) for section, match in matches if match), None)


def _heading(section: Section, match: re.Match[str]) -> Heading:
    return Heading(section, match.groupdict().get("t") or "")


def title_of(headings: list[Heading]) -> str:
    """Return the film's title as the headings name it, or ""."""
    named = {heading.section: heading.title for heading in reversed(headings) if heading.title}
    return next((named[section] for section in _TITLE_ORDER if section in named), "")
