"""What feeds tell of reviews: nothing that is hidden, and nothing that a reader could run."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from films.models import Film
from tests.factories import make_draft, make_film
from tests.reviews.rows import add_review, add_reviews

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def film() -> Film:
    return make_film(title="Sunrise", slug="sunrise-1927")


def entries(client: Client, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(response.content)
    return [
        {
            "title": entry.findtext(f"{ATOM}title"),
            "words": entry.findtext(f"{ATOM}summary"),
            "name": entry.findtext(f"{ATOM}author/{ATOM}name"),
            "link": entry.find(f"{ATOM}link").get("href"),
        }
        for entry in feed.iter(f"{ATOM}entry")
    ]


def test_feed_of_a_film_tells_its_reviews_newest_first(client, film):
    reviews = add_reviews(film, 2, body=["First.", "Second."], display_name=["Ada", ""])
    add_review(make_film(), body="Of another film.")
    told = entries(client, "/films/sunrise-1927/reviews.atom")
    assert told[1] == {
        "title": "Sunrise (1927): 4 out of 5",
        "words": "<p>First.</p>",
        "name": "Ada",
        "link": f"http://127.0.0.1:8000{reviews[0].get_absolute_url()}",
    }
    assert [(entry["words"], entry["name"]) for entry in told[:1]] == [
        ("<p>Second.</p>", "Anonymous")
    ]


def test_feed_of_all_films_tells_of_public_ones(client, film):
    add_review(film, body="Public.")
    add_review(make_draft(), body="Of a draft.")
    add_review(film, body="Butler.", contains_spoilers=True)
    assert [entry["words"] for entry in entries(client, "/reviews.atom")] == ["<p>Public.</p>"]


def test_feed_tells_nothing_that_is_hidden(client, film):
    """F13"""
    add_review(film, title="BUTLER", body="BUTLER", contains_spoilers=True)
    add_review(film, title="The >!BUTLER!<", body="Go. >!BUTLER!< Now.")
    feed = client.get("/films/sunrise-1927/reviews.atom").content.decode()
    assert "BUTLER" not in feed + client.get("/reviews.atom").content.decode()
    words = {entry["words"] for entry in entries(client, "/films/sunrise-1927/reviews.atom")}
    assert words == {"<p>Contains spoilers.</p>", "<p>The […]</p>\n\n<p>Go. […] Now.</p>"}


def test_feed_tells_words_as_they_were_typed(client, film):
    """F7: a summary is HTML, so typed HTML is escaped in it."""
    add_review(film, body="<script>alert(1)</script>", display_name="<b>")
    (entry,) = entries(client, "/films/sunrise-1927/reviews.atom")
    assert entry["words"] == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    assert entry["name"] == "<b>"


@pytest.mark.parametrize("address", ["/films/sunrise-1927/reviews.atom", "/reviews.atom"])
def test_feed_is_public_short_and_cheap(client, film, address, django_assert_max_num_queries):
    add_reviews(film, 40)
    with django_assert_max_num_queries(2):
        response = client.get(address)
    assert response.content.count(b"<entry>") == 30
    assert response["Cache-Control"] == "public, max-age=0"
    assert client.post(address).status_code == 405


def test_pages_point_to_the_feeds(client, film):
    add_reviews(film, 1)
    of_film, of_all = "/films/sunrise-1927/reviews.atom", "/reviews.atom"
    page = film.get_absolute_url()
    for address, feed in [(page, of_film), (f"{page}reviews/", of_film), ("/", of_all)]:
        head, _, _ = client.get(address).content.decode().partition("</head>")
        assert head.count(f'href="{feed}"') == 1


def test_feed_of_a_film_that_is_not_public_is_not_found(client):
    make_draft(slug="draft-1927")
    assert client.get("/films/draft-1927/reviews.atom").status_code == 404
