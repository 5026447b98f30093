"""The list of a film's reviews: in which order, filtered by what, and read page by page.

A page begins at a review (``from``) instead of after a number of rows to skip, so that it costs the
same however deep it lies, and what arrives in the meantime moves nothing. Every order reads one
index of Review and never sorts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import (
    BooleanField,
    DateTimeField,
    F,
    Field,
    FloatField,
    Func,
    IntegerField,
    QuerySet,
    TextChoices,
    Value,
)
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from films.browsing.parameters import address, read_line
from films.models import Film
from reviews import scores
from reviews.models import Review

PER_PAGE = 20
LONGEST_ID = 12


class Order(TextChoices):
    """How the list is ordered, or what it is narrowed down to."""

    NEWEST = "newest", _("Newest")
    OLDEST = "oldest", _("Oldest")
    HIGHEST = "highest", _("Highest")
    LOWEST = "lowest", _("Lowest")
    HELPFUL = "helpful", _("Most helpful")
    SIDES = "sides", _("Both sides")
    PICKED = "picked", _("Editors’ picks")


# By which columns; all of an order run in one direction, as one index does.
_COLUMNS: dict[str, tuple[str, ...]] = {
    Order.NEWEST: ("-published_at", "-id"),
    Order.OLDEST: ("published_at", "id"),
    Order.HIGHEST: ("-score", "-published_at", "-id"),
    Order.LOWEST: ("score", "published_at", "id"),
    Order.HELPFUL: ("-helpfulness", "-published_at", "-id"),
    Order.PICKED: ("-featured_at", "-id"),
}
_TYPES: dict[str, Field] = {
    "id": IntegerField(),
    "score": IntegerField(),
    "helpfulness": FloatField(),
    "published_at": DateTimeField(),
    "featured_at": DateTimeField(),
}


@dataclass(frozen=True)
class Wanted:
    """What a visitor asks of the list; score is in half stars, begins_at a review's public id."""

    order: str = Order.NEWEST
    score: int | None = None
    language: str = ""
    with_ratings: bool = False
    without_spoilers: bool = False
    begins_at: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether this is the list itself: newest first, all of it, from its beginning."""
        return self == Wanted()

    @property
    def is_filtered(self) -> bool:
        """Whether reviews are left out."""
        return replace(self, order=Order.NEWEST, begins_at="", with_ratings=False) != Wanted()

    def address(self, path: str, **changes: Any) -> str:
        """The list's address with these wishes; changed ones begin at the first page again."""
        wish = replace(self, **{"begins_at": "", **changes})
        if wish.order == Order.SIDES:
            wish = Wanted(order=Order.SIDES)
        parameters = {
            "order": "" if wish.order == Order.NEWEST else str(wish.order),
            "score": str(wish.score or ""),
            "language": wish.language,
            "words": "any" if wish.with_ratings else "",
            "spoilers": "no" if wish.without_spoilers else "",
            "from": wish.begins_at,
        }
        return address(path, parameters)


def read_wanted(data: QueryDict) -> Wanted:
    """What an address asks for; whatever is no wish of ours is passed over.

    Ratings without words have no order but that of their dates, and no language.
    """
    order = read_line(data, "order")
    order = order if order in Order.values else Order.NEWEST
    if order == Order.SIDES:
        return Wanted(order=order)
    language = read_line(data, "language")
    has_dates = order in (Order.NEWEST, Order.OLDEST)
    return Wanted(
        order=order,
        score=_read_score(read_line(data, "score")),
        language=language,
        with_ratings=read_line(data, "words") == "any" and has_dates and not language,
        without_spoilers=read_line(data, "spoilers") == "no",
        begins_at=read_line(data, "from")[:LONGEST_ID],
    )


def _read_score(typed: str) -> int | None:
    known = {str(score): score for score in range(scores.LOWEST, scores.HIGHEST + 1)}
    return known.get(typed)


@dataclass(frozen=True)
class ReviewPage:
    """One page of the list; next_id begins the next one, "" where there is none.

    lost_place says that the review which it should begin at is gone: then it is the first page.
    """

    reviews: Sequence[Review]
    next_id: str = ""
    lost_place: bool = False


def read_page(film: Film, wanted: Wanted) -> ReviewPage:
    """That page of a film's reviews, except for both sides (reviews/sides.py).

    One query; where it begins in the middle, one before it to find the place.
    """
    rows = matching(film, wanted).order_by(*_COLUMNS[wanted.order])
    place = _place(film, wanted)
    if place:
        rows = rows.filter(_not_before(wanted.order, place))
    found = list(rows.select_related("reply")[: PER_PAGE + 1])
    return ReviewPage(
        reviews=found[:PER_PAGE],
        next_id=found[PER_PAGE].public_id if len(found) > PER_PAGE else "",
        lost_place=bool(wanted.begins_at) and place is None,
    )


def matching(film: Film, wanted: Wanted) -> QuerySet[Review]:
    """The public reviews that fit the filters, in no order yet."""
    rows = Review.objects.filter(film=film).published()
    if not wanted.with_ratings:
        rows = rows.exclude(body="")
    if wanted.score:
        rows = rows.filter(score=wanted.score)
    elif wanted.order in (Order.HIGHEST, Order.LOWEST):
        rows = rows.filter(score__isnull=False)
    if wanted.order == Order.PICKED:
        rows = rows.filter(featured_at__isnull=False)
    if wanted.language:
        rows = rows.filter(language=wanted.language)
    return rows.filter(contains_spoilers=False) if wanted.without_spoilers else rows


def _place(film: Film, wanted: Wanted) -> tuple[Any, ...] | None:
    """Where the page begins, by the columns of its order; None for the list's beginning."""
    if not wanted.begins_at:
        return None
    names = [name.lstrip("-") for name in _COLUMNS[wanted.order]]
    rows = Review.objects.filter(film=film, public_id=wanted.begins_at)
    place = next(iter(rows.values_list(*names)[:1]), None)
    return None if place is None or None in place else place


def _not_before(order: str, place: tuple[Any, ...]) -> LessThanOrEqual | GreaterThanOrEqual:
    """(published_at, id) <= (place): one comparison of rows, which an index goes straight to."""
    names = [name.lstrip("-") for name in _COLUMNS[order]]
    values = [Value(value, _TYPES[name]) for name, value in zip(names, place, strict=True)]
    is_falling = _COLUMNS[order][0].startswith("-")
    comparison = LessThanOrEqual if is_falling else GreaterThanOrEqual
    return comparison(_Row(*map(F, names)), _Row(*values))


class _Row(Func):
    """Several values in brackets, compared one after the other."""

    template = "(%(expressions)s)"
    output_field = BooleanField()
