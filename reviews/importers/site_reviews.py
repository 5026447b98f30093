"""The CSV file that WordPress's plugin Site Reviews exports, and the one that we write ourselves.

Columns as the plugin 8.x writes them (github.com/pryley/site-reviews, ExportManager.php): date,
date_gmt, title, content, rating, name, email, is_approved, is_pinned, terms, assigned_posts and
response are read. Never read: ip_address, avatar and geolocation, which are nobody's business; the
numbers of posts, categories and users of the other site; the fields of other plugins.
"""

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.choices import ReviewStatus
from reviews.importers import incoming
from reviews.importers.film_finder import FilmFinder
from reviews.importers.incoming import Incoming, RowError
from reviews.importers.tables import Row, read_table

REQUIRED = ("date", "rating", "assigned_posts")
# What makes a review the same one when the file comes again.
STABLE = ("date", "rating", "title", "content", "name")
YES = {"1", "true", "yes"}
NO = {"0", "false", "no", ""}

_RATING = re.compile(r"([0-5])(?:[.,](?:(5)0*|0+))?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?", re.ASCII)
_PARAGRAPH_ENDS = re.compile(r"<br\s*/?>|</(?:p|div|li|blockquote)>", re.IGNORECASE)
_TAGS = re.compile(r"<!--.*?-->|</?[a-z][^<>]*>", re.IGNORECASE | re.DOTALL)


def rows(path: Path, encoding: str) -> Iterator[Row]:
    """Yield the rows of the file; raises ImportRefused for what is no such file."""
    return read_table(path, encoding, required=REQUIRED)


def read(row: Row, finder: FilmFinder) -> Incoming:
    """Return the review that a row holds; raises RowError.

    Nothing is assumed: who did not agree, or was not asked, is not said to have agreed.
    """
    cells = row.cells
    is_ours = "public_id" in cells
    given_at = _moment(cells)
    film_id = incoming.film_of(cells["assigned_posts"], finder)
    text = str if is_ours else _without_markup
    review = incoming.imported(
        status=_status(cells),
        given_at=given_at,
        film_id=film_id,
        score=_score(cells["rating"]),
        title=text(cells.get("title", "")),
        body=text(cells.get("content", "")),
        display_name=text(cells.get("name", "")),
        contains_spoilers=_is_yes(cells, "contains_spoilers"),
        import_key=incoming.import_key(film_id, {name: cells.get(name, "") for name in STABLE}),
        featured_at=given_at if _is_yes(cells, "is_pinned") else None,
        consent_at=given_at if _is_yes(cells, "terms") else None,
    )
    if cells.get("public_id"):
        review.public_id = cells["public_id"]
    incoming.prepare(review)
    return Incoming(
        line=row.line,
        review=review,
        reply=incoming.reply(text(cells.get("response", "")), at=given_at),
        email=incoming.email(cells.get("email", "")),
    )


def _status(cells: dict[str, str]) -> str:
    """Our own file says more than approved or not."""
    said = ReviewStatus.PUBLISHED if _is_yes(cells, "is_approved") else ReviewStatus.PENDING
    return cells.get("status", "") or said


def _score(rating: str) -> int | None:
    """Half stars of a rating in stars; the plugin's 0 means that none was given."""
    match = _RATING.fullmatch(rating) if rating else None
    score = 2 * int(match[1]) + bool(match[2]) if match else 0
    if score > 10 or (rating and not match):
        raise RowError(_("“%(rating)s” is no rating of 1 to 5 stars") % {"rating": rating[:20]})
    return score or None


def _is_yes(cells: dict[str, str], name: str) -> bool:
    value = cells.get(name, "").lower()
    if value not in YES | NO:
        raise RowError(
            _("“%(value)s” in the column %(name)s is neither 1 nor 0")
            % {"value": value[:20], "name": name}
        )
    return value in YES


def _moment(cells: dict[str, str]) -> datetime:
    """When the review was given. WordPress leaves date_gmt at zeros until a review is approved."""
    gmt = cells.get("date_gmt", "")
    if gmt and not gmt.startswith("0000"):
        moment = _parsed(gmt).replace(tzinfo=UTC)
    else:
        moment = timezone.make_aware(_parsed(cells["date"]))
    if moment > timezone.now():
        raise RowError(_("its date lies ahead: %(date)s") % {"date": cells["date"]})
    return moment


def _parsed(date: str) -> datetime:
    try:
        if _DATE.fullmatch(date):
            return datetime.fromisoformat(date)
    except ValueError:
        pass  # the 31st of February
    raise RowError(_("“%(date)s” is no date like 2026-05-12 18:00:00") % {"date": date[:30]})


def _without_markup(text: str) -> str:
    """Plain text of what WordPress keeps as HTML; a lone "<" stays."""
    return html.unescape(_TAGS.sub("", _PARAGRAPH_ENDS.sub("\n", text)))
