"""Everything that films are browsed by."""

import pytest
from django.http import QueryDict

from films.browsing.tags import TagPage, tag_groups
from films.choices import TagKind
from tests.factories import make_draft, make_film, make_tag
from tests.pages.guide import text

pytestmark = pytest.mark.django_db


def remarks(tag) -> list[tuple[str, str]]:
    return [(row.film.title, row.remark) for row in TagPage(tag, QueryDict()).films]


def test_groups_stand_in_the_order_of_the_kinds_with_counts():
    mood, comedy, war = make_tag("Sad", TagKind.MOOD), make_tag("Comedy"), make_tag("War")
    prize = make_tag("Golden Reel", TagKind.AWARD)
    for tags in ([comedy, mood], [comedy]):
        film = make_film()
        for tag in tags:
            film.film_tags.create(tag=tag)
        film.awards.create(body=prize, category="One")
        film.awards.create(body=prize, category="Two")
    make_draft().film_tags.create(tag=war)

    groups = [(g.kind, [(row.tag.name, row.film_count) for row in g.tags]) for g in tag_groups()]
    assert groups == [
        (TagKind.GENRE, [("Comedy", 2)]),
        (TagKind.MOOD, [("Sad", 1)]),
        (TagKind.AWARD, [("Golden Reel", 2)]),
    ]
    assert [group.kind for group in tag_groups(TagKind.MOOD)] == [TagKind.MOOD]


def test_page_lists_films_from_a_to_z_with_the_introduction(client):
    comedy = make_tag("Comedy", introduction="Everything *meant* to be funny.")
    for title in ("The Zoo", "Ark"):
        make_film(title=title).film_tags.create(tag=comedy)
    make_draft().film_tags.create(tag=comedy)

    assert remarks(comedy) == [("Ark", ""), ("The Zoo", "")]
    assert "Everything <em>meant</em> to be funny." in text(client, "/tags/genre/comedy/")


def test_award_body_lists_films_with_their_awards():
    body = make_tag("Golden Reel", TagKind.AWARD)
    film = make_film(title="M")
    film.awards.create(body=body, category="Best Film", year=1931)
    film.awards.create(body=body, category="Best Coat", won=False)
    make_draft().awards.create(body=body)

    assert remarks(body) == [("M", "Best Film, 1931 (won); Best Coat (nominated)")]


def test_warning_lists_films_that_have_it_not_those_that_were_checked():
    warning = make_tag("Violence", TagKind.WARNING)
    for title, level, detail in (("A", "mild", "a slap"), ("B", "none", ""), ("C", "severe", "")):
        make_film(title=title).film_tags.create(tag=warning, level=level, detail=detail)

    assert remarks(warning) == [("A", "Mild: a slap"), ("C", "Severe")]
    assert tag_groups()[0].tags[0].film_count == 2


def test_tag_that_no_published_film_has_is_not_found(client):
    make_tag("War")
    make_draft().film_tags.create(tag=make_tag("Noir"))
    checked = make_tag("Violence", TagKind.WARNING)
    make_film().film_tags.create(tag=checked, level="none")

    paths = [
        "genre/war/",
        "genre/noir/",
        "warning/violence/",
        "mood/war/",
        "nonsense/war/",
        "nonsense/",
        "genre/",
        "warning/",
    ]
    assert {p: client.get(f"/tags/{p}").status_code for p in paths} == dict.fromkeys(paths, 404)
