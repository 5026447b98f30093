"""What a film cost and took: the bars of the box office and the sentences below them."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from films.figures import trimmed
from films.models import Film
from films.money import format_money

_WHOLE = Decimal(100)


@dataclass(frozen=True)
class Segment:
    """A piece of a bar, in percent of the longest bar; the style is the stylesheet's class."""

    style: str
    start: str
    width: str


@dataclass(frozen=True)
class Bar:
    """One sum: its name, the sum as people read it, and its bar."""

    label: str
    amount: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class BoxOffice:
    """The bars that can be drawn, and what they come to in words."""

    bars: tuple[Bar, ...] = ()
    sentences: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.bars)


def box_office(film: Film) -> BoxOffice:
    """Return the film's money; empty when no sum is known."""
    budget, domestic, worldwide = film.budget, film.gross_domestic, film.gross_worldwide
    longest = max(filter(None, (budget, domestic, worldwide)), default=0)
    if not longest:
        return BoxOffice()
    bars = []
    if budget:
        bars.append(_bar(film, gettext("Budget"), budget, _segments(longest, ("b1", budget))))
    if domestic:
        pieces = _segments(longest, ("b2", domestic))
        bars.append(_bar(film, gettext("Domestic gross"), domestic, pieces))
    if worldwide:
        home = min(domestic or 0, worldwide)
        pieces = _segments(longest, ("b2", home), ("b3", worldwide - home))
        bars.append(_bar(film, gettext("Worldwide gross"), worldwide, pieces))
    return BoxOffice(tuple(bars), tuple(_sentences(film)))


def _bar(film: Film, label: str, amount: int, segments: tuple[Segment, ...]) -> Bar:
    return Bar(label, format_money(amount, film.currency), segments)


def _segments(longest: int, *pieces: tuple[str, int]) -> tuple[Segment, ...]:
    found, start = [], Decimal(0)
    for style, amount in pieces:
        width = _WHOLE * amount / longest
        if amount:
            found.append(Segment(style, f"{start:.2f}%", f"{width:.2f}%"))
        start += width
    return tuple(found)


def _sentences(film: Film) -> list[str]:
    """Say the share of the domestic gross and the multiple of the budget, where both are known."""
    budget, domestic, worldwide = film.budget, film.gross_domestic, film.gross_worldwide
    found = []
    if domestic and worldwide and domestic <= worldwide:
        share = gettext(
            "%(share)s%% of the worldwide gross was taken at home, %(rest)s everywhere else."
        )
        rest = format_money(worldwide - domestic, film.currency)
        found.append(share % {"share": round(_WHOLE * domestic / worldwide), "rest": rest})
    taken = worldwide or domestic
    if budget and taken:
        times = _figure(Decimal(taken) / budget)
        multiple = gettext("The film took about %(times)s times what it cost to make.")
        found.append(multiple % {"times": times})
    return found


def _figure(times: Decimal) -> str:
    return trimmed(times.quantize(Decimal("0.1") if times < 100 else Decimal(1)))
