"""The page of one person, and the list of all."""

import datetime

import pytest
from django.http import QueryDict
from django.utils import timezone

from films.browsing.people import PeopleList
from films.choices import Job, TagKind
from films.person_page import PersonPage
from tests.factories import make_credit, make_draft, make_film, make_person, make_quote, make_tag
from tests.pages.guide import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def keaton():
    """Somebody with two films, in one of them as actor and director."""
    person = make_person("Buster Keaton", born="1895-10-04", died="1966-02-01")
    general = make_film(title="The General", year=1926)
    make_credit(general, person, job=Job.DIRECTOR)
    make_credit(general, person, character="Johnnie Gray")
    make_credit(make_film(title="The Cameraman", year=1928), person, character="Buster")
    make_credit(make_draft(title="Unseen", year=1930), person)
    return person


def test_films_are_listed_newest_first_with_jobs_and_characters(keaton):
    rows = [(row.film.title, row.jobs, row.characters) for row in PersonPage(keaton).films]

    assert rows == [
        ("The Cameraman", "Actor", "Buster"),
        ("The General", "Director, Actor", "Johnnie Gray"),
    ]


def test_credits_are_grouped_by_job(keaton):
    groups = [
        (group.job, [(film.title, character) for film, character in group.rows])
        for group in PersonPage(keaton).by_job
    ]

    assert groups == [
        ("Director", [("The General", "")]),
        ("Actor", [("The Cameraman", "Buster"), ("The General", "Johnnie Gray")]),
    ]


def test_facts_tell_dates_and_age(keaton):
    facts = [(str(f.term), f.links[0].words, f.note) for f in PersonPage(keaton).facts]

    assert facts == [
        ("Born", "4 October 1895", ""),
        ("Died", "1 February 1966", "(aged 70)"),
        ("Films here", "2", ""),
    ]


@pytest.mark.parametrize(
    ("born", "note"),
    [
        ("1850-01-01", ""),
        ("", None),
        (f"{timezone.localdate() - datetime.timedelta(days=365 * 40 + 30)}", "(aged 40)"),
    ],
)
def test_age_of_the_living_is_told_where_it_is_known(born, note):
    person = make_person(born=born)
    make_credit(make_film(), person)
    facts = {str(fact.term): fact.note for fact in PersonPage(person).facts}

    assert facts.get("Born") == note


def test_quotes_awards_and_collaborators_of_published_films(keaton):
    other, rare = make_person("Marion Mack"), make_person("Rare")
    for film in [credit.film for credit in keaton.credits.filter(job=Job.ACTOR)]:
        make_credit(film, other)
        make_quote(film, f"In {film.title}.", credit=film.credits.filter(person=keaton).first())
        film.awards.create(body=make_tag(kind=TagKind.AWARD), category=film.title, person=keaton)
    make_credit(keaton.credits.first().film, rare)
    page = PersonPage(keaton)

    assert [quote.text for quote in page.quotes] == ["In The Cameraman.", "In The General."]
    assert [award.category for award in page.awards] == ["The Cameraman", "The General"]
    assert [(row.link.words, row.film_count) for row in page.collaborators] == [("Marion Mack", 2)]


def test_person_without_a_published_film_is_unknown(client):
    person = make_person()
    make_credit(make_draft(), person)

    assert client.get(person.get_absolute_url()).status_code == 404
    assert client.get(f"{person.get_absolute_url()}portrait.svg").status_code == 404
    assert client.get("/people/nobody-of-the-kind/").status_code == 404


@pytest.mark.parametrize(
    ("films", "biography", "is_stub"), [(1, "", True), (2, "", False), (1, "A life.", False)]
)
def test_stub_is_kept_from_search_engines(client, films, biography, is_stub):
    person = make_person(biography=biography)
    for _ in range(films):
        make_credit(make_film(), person)

    assert ("noindex" in text(client, person.get_absolute_url())) == is_stub


def test_portrait_is_drawn_where_there_is_none(client, keaton):
    response = client.get("/people/buster-keaton/portrait.svg")

    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.content.startswith(b"<svg")
    assert "/people/buster-keaton/portrait.svg" in text(client, "/people/buster-keaton/")


def test_life_story_cannot_bring_html_of_its_own(client):
    person = make_person(biography="<script>alert(1)</script> **Bold.**")
    make_credit(make_film(), person)
    html = text(client, person.get_absolute_url())

    assert "<script>alert" not in html
    assert "<strong>Bold.</strong>" in html


def people(query: str = "") -> list[tuple[str, tuple[str, ...], int]]:
    cards = PeopleList(QueryDict(query)).cards
    return [(card.person.name, card.jobs, card.film_count) for card in cards]


def test_list_is_sorted_by_family_name_with_jobs_and_counts(keaton):
    make_credit(make_film(), make_person("Alla Nazimova"))
    make_credit(make_draft(), make_person("Aaron Unseen"))

    assert people() == [
        ("Buster Keaton", ("Director", "Actor"), 2),
        ("Alla Nazimova", ("Actor",), 1),
    ]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=KEAT", ["Buster Keaton"]),
        ("q=keaton+buster", ["Buster Keaton"]),
        ("q=the+great+stone+face", ["Buster Keaton"]),
        ("letter=K", ["Buster Keaton"]),
        ("letter=B", []),
        ("q=nobody", []),
        ("q=%25", []),
    ],
)
def test_list_is_searched_by_any_name_and_letter(keaton, query, names):
    keaton.also_known_as = "The Great Stone Face"
    keaton.save()

    assert [name for name, *_ in people(query)] == names


def test_nobody_found_shows_a_way_out(client, keaton):
    html = text(client, "/people/?q=nobody")

    assert "Nobody by that name" in html
    assert '<a class="btn" href="/people/">' in html
