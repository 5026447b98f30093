"""All words of a page, each with its place."""

from collections.abc import Iterator
from typing import NamedTuple

from films.proofing.faults import Document, Found, rows_of

MARKDOWN = ("synopsis", "ending", "personal_review", "watch_note", "soundtrack_note")
_PLAIN = ("logline", "badly_explained", "consensus", "seo_title", "seo_description")
_ROWS = {
    "tags": ("detail",),
    "credits": ("description",),
    "videos": ("title", "description"),
    "quotes": ("text", "context"),
    "press_reviews": ("excerpt", "summary"),
    "audience_reactions": ("claim", "explanation"),
    "trivia": ("text", "source"),
    "similar_films": ("reason",),
    "products": ("name", "pitch"),
    "tracks": ("title", "note"),
    "faqs": ("question", "answer"),
    "stills": ("caption",),
}
_LONGEST_SHOWN = 60


class Text(NamedTuple):
    """Words of a page and where they stand."""

    words: str
    field: str
    rows: str = ""
    row: int | None = None
    is_markdown: bool = False

    def found(self, sentence: str) -> Found:
        """Return what was found in this text."""
        return Found(sentence, self.field, self.rows, self.row)


def texts_of(document: Document) -> Iterator[Text]:
    """Return every text that visitors read, in the order of the document."""
    for name in (*_PLAIN, *MARKDOWN):
        if words := document.get(name):
            yield Text(words, name, is_markdown=name in MARKDOWN)
    for rows, fields in _ROWS.items():
        for row, entry in rows_of(document, rows):
            for name in fields:
                if words := entry.get(name):
                    yield Text(words, name, rows, row, (rows, name) == ("faqs", "answer"))


def shown(words: str, start: int = 0) -> str:
    """Return a few words from a place of a text on, for a sentence that names it."""
    line = " ".join(words[start : start + 4 * _LONGEST_SHOWN].split()).strip('“”„«»" ')
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1].rstrip() + "…"


def around(words: str, start: int, end: int) -> str:
    """Return a place of a text with the words on both sides of it, whole words only."""
    first = words.rfind(" ", 0, max(0, start - 15)) + 1
    last = words.find(" ", end + 15)
    return " ".join(words[first : last if last != -1 else len(words)].split())[:200]
