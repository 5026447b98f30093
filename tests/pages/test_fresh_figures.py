"""What is decided about a review stands on every page at the next request."""

import pytest
from django.test import Client
from django.urls import reverse

from films.models import Film
from reviews import moderation, withdrawal
from reviews.models import FilmRating, Review
from tests.factories import make_film
from tests.reviews.factories import rate

pytestmark = pytest.mark.django_db
MEAN = "Rated 4.5 out of 5 from 3 ratings"


@pytest.fixture
def film() -> Film:
    film = make_film(title="Sunrise", slug="sunrise-1927")
    for score in (9, 9):
        rate(film, score, body=f"Seen {score} times.")
    return film


def pages(film: Film) -> list[str]:
    return [film.get_absolute_url(), reverse("reviews:review_list", args=[film.slug])]


def test_an_approval_is_on_every_page_at_once(film):
    """A9: also for whoever asks whether the page they have still holds."""
    waiting = rate(film, 9, body="See www.example.org")
    version = FilmRating.objects.get().version
    before = {page: Client().get(page) for page in pages(film)}
    assert not any(MEAN in answer.content.decode() for answer in before.values())

    moderation.publish([waiting], by=None)

    assert FilmRating.objects.get().version > version
    for page, answer in before.items():
        now = Client().get(page, headers={"If-None-Match": answer["ETag"]})
        assert now.status_code == 200
        assert MEAN in now.content.decode()
        assert Client().get(page, headers={"If-None-Match": now["ETag"]}).status_code == 304


def test_a_withdrawal_is_on_every_page_at_once(film):
    """O6: gone from list, counts, structured data and feed at the next request."""
    last = rate(film, 9, body="The words that go away.", display_name="Ada")
    addresses = [*pages(film), reverse("reviews:film_feed", args=[film.slug])]
    assert all("The words that go away." in text(address) for address in addresses)
    assert "AggregateRating" in text(film.get_absolute_url())

    withdrawal.withdraw(last)

    assert not any("The words that go away." in text(address) for address in addresses)
    assert "AggregateRating" not in text(film.get_absolute_url())
    assert FilmRating.objects.get().count == 2
    assert Review.objects.get(pk=last.pk).status == "withdrawn"


def text(address: str) -> str:
    return Client().get(address).content.decode()
