"""The search and its suggestions."""

import pytest
from django.db import OperationalError

from films import missed_searches
from films.choices import TagKind
from films.models import MissedSearch
from films.search.finding import find
from films.search.guessing import guess_films
from films.search.query import parse_query
from tests.factories import make_credit, make_draft, make_film, make_person, make_quote, make_tag
from tests.pages.guide import text

pytestmark = pytest.mark.django_db


def films(words: str) -> list[str]:
    return [film.title for film in find(parse_query(words)).films]


@pytest.mark.parametrize(
    "words",
    [
        "the general",
        "general",
        "GENERAL",
        "General, The!",
        "gener",
        "the general 1926",
        "General (1926)",
        "der general",
        "генерал",
        "mecano",
    ],
)
def test_film_is_found_by_its_titles_however_they_are_typed(words):
    make_film(
        title="The General",
        year=1926,
        original_title="Der General",
        also_known_as="Le Mécano\nгенерал\nEl mecano",
    )
    make_film(title="Other")

    assert films(words) == ["The General"]


def test_accents_and_apostrophes_do_not_matter():
    make_film(title="Amélie’s Étude")

    assert films("amelies etude") == films("Amelie's") == ["Amélie’s Étude"]


def test_best_hit_comes_first():
    for title in ("Alone in M", "Metropolis", "M", "Mother", "The Mammoth"):
        make_film(title=title)

    assert films("m")[:1] == ["M"]
    assert films("m")[1:4] == ["The Mammoth", "Metropolis", "Mother"]


def test_year_chooses_between_films_of_the_same_name():
    make_film(title="Nosferatu", year=1979)
    first = make_film(title="Nosferatu", year=1922)

    assert find(parse_query("nosferatu 1922")).films == [first]


def test_number_that_belongs_to_the_title_is_no_year():
    make_film(title="Blade Runner 2049", year=2017)

    assert films("blade runner 2049") == ["Blade Runner 2049"]
    assert films("2049") == ["Blade Runner 2049"]


def test_films_of_a_director_are_found():
    lang = make_person("Fritz Lang")
    make_credit(make_film(title="Metropolis"), lang, job="director")
    make_credit(make_film(title="Acted"), lang)

    assert films("fritz lang") == ["Metropolis"]


def test_people_quotes_and_tags_are_found_and_marked(client):
    film = make_film(title="Charade")
    make_credit(film, make_person("Cary Marks"))
    make_quote(film, "Nobody marks <this>.", speaker="Mark")
    film.film_tags.create(tag=make_tag("Marksmen", TagKind.THEME))
    html = text(client, "/search/?q=mark")

    assert "Cary <mark>Marks</mark>" in html
    assert "Nobody <mark>marks</mark> &lt;this&gt;." in html
    assert "<mark>Marksmen</mark>" in html
    assert "4 results" not in html
    assert "3 results for <strong>mark</strong>" in html


def test_nothing_found_suggests_what_was_meant(client):
    make_film(title="Metropolis", year=1927)
    html = text(client, "/search/?q=metroplis")

    assert "Nothing for “metroplis”" in html
    assert "Metropolis (1927)" in html


def test_search_without_words_shows_only_the_field(client):
    make_film()

    assert "A title, half a title" in text(client, "/search/")
    assert "results" not in text(client, "/search/?q=+")
    assert "Nothing for “!”" in text(client, "/search/?q=!")


def test_long_question_is_answered_and_its_cut_told(client):
    html = text(client, "/search/?q=" + "metropolis+" * 900)

    assert "we looked at its first 200 characters" in html


def test_cut_groups_say_so(client):
    for number in range(25):
        make_film(title=f"Same {number}")

    assert "There are more: add a word" in text(client, "/search/?q=same")
    assert "There are more" not in text(client, "/search/?q=same+24")


def suggested(client, words: str) -> list[dict]:
    return client.get("/search/suggest/", {"q": words}).json()


def test_suggestions_are_films_then_people_in_the_form_of_the_script(client):
    film = make_film(title="The General", year=1926)
    undated = make_film(title="Undated General", year=None)
    person = make_person("Gena Rowlands")
    make_credit(film, person)

    assert suggested(client, "gen") == [
        {"title": "The General", "kind": "1926", "url": film.get_absolute_url()},
        {"title": "Undated General", "kind": "film", "url": undated.get_absolute_url()},
        {"title": "Gena Rowlands", "kind": "person", "url": person.get_absolute_url()},
    ]


def test_suggestions_need_two_letters_and_are_few(client):
    for number in range(20):
        make_credit(make_film(title=f"General {number:02}"), make_person(f"Generous {number:02}"))
    make_draft(title="General Draft")

    assert suggested(client, "g") == suggested(client, " ") == []
    assert len(suggested(client, "gen")) == 9


@pytest.mark.parametrize(
    ("text_of_path", "titles"),
    [
        (" films metroplis 1927 ", ["Metropolis"]),
        ("/films/the-cabinet-of-doctor-caligari/", ["The Cabinet of Dr. Caligari"]),
        ("/films/metrropolis-1927/", ["Metropolis"]),
        ("/films/metopolis-1927/", ["Metropolis"]),
        ("nothing like it", []),
        ("", []),
        ("films 1927", []),
        ("%_%", []),
        ("x" * 9_000, []),
    ],
)
def test_guesses_are_titles_that_look_alike(text_of_path, titles):
    make_film(title="Metropolis")
    make_film(title="The Cabinet of Dr. Caligari")
    make_draft(title="Metropolis Unseen")

    assert [film.title for film in guess_films(text_of_path.replace("-", " "))] == titles


def missed() -> list[str]:
    return list(MissedSearch.objects.values_list("words", flat=True))


def test_search_that_finds_nothing_is_counted_and_sets_no_cookie(client):
    make_film(title="Metropolis")

    client.get("/search/?q=metropolis")
    response = client.get("/search/?q=Nothing+Like+It")

    assert missed() == ["Nothing Like It"]
    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/search/?q=nothing", {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}),
        ("/search/?q=nothing", {"Sec-Purpose": "prefetch;prerender"}),
        ("/search/?q=nothing&page=2", {}),
        ("/search/suggest/?q=nothing", {}),
        ("/search/", {}),
    ],
)
def test_robots_prefetches_and_suggestions_do_not_count(client, address, headers):
    assert client.get(address, headers=headers).status_code == 200

    assert missed() == []


def test_head_does_not_count(client):
    client.head("/search/?q=nothing")

    assert missed() == []


def test_search_is_answered_where_it_cannot_be_counted(client, monkeypatch):
    def refuse(*_):
        raise OperationalError

    monkeypatch.setattr(missed_searches, "_count", refuse)

    assert "Nothing for “nothing”" in text(client, "/search/?q=nothing")
