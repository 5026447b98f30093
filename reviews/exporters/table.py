"""Reviews as a CSV file for spreadsheets; without addresses, keys and networks.

The columns that WordPress's plugin Site Reviews has too are called as there, so that it and
import_reviews read them.
"""

import csv
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TextIO

from django.utils import timezone

from films import formulas
from reviews.choices import ReviewStatus
from reviews.models import Review

BYTE_ORDER_MARK = "\ufeff"  # by which spreadsheets know UTF-8

COLUMNS: dict[str, Callable[[Review], object]] = {
    "public_id": lambda review: review.public_id,
    "film": lambda review: review.film,
    "assigned_posts": lambda review: f"film:{review.film.slug}" if review.film.slug else "",
    "date": lambda review: _date(timezone.localtime(_shown_at(review))),
    "date_gmt": lambda review: _date(_shown_at(review).astimezone(UTC)),
    "rating": lambda review: f"{review.score / 2:g}" if review.score else "",
    "title": lambda review: review.title,
    "content": lambda review: review.body,
    "name": lambda review: review.display_name,
    "is_approved": lambda review: int(review.status == ReviewStatus.PUBLISHED),
    "is_pinned": lambda review: int(review.featured_at is not None),
    "terms": lambda review: 1 if review.consent_at else "",
    "response": lambda review: review.reply.text if hasattr(review, "reply") else "",
    "status": lambda review: review.status,
    "source": lambda review: review.source,
    "counts": lambda review: int(review.counts),
    "set_aside": lambda review: review.set_aside,
    "language": lambda review: review.language,
    "contains_spoilers": lambda review: int(review.contains_spoilers),
    "helpful_yes": lambda review: review.helpful_yes,
    "helpful_no": lambda review: review.helpful_no,
}


def write(file: TextIO, reviews: Iterable[Review]) -> int:
    """Write the reviews, one a row, and return their number; film and answer must be loaded.

    No cell begins like a formula: those that would get an apostrophe.
    """
    file.write(BYTE_ORDER_MARK)
    table = csv.writer(file)
    table.writerow(COLUMNS)
    count = 0
    for review in reviews:
        cells = (str(told(review)) for told in COLUMNS.values())
        table.writerow(map(formulas.disarm, cells))
        count += 1
    return count


def _shown_at(review: Review) -> datetime:
    return review.published_at or review.created_at


def _date(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}"
