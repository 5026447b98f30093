"""The wall of quotes, one by chance, and the page of each."""

import re

import pytest
from django.http import QueryDict

from films.browsing.quotes import QuoteList, quote_page
from tests.factories import make_credit, make_draft, make_film, make_quote
from tests.pages.guide import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def film():
    return make_film(title="Charade", year=1963, slug="charade-1963")


@pytest.fixture
def quotes(film):
    """Three open quotes and, between the second and the third, one that gives something away."""
    texts = ["Nothing!", "Don’t we 100%?", "He did it.", "Goodbye."]
    return [
        make_quote(film, words, position=place, speaker="Regina", spoiler=words.startswith("He"))
        for place, words in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Nothing!", "Don’t we 100%?", "Goodbye."]),
        ("q=NOTHING", ["Nothing!"]),
        ("q=don't", ["Don’t we 100%?"]),
        ("q=100%25", ["Don’t we 100%?"]),
        ("q=regina+goodbye", ["Goodbye."]),
        ("q=did", []),
        ("q=_", []),
        ("q=!!", []),
    ],
)
def test_list_is_searched_and_gives_nothing_away(quotes, query, found):
    assert [quote.text for quote in QuoteList(QueryDict(query)).listing.rows] == found


def test_neighbours_are_the_open_quotes_of_the_same_film(quotes):
    make_quote(make_film(), "Of another film.")
    page = quote_page("charade-1963", quotes[1].key)

    assert (page.previous, page.following) == (quotes[0], quotes[3])
    assert page.others == [quotes[0], quotes[3]]


def test_first_and_last_quote_have_one_neighbour(quotes):
    first, last = (quote_page("charade-1963", quotes[place].key) for place in (0, 3))

    assert (first.previous, first.following) == (None, quotes[1])
    assert (last.previous, last.following) == (quotes[1], None)


def test_page_names_who_says_it_and_who_plays_them(client, film):
    credit = make_credit(film, character="Regina")
    quote = make_quote(film, "Line one\nline two", speaker="Regina", credit=credit, context="Late.")
    html = text(client, quote.get_absolute_url())

    assert "Line one<br>line two" in html
    assert f'<a href="{credit.person.get_absolute_url()}">' in html
    assert "Late." in html


def test_spoiler_stands_behind_a_veil_and_its_words_are_not_in_the_head(client, quotes):
    html = text(client, quotes[2].get_absolute_url())
    head, _, body = html.partition("<body>")

    assert "He did it" not in head
    assert "noindex" in head
    assert re.findall(r'<details class="veil">.*?He did it.*?</details>', body, re.DOTALL)


@pytest.mark.parametrize("path", ["charade-1963/no-such-key", "no-such-film-1900/nothing"])
def test_unknown_quote_is_not_found(client, quotes, path):
    assert client.get(f"/quotes/{path}/").status_code == 404


def test_random_quote_leads_to_one_and_is_never_kept(client, quotes):
    open_ones = {quote.get_absolute_url() for quote in quotes if not quote.spoiler}
    found = {client.get("/quotes/random/").headers["Location"] for _ in range(40)}
    response = client.get("/quotes/random/")

    assert found == open_ones
    assert response.status_code == 302
    assert "no-store" in response.headers["Cache-Control"]


def test_random_quote_of_an_empty_guide_leads_to_the_list(client):
    make_quote(make_draft(), "Unseen.")

    assert client.get("/quotes/random/").headers["Location"] == "/quotes/"
