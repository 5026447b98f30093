"""The sections of a film page in their order: anchor, mark, heading, and when one is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from films.markdown import Heading

# The page that is asked is a FilmPage; its module imports this one, so it cannot be named here.
Page = Any


@dataclass(frozen=True)
class Section:
    """One section: a block of the page under its own heading, or no trace of it."""

    anchor: str
    mark: str
    heading: str | Promise
    has_content: Callable[[Page], object]
    is_half: bool = False  # may stand beside another one on a wide screen
    subheadings: Callable[[Page], tuple[Heading, ...]] = lambda _page: ()

    @property
    def template(self) -> str:
        """The template that prints what stands below the heading."""
        return f"films/blocks/_{self.anchor.replace('-', '_')}.html"


SECTIONS = (
    Section("overview", "🎯", _("Quick overview"), lambda page: page.facts),
    Section(
        "badly", "😅", _("Plot summary, badly explained"), lambda page: page.film.badly_explained
    ),
    Section(
        "synopsis",
        "🍿",
        _("Detailed plot synopsis"),
        lambda page: page.synopsis,
        subheadings=lambda page: page.synopsis.headings,
    ),
    Section("ending", "⚠️", _("Spoilers and ending explained"), lambda page: page.ending),
    Section("cast", "🎬", _("Cast and characters"), lambda page: page.cast or page.crew),
    Section("quotes", "💬", _("Memorable quotes"), lambda page: page.quotes),
    Section("box-office", "💰", _("Box office"), lambda page: page.box_office),
    Section("reviews", "💥", _("Reviews"), lambda page: page.has_reviews),
    Section("behind", "🛠️", _("Behind the scenes"), lambda page: page.trivia, is_half=True),
    Section(
        "watch",
        "🖥️",
        _("How to watch"),
        lambda page: page.watch_note or page.watching,
        is_half=True,
    ),
    Section("similar", "🎥", _("Similar films"), lambda page: page.similar),
    Section("products", "🛒", _("Related products"), lambda page: page.products, is_half=True),
    Section(
        "soundtrack",
        "🎧",
        _("Soundtrack"),
        lambda page: page.soundtrack_note or page.tracks or page.listening,
        is_half=True,
    ),
    Section("faq", "🤨", _("FAQ"), lambda page: page.questions, is_half=True),
    Section("bonus", "🔥", _("Bonus"), lambda page: page.bonus or page.stills, is_half=True),
    Section("rate", "✨", _("Rate"), lambda _page: True),
)


@dataclass(frozen=True)
class Entry:
    """A line of the page's contents; a sub-heading has no mark."""

    anchor: str
    words: str | Promise
    mark: str = ""


def shown_sections(page: Page) -> tuple[Section, ...]:
    """Return the sections that have something to show."""
    return tuple(section for section in SECTIONS if section.has_content(page))


def list_contents(page: Page) -> tuple[Entry, ...]:
    """Return the page's contents: every shown section, sub-headings below their section."""
    found: list[Entry] = []
    for section in page.sections:
        found.append(Entry(section.anchor, section.heading, section.mark))
        found += [Entry(heading.anchor, heading.text) for heading in section.subheadings(page)]
    return tuple(found)
