"""The wall of quotes, one of them by chance, and one among those of its film."""

import secrets
from dataclasses import dataclass

from django.http import QueryDict

from films.browsing.listing import Listing, list_page
from films.browsing.parameters import read_line
from films.models import Film, Quote
from films.search.finding import quotes_with
from films.search.query import parse_query


class QuoteList:
    """The quotes of published films that give nothing away, all or those that hold some words."""

    def __init__(self, data: QueryDict) -> None:
        self.query = parse_query(read_line(data, "q"))
        rows = quotes_with(self.query).select_related("film__poster")
        if self.query.text and not self.query:
            rows = rows.none()
        self.listing: Listing = list_page(rows, data, {"q": self.query.text})

    @property
    def is_plain(self) -> bool:
        """Whether this is a page of the whole list, which search engines may keep."""
        return not self.query.text


@dataclass(frozen=True)
class QuotePage:
    """A quote with its neighbours on the film's page; those that give something away are no
    neighbours of others."""

    quote: Quote
    previous: Quote | None
    following: Quote | None
    others: list[Quote]


def quote_page(film_slug: str, key: str) -> QuotePage | None:
    """Return a quote of a published film, or None; three queries at most."""
    film = Film.objects.published().select_related("poster").filter(slug=film_slug).first()
    if film is None:
        return None
    quotes = list(film.quotes.select_related("credit__person"))
    quote = next((row for row in quotes if row.key == key), None)
    if quote is None:
        return None
    for row in quotes:
        row.film = film
    open_ones = [row for row in quotes if row is quote or not row.spoiler]
    place = open_ones.index(quote)
    return QuotePage(
        quote,
        open_ones[place - 1] if place else None,
        open_ones[place + 1] if place + 1 < len(open_ones) else None,
        [row for row in open_ones if row is not quote],
    )


def random_quote() -> Quote | None:
    """Return a quote by chance, or None where there is none to show."""
    quotes = Quote.objects.published().order_by("pk").values_list("pk", flat=True)
    count = quotes.count()
    if not count:
        return None
    place = secrets.randbelow(count)
    return Quote.objects.select_related("film").filter(pk__in=quotes[place : place + 1]).first()
