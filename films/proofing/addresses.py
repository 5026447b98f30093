"""Every outbound address of a page, with its place."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from films.proofing.faults import Document, rows_of
from films.proofing.texts import texts_of

_LISTS = ("scores", "press_reviews", "offers", "products", "tracks")
_IN_TEXT = re.compile(r"https?://[^\s<>()\[\]\"“”«»]+(?:\([^\s<>()]*\)[^\s<>()\[\]\"“”«»]*)*")


class Address(NamedTuple):
    """An address and where it stands."""

    url: str
    field: str
    rows: str = ""
    row: int | None = None


def addresses_of(document: Document) -> Iterator[Address]:
    """Return the addresses of a page: those of its rows, and those in its texts."""
    for rows in _LISTS:
        for row, entry in rows_of(document, rows):
            if url := entry.get("url"):
                yield Address(url, "url", rows, row)
    for text in texts_of(document):
        if text.is_markdown:
            for match in _IN_TEXT.finditer(text.words):
                yield Address(match[0].rstrip(".,;:!?"), text.field, text.rows, text.row)
