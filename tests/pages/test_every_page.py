"""What holds for every public page: sound HTML, no cookie, wrong methods, junk, and its cost."""

from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from films.models import Film
from tests.factories import make_film
from tests.pages.guide import FIXED, MACHINES, add_film, pages_of
from tests.pages.test_film_page import assert_sound

pytestmark = pytest.mark.django_db

PAGES = range(len(FIXED) + 10)
JUNK = [
    "page=abc",
    "page=0",
    "page=-1",
    "page=" + "9" * 5000,
    f"page={2**70}",
    "page=%ff&q=%ff&genre=%ff&decade=%ff&letter=%ff&sort=%ff",
    "page=1&page=2&q=a&q=b&genre=x&genre=comedy&decade=1920&decade=abcd",
    "&".join(f"a{n}={n}" for n in range(500)),
    "q=%00&genre=%00&letter=%00&decade=%00",
    "q=%ED%A0%80&genre=%ED%A0%80",
    "q=" + "%25_" * 50,
    "q=" + quote("\"'<script>alert(1)</script>'\""),
    "q=" + "x" * 10_000,
    "q=" + quote("ß ﬁ İ 😀 القاهرة"),
    "q=" + quote("… – !"),
    "decade=٢٠٢٠&page=٣&letter=Ä",
    "genre=" + "a" * 5000,
    "%",
    "=&=&&;",
]


@pytest.fixture
def film() -> Film:
    return add_film("First Film", year=1927)


def addresses(film: Film) -> list[str]:
    return FIXED + pages_of(film)


@pytest.mark.parametrize("number", PAGES)
def test_page_is_sound_html_without_cookie_and_may_be_kept(client, film, number):
    response = client.get(addresses(film)[number])

    assert response.status_code == 200
    assert_sound(response)
    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["Cache-Control"] == "public, max-age=0"
    assert response.headers["ETag"]


@pytest.mark.parametrize("number", PAGES)
def test_page_answers_head_and_refuses_other_methods(client, film, number):
    address = addresses(film)[number]

    assert client.head(address).status_code == 200
    assert client.head(address).content == b""
    assert [getattr(client, m)(address).status_code for m in ("post", "put", "delete")] == [405] * 3


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_page_refuses_other_methods_in_words_without_asking_for_a_token(film, method):
    """A browser's form from elsewhere has no token: that is not why it is refused."""
    visitor = Client(enforce_csrf_checks=True)

    answers = [getattr(visitor, method)(address) for address in [*addresses(film), *MACHINES]]

    assert {(a.status_code, a["Allow"]) for a in answers} == {(405, "GET, HEAD")}
    assert all("only for reading" in a.content.decode() for a in answers)


@pytest.mark.parametrize("address", MACHINES)
def test_machine_page_answers_and_may_be_kept(client, film, address):
    response = client.get(address)

    assert (response.status_code, client.post(address).status_code) == (200, 405)
    assert response.cookies == {}
    assert response.headers["Cache-Control"] == "public, max-age=0"


@pytest.mark.parametrize("path", FIXED)
def test_empty_guide_has_sound_pages(client, path):
    assert_sound(client.get(path))


@pytest.mark.parametrize("query", JUNK)
def test_junk_in_the_address_is_answered_with_a_page(client, film, query):
    paths = [
        "/films/",
        "/people/",
        "/quotes/",
        "/search/",
        "/search/suggest/",
        "/tags/genre/comedy/",
    ]
    for path in paths:
        assert client.get(f"{path}?{query}").status_code == 200, path


def test_lone_surrogates_and_nul_typed_past_the_browser_are_answered(client, film):
    for path in ("/films/", "/people/", "/quotes/", "/search/", "/search/suggest/"):
        for value in ("\ud800", "a\0b", "\udfff first"):
            data = dict.fromkeys(("q", "genre", "letter", "decade", "page"), value)
            request = client.get(
                path,
                QUERY_STRING="&".join(
                    f"{name}={quote(text, errors='surrogatepass')}" for name, text in data.items()
                ),
            )
            assert request.status_code == 200, path


def count_queries(client, address: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200
    return len(queries)


def test_every_page_costs_the_same_with_one_film_and_with_two_dozen(client, film):
    asked = [*addresses(film), *MACHINES, "/sitemaps/films-1.xml", "/sitemaps/people-1.xml"]
    with_one = {address: count_queries(client, address) for address in asked}

    for number in range(24):
        add_film(f"Film {number}", year=1920 + number % 10)

    assert {address: count_queries(client, address) for address in asked} == with_one


@pytest.mark.parametrize("title", ["The " * 91, "القاهرة ٣٠", '"><script>alert(1)</script>', "???"])
def test_pages_of_a_hostile_title_are_sound(client, title):
    film = add_film(title.strip(), year=None)

    for address in addresses(film)[:-1]:
        assert_sound(client.get(address))


def test_page_of_a_film_with_an_address_in_another_script(client):
    film = make_film(title="Сталкер", slug="сталкер-1979")

    assert client.get(film.get_absolute_url()).status_code == 200
    assert client.get("/films/").status_code == 200
