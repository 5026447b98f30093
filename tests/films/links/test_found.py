import pytest

from films.links.found import places_of, urls_in, urls_of_film
from tests.factories import make_draft, make_film, make_person

LINK = "https://a.example/x"


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("no address", []),
        ("[a](https://a.example/)", ["https://a.example/"]),
        ("[a](https://a.example/x_(y) 'title')", ["https://a.example/x_(y)"]),
        ("<https://a.example/?q=1&r=2>", ["https://a.example/?q=1&r=2"]),
        ("[a]: https://a.example/x\n", ["https://a.example/x"]),
        ("(see https://a.example/x).", ["https://a.example/x"]),
        ("**https://a.example/x**, https://a.example/x!", ["https://a.example/x"]),
        ("“https://a.example/ä”", ["https://a.example/ä"]),
        ("ftp://a.example/ javascript:alert(1)", []),
    ],
)
def test_urls_in(text, urls):
    assert urls_in(text) == urls


def test_places_of_an_address(db):
    film = make_film(synopsis=f"[a]({LINK})")
    copy = make_draft(draft_of=film, title="T", ending=f"<{LINK}>")
    score = film.scores.create(source="imdb", value=7, url=LINK)
    person = make_person(biography=f"[a]({LINK})")
    make_film(synopsis=f"[a]({LINK}/longer)")

    places = [(place.row, place.thing, place.is_copy, place.label) for place in places_of(LINK)]

    assert places == [
        (score, film, False, "scores elsewhere"),
        (film, film, False, "synopsis"),
        (copy, film, True, "ending explained"),
        (person, person, False, "life story"),
    ]


def test_urls_of_a_film(db):
    film = make_film(synopsis=f"[a]({LINK})")
    film.offers.create(access="dvd", url="https://b.example/")
    film.offers.create(access="dvd")
    make_film(synopsis="https://c.example/")

    assert urls_of_film(film) == ["https://b.example/", LINK]
