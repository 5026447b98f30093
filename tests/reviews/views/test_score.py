"""How a score is made: the page and its JSON."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from films.models import Film, Redirect
from reviews.models import FilmRating, Storm
from tests.factories import make_draft, make_film
from tests.reviews.rows import FIRST_AT, add_review, add_reviews

pytestmark = pytest.mark.django_db


@pytest.fixture
def film() -> Film:
    return make_film(title="Sunrise", slug="sunrise-1927")


def page(client: Client, film: Film) -> str:
    response = client.get(reverse("reviews:score", args=[film.slug]))
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<(?!/?(?:bdi|a)\b)[^>]+>", " ", response.content.decode()))


def data(client: Client, film: Film) -> dict:
    response = client.get(reverse("reviews:score_json", args=[film.slug]))
    assert response["Content-Type"] == "application/json"
    return response.json()


def test_page_prints_the_formula_with_its_numbers(client, film):
    """Idea 4"""
    add_reviews(film, 4, score=[9, 8, 8, 3])
    words = page(client, film)
    assert "28 ÷ 4 = 7.00 points = 3.5 stars" in words
    assert "8 points" in words
    assert "(10 × 6.5 + 28) ÷ (10 + 4) = 6.64" in words
    assert "4½ 1 25 %" in words


def test_json_says_the_same(client, film):
    """Idea 4, A6"""
    add_reviews(film, 4, score=[9, 8, 8, 3])
    found = data(client, film)
    histogram = {row["score"]: row["count"] for row in found.pop("histogram") if row["count"]}
    assert histogram == {3: 1, 8: 2, 9: 1}
    assert found.pop("counted_afresh_at") is not None
    assert found.pop("url").endswith("/films/sunrise-1927/")
    assert found.pop("page").endswith("/films/sunrise-1927/score/")
    assert found == {
        "film": "Sunrise (1927)",
        "count": 4,
        "total": 28,
        "mean": 7.0,
        "stars": 3.5,
        "median": 8.0,
        "rank": {"value": 6.64, "site_mean": 6.5, "weight": 10},
        "received": 4,
        "published": 4,
        "waiting": 0,
        "declined": {},
        "withdrawn": 0,
        "not_counted": {},
        "frozen_since": None,
        "waves": [],
    }


def test_figure_is_the_same_everywhere(client, film):
    """A6: a mean of 8.45 is 4.2 stars on both pages, in the list, in JSON and in JSON-LD."""
    add_reviews(film, 20, score=[9] * 9 + [8] * 11)
    shown = "Rated 4.2 out of 5 from 20 ratings"
    addresses = [film.get_absolute_url(), f"{film.get_absolute_url()}reviews/", "/"]
    assert [client.get(address).content.decode().count(shown) > 0 for address in addresses] == [
        True
    ] * 3
    assert shown in page(client, film)
    assert data(client, film)["stars"] == 4.2
    assert '"ratingValue":4.2' in client.get(film.get_absolute_url()).content.decode()


def test_page_of_a_film_without_ratings_says_so(client, film):
    """A5"""
    words = page(client, film)
    assert "No ratings yet" in words
    assert "0 received, 0 published." in words
    assert [data(client, film)[name] for name in ("mean", "stars", "median")] == [None] * 3


def test_page_of_too_few_ratings_shows_each(client, film):
    add_reviews(film, 2, score=[9, 4])
    words = page(client, film)
    assert "So far: 4½, 2 out of 5." in words
    assert "shown from three ratings on" in words
    assert data(client, film)["mean"] is None


def test_page_says_what_became_of_what_was_sent(client, film):
    """Idea 10"""
    add_reviews(film, 13)
    declined = {"status": "rejected", "decision_reason": "advertising", "published_at": None}
    add_review(film, **declined)
    assert "14 received, 13 published, 1 declined (advertising)." in page(client, film)
    assert data(client, film)["declined"] == {"advertising": 1}


def test_wave_is_told_on_every_page_with_the_score(client, film):
    """S8: dated; the score shown is that of before."""
    add_reviews(film, 3, score=8)
    add_reviews(film, 2, score=1, set_aside="storm", body="")
    FilmRating.objects.update(frozen_since=FIRST_AT)
    reason = "2 ratings in 24 hours."
    Storm.objects.create(film=film, began_at=FIRST_AT, noticed_at=FIRST_AT, reason=reason)
    notice = "2 ratings since 1 May 2026 are being checked and are not counted yet."
    for address in ("", "reviews/", "score/"):
        shown = client.get(f"{film.get_absolute_url()}{address}").content.decode()
        assert (shown.count(notice), shown.count("Rated 4 out of 5 from 3 ratings")) >= (1, 1)
    assert "Noticed on 1 May 2026. 2 ratings in 24 hours." in page(client, film)
    assert data(client, film)["waves"][0]["reason"] == reason
    assert data(client, film)["not_counted"] == {"storm": 2}


def test_wave_that_ended_stays_in_the_log(client, film):
    """S8"""
    Storm.objects.create(
        film=film,
        began_at=FIRST_AT,
        noticed_at=FIRST_AT,
        ended_at=FIRST_AT,
        outcome="voided",
        rating_count=41,
        reason="Many.",
    )
    assert "Decided on 1 May 2026, 41 ratings: None of its ratings count." in page(client, film)


@pytest.mark.parametrize("view", ["score", "score_json"])
def test_score_is_public_and_only_for_reading(client, film, view, django_assert_num_queries):
    add_reviews(film, 3)
    address = reverse(f"reviews:{view}", args=[film.slug])
    with django_assert_num_queries(3):
        response = client.get(address)
    assert response["Cache-Control"] == "public, max-age=0"
    assert not response.cookies
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("view", ["score", "score_json"])
def test_score_of_a_film_that_is_not_public_or_moved(client, film, view):
    hidden = make_draft(slug="draft-1927")
    assert client.get(reverse(f"reviews:{view}", args=[hidden.slug])).status_code == 404
    Redirect.objects.create(old_path="/films/old-1927/", new_path="/films/sunrise-1927/")
    moved = client.get(reverse(f"reviews:{view}", args=["old-1927"]))
    assert (moved.status_code, moved["Location"]) == (
        308,
        reverse(f"reviews:{view}", args=[film.slug]),
    )
