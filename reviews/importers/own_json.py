"""The JSON file that export_reviews writes: one review a line between a first and a last one.

A review that carries our seal, unchanged, comes back as it was: a visitor's score counts again. Any
other one is an import like those of another site, and never counts; whoever can write such a file
must not be able to make votes with it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from films.importers.reading import ImportRefused
from reviews import review_document
from reviews.choices import ReviewStatus
from reviews.importers import incoming
from reviews.importers.film_finder import FilmFinder
from reviews.importers.incoming import Incoming, RowError
from reviews.importers.tables import open_file, read_lines
from reviews.models import Review, ReviewReply
from reviews.review_document import DocumentError

MARK = "marquee_reviews"
LAST_LINE = "]}"


@dataclass(frozen=True)
class Line:
    """One review of the file, and where it stands."""

    line: int
    document: dict[str, Any]


def first_line(**said: Any) -> str:
    """The line before the reviews: what the file is, and what else there is to say of it."""
    return json.dumps({MARK: review_document.FORMAT, **said})[:-1] + ', "reviews": ['


def rows(path: Path) -> Iterator[Line]:
    """Yield the reviews of the file; raises ImportRefused for what is no such file."""
    with open_file(path) as file:
        lines = enumerate(read_lines(file), 1)
        _check_first(next(lines, (1, ""))[1])
        for number, line in lines:
            if line.strip() == LAST_LINE:
                return
            yield Line(number, _parsed(line, number))
    raise ImportRefused(_("The file is cut off: its last line is missing."))


def read(row: Line, finder: FilmFinder) -> Incoming:
    """Return the review that a line holds; raises RowError."""
    try:
        review = review_document.load(row.document)
        reply = _reply(row.document)
        film_id = _film(row.document, finder)
    except DocumentError as error:
        raise RowError(str(error)) from None
    if not review_document.is_ours(row.document):
        review = _as_import(review)
    elif review.status == ReviewStatus.PENDING:
        incoming.let_wait(review)
    review.film_id = film_id
    incoming.prepare(review)
    return Incoming(row.line, review, reply)


def _check_first(line: str) -> None:
    try:
        said = json.loads(line.strip() + LAST_LINE)
        found = said.get(MARK)
    except (ValueError, AttributeError, RecursionError):
        found = None
    if found != review_document.FORMAT:
        raise ImportRefused(_("This is neither CSV nor a file that export_reviews wrote."))


def _parsed(line: str, number: int) -> dict[str, Any]:
    try:
        document = json.loads(line.strip().removesuffix(","))
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise ImportRefused(
            _("Line %(line)d: this is no review; each must stand in a line of its own.")
            % {"line": number}
        )
    return document


def _film(document: dict[str, Any], finder: FilmFinder) -> int:
    said = document.get("film")
    film = said if isinstance(said, dict) else {}
    names = [review_document.text_of(film, name) for name in ("slug", "imdb_id", "title")]
    found = next(filter(None, map(finder.find, filter(None, names))), None)
    return found or incoming.film_of(names[0] or names[2], finder)


def _reply(document: dict[str, Any]) -> ReviewReply | None:
    said = document.get("reply")
    answer = said if isinstance(said, dict) else {}
    at = review_document.date_of(answer, "created_at")
    return incoming.reply(
        review_document.text_of(answer, "text"),
        at=at or timezone.now(),
        edited_at=review_document.date_of(answer, "edited_at"),
    )


def _as_import(review: Review) -> Review:
    """What is believed of a file that anybody may have written."""
    return incoming.imported(
        status=review.status,
        given_at=review.published_at or review.created_at,
        public_id=review.public_id,
        score=review.score,
        title=review.title,
        body=review.body,
        display_name=review.display_name,
        contains_spoilers=review.contains_spoilers,
        featured_at=review.featured_at,
        consent_at=review.consent_at,
    )
