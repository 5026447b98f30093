"""Where to see a film and hear its music: offers gathered by service, closed services left out."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext

from films.choices import Access
from films.figures import trimmed
from films.models import Offer
from films.money import SYMBOLS

_ORDER = {access: place for place, access in enumerate(Access.values)}


@dataclass(frozen=True)
class Service:
    """One row: where to go, the ways it offers, and what is known of prices, regions and dates."""

    name: str
    url: str
    ways: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Watching:
    """The rows of How to watch, and the last day on which one of them was looked at."""

    services: tuple[Service, ...]
    checked_on: datetime.date | None = None

    def __bool__(self) -> bool:
        return bool(self.services)


def watching(offers: Iterable[Offer], *, today: datetime.date) -> Watching:
    """Return the offers to see the film that stand today."""
    open_offers = [o for o in offers if o.access != Access.LISTEN and _stands(o, today)]
    days = [offer.checked_on for offer in open_offers if offer.checked_on]
    return Watching(_by_service(open_offers), max(days, default=None))


def listening(offers: Iterable[Offer], *, today: datetime.date) -> tuple[Service, ...]:
    """Return where the soundtrack can be heard today."""
    return _by_service([o for o in offers if o.access == Access.LISTEN and _stands(o, today)])


def _stands(offer: Offer, today: datetime.date) -> bool:
    is_closed = offer.provider is not None and not offer.provider.active
    return not is_closed and (offer.until is None or offer.until >= today)


def _by_service(offers: list[Offer]) -> tuple[Service, ...]:
    """Gather the offers of a service in one row, at the place of its first."""
    rows: dict[str, list[Offer]] = {}
    for offer in offers:
        name = offer.provider.name if offer.provider else offer.get_access_display()
        rows.setdefault(name, []).append(offer)
    return tuple(_service(name, group) for name, group in rows.items())


def _service(name: str, offers: list[Offer]) -> Service:
    offers = sorted(offers, key=lambda offer: _ORDER[offer.access])
    provider = offers[0].provider
    url = next((offer.url for offer in offers if offer.url), provider.url if provider else "")
    ways = dict.fromkeys(str(offer.get_access_display()) for offer in offers) if provider else {}
    return Service(name, url, " · ".join(ways), tuple(filter(None, map(_detail, offers))))


def _detail(offer: Offer) -> str:
    """Return "Rent: $3.99, US, until 1 May 2027", or nothing when no more is known."""
    parts = []
    if offer.price is not None:
        parts.append(_price(offer))
    if offer.region:
        parts.append(offer.region)
    if offer.until:
        parts.append(gettext("until %(date)s") % {"date": format_date(offer.until, "j F Y")})
    return f"{offer.get_access_display()}: {', '.join(parts)}" if parts else ""


def _price(offer: Offer) -> str:
    if not offer.price:
        return gettext("free")
    sign = SYMBOLS.get(offer.currency)
    digits = f"{offer.price:.2f}" if offer.price % 1 else trimmed(offer.price)
    return f"{sign}{digits}" if sign else f"{offer.currency} {digits}"
