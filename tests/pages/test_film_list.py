"""The list of all films and its filters."""

import re

import pytest
from django.http import QueryDict

from films.browsing.film_list import FilmList
from films.models import Film
from tests.factories import make_film, make_tag
from tests.pages.guide import text

pytestmark = pytest.mark.django_db


def listed(query: str = "") -> list[str]:
    return [film.title for film in FilmList(QueryDict(query)).listing.rows]


@pytest.fixture
def comedy():
    return make_tag("Comedy")


@pytest.fixture
def films(comedy) -> list[Film]:
    """Four films of three decades, two of them comedies."""
    rows = [
        ("The General", 1926, True),
        ("A Trip to the Moon", 1902, False),
        ("Greed", 1924, False),
        ("2001", 1968, True),
    ]
    films = [make_film(title=title, year=year) for title, year, _ in rows]
    for film, (_, _, is_comedy) in zip(films, rows, strict=True):
        if is_comedy:
            film.film_tags.create(tag=comedy)
    return films


def test_list_is_sorted_by_title_without_articles(films):
    assert listed() == ["2001", "The General", "Greed", "A Trip to the Moon"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("genre=comedy", ["2001", "The General"]),
        ("decade=1920", ["The General", "Greed"]),
        ("letter=G", ["The General", "Greed"]),
        ("letter=g", ["The General", "Greed"]),
        ("letter=other", ["2001"]),
        ("genre=comedy&decade=1920&letter=G", ["The General"]),
        ("genre=comedy&decade=1900", []),
        ("sort=year", ["2001", "The General", "Greed", "A Trip to the Moon"]),
        ("sort=newest", ["2001", "Greed", "A Trip to the Moon", "The General"]),
        ("letter=Z", []),
    ],
)
def test_filters_combine(films, query, titles):
    assert listed(query) == titles


def test_films_without_a_year_come_last_by_year():
    make_film(title="Undated", year=None)
    make_film(title="Dated", year=1950)

    assert listed("sort=year") == ["Dated", "Undated"]


@pytest.mark.parametrize("title", ["Сталкер", "千と千尋", "???", "Éclair", "Æon", "Zodiac"])
def test_every_title_stands_under_exactly_one_letter(title):
    make_film(title=title)
    letters = [row for row in FilmList(QueryDict()).letters if row.url]

    assert len(letters) == 1
    query = letters[0].url.partition("?")[2]
    assert listed(query) == [title]


def test_menus_count_what_each_choice_would_leave(films):
    chosen = FilmList(QueryDict("decade=1920"))

    assert [(row.words, row.count) for row in chosen.genres] == [("Comedy", 1)]
    assert [(row.words, row.count) for row in chosen.decades] == [
        ("1960s", 1),
        ("1920s", 2),
        ("1900s", 1),
    ]
    assert [row.sign for row in chosen.letters if row.url] == ["G"]


def test_chosen_filter_stays_in_its_menu_when_nothing_is_left(films):
    make_tag("War")
    chosen = FilmList(QueryDict("genre=war&decade=1990"))

    assert [(row.value, row.count) for row in chosen.genres if row.is_chosen] == [("war", 0)]
    assert [(row.value, row.count) for row in chosen.decades if row.is_chosen] == [("1990", 0)]


def test_filters_in_use_can_be_dropped_one_by_one(films):
    chosen = FilmList(QueryDict("genre=comedy&decade=1920&letter=G&sort=year&page=3"))

    assert [(link.words, link.url) for link in chosen.in_use] == [
        ("Comedy", "/films/?decade=1920&letter=G&sort=year"),
        ("1920s", "/films/?genre=comedy&letter=G&sort=year"),
        ("G", "/films/?genre=comedy&decade=1920&sort=year"),
    ]


def test_unknown_filters_are_left_out_and_told(client, films):
    html = text(client, "/films/?genre=<b>&decade=1925&letter=GG")

    assert "We have no filter called “&lt;b&gt;”, “1925”, “GG”" in html
    assert "<strong>4 films</strong>" in html


def test_filtered_list_is_not_for_search_engines(client, films):
    plain, filtered = text(client, "/films/"), text(client, "/films/?genre=comedy")

    assert 'rel="canonical"' in plain
    assert "noindex" not in plain
    assert '<meta name="robots" content="noindex, follow">' in filtered


def test_empty_result_shows_a_way_out(client, films):
    html = text(client, "/films/?letter=Z")

    assert "No film fits all of this" in html
    assert '<a class="btn" href="/films/">' in html


@pytest.mark.parametrize(
    ("page", "number"),
    [("", 1), ("2", 2), ("3", 2), ("0", 1), ("-1", 1), ("abc", 1), (str(2**70), 1), ("999999", 2)],
)
def test_page_number_out_of_range_is_the_nearest_page(page, number):
    for index in range(25):
        make_film(title=f"Film {index:02}")
    listing = FilmList(QueryDict(f"page={page}&letter=F")).listing

    assert listing.page.number == number
    assert len(listing.rows) == (24 if number == 1 else 1)
    assert listing.query == "letter=F&"


def test_pager_keeps_the_filters(client):
    for index in range(25):
        make_film(title=f"Film {index:02}")
    html = text(client, "/films/?letter=F&sort=year")

    assert re.findall(r'href="(\?[^"]*page=2)" rel="next"', html) == [
        "?letter=F&amp;sort=year&amp;page=2"
    ]
