from datetime import date
from decimal import Decimal

from films.choices import Access
from films.models import Offer, Provider
from films.page.watching import listening, watching

TODAY = date(2026, 11, 22)
APPLE = Provider(name="Apple TV", url="https://tv.example/")
GONE = Provider(name="Gone", active=False)


def rows(*offers: Offer) -> list[tuple[str, str, tuple[str, ...]]]:
    found = watching(offers, today=TODAY).services
    return [(service.name, service.ways, service.details) for service in found]


def test_offers_of_one_service_share_a_row():
    assert rows(
        Offer(provider=APPLE, access=Access.BUY, price=Decimal("9.00"), currency="EUR"),
        Offer(access=Access.DVD),
        Offer(
            provider=APPLE, access=Access.RENT, price=Decimal("3.99"), currency="USD", region="US"
        ),
    ) == [
        ("Apple TV", "Rent · Buy", ("Rent: $3.99, US", "Buy: €9")),
        ("DVD", "", ()),
    ]


def test_closed_services_and_offers_that_have_run_out_are_left_out():
    assert rows(
        Offer(provider=GONE, access=Access.RENT),
        Offer(provider=APPLE, access=Access.STREAM, until=date(2026, 11, 21)),
        Offer(provider=APPLE, access=Access.RENT, until=TODAY),
    ) == [("Apple TV", "Rent", ("Rent: until 22 November 2026",))]


def test_row_leads_to_the_offer_or_else_to_the_service():
    offers = [Offer(provider=APPLE, access=Access.RENT)]
    assert watching(offers, today=TODAY).services[0].url == "https://tv.example/"

    offers.append(Offer(provider=APPLE, access=Access.BUY, url="https://tv.example/film"))
    assert watching(offers, today=TODAY).services[0].url == "https://tv.example/film"


def test_the_last_look_is_the_latest_one():
    offers = [
        Offer(access=Access.DVD, checked_on=date(2026, 11, 1)),
        Offer(access=Access.BLURAY, checked_on=date(2026, 10, 1)),
    ]

    assert watching(offers, today=TODAY).checked_on == date(2026, 11, 1)


def test_music_is_for_the_soundtrack():
    music = Provider(name="Tunes", kind="music")
    offers = [Offer(provider=music, access=Access.LISTEN), Offer(access=Access.DVD)]

    assert [service.name for service in listening(offers, today=TODAY)] == ["Tunes"]
    assert [service.name for service in watching(offers, today=TODAY).services] == ["DVD"]
