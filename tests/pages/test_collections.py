"""Editors' lists of films."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from films.browsing.collections import PER_PAGE, collection_cards
from films.models import Collection
from films.sitemap import sitemap_pages
from tests.factories import make_draft, make_film
from tests.pages.guide import text

pytestmark = pytest.mark.django_db


def make_collection(**fields) -> Collection:
    return Collection.objects.create(**{"title": "A shelf", "published": True, **fields})


def titles(html: str) -> list[str]:
    return re.findall(r'card__title">(.*?)</h2>', html)


@pytest.mark.parametrize(("ranked", "first"), [(True, "1. "), (False, "")])
def test_films_stand_in_the_editors_order_numbered_when_ranked(client, ranked, first):
    shelf = make_collection(ranked=ranked)
    films = [make_film(title="Zoo"), make_draft(title="Unseen"), make_film(title="Ark")]
    for place, film in enumerate(films):
        shelf.items.create(film=film, position=place, note=f"Why {film.title}.")
    html = text(client, shelf.get_absolute_url())

    plain = [re.sub(r"<[^>]+>", "", title) for title in titles(html)]
    assert plain == [f"{first}Zoo", f"{'2. ' if ranked else ''}Ark"]
    assert re.findall(r"Why \w+\.", html) == ["Why Zoo.", "Why Ark."]


def test_unpublished_collection_is_not_found(client):
    shelf = make_collection(published=False)
    shelf.items.create(film=make_film())

    assert client.get(shelf.get_absolute_url()).status_code == 404
    assert "A shelf" not in text(client, "/collections/")


def test_collection_without_a_published_film_is_empty_and_not_listed(client):
    shelf = make_collection()
    shelf.items.create(film=make_draft())
    html = text(client, shelf.get_absolute_url())

    assert "No film of this list is in the programme" in html
    assert "noindex" in html
    assert "A shelf" not in text(client, "/collections/")


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("begins", "ends", "status"),
    [(-HOUR, None, 200), (HOUR, None, 404), (None, HOUR, 200), (None, -HOUR, 404)],
)
def test_collection_appears_and_ends_by_the_clock(client, begins, ends, status):
    now = timezone.now()
    times = {"published_at": begins and now + begins, "until": ends and now + ends}
    shelf = make_collection(**times)
    shelf.items.create(film=make_film())

    assert client.get(shelf.get_absolute_url()).status_code == status
    listed = status == 200
    assert ("A shelf" in text(client, "/collections/")) is listed
    assert [page.path for page in sitemap_pages("collections", 1)] == (
        [shelf.get_absolute_url()] if listed else []
    )


def test_notes_are_markdown_without_scripts(client):
    shelf = make_collection()
    shelf.items.create(film=make_film(), note="*Best* of [all](https://example.org/) <script>.")
    html = text(client, shelf.get_absolute_url())

    assert "<em>Best</em> of <a " in html
    assert "&lt;script&gt;" in html


def test_long_list_has_pages_and_counts_on(client):
    shelf = make_collection(ranked=True, introduction="Once.")
    for place in range(PER_PAGE + 1):
        shelf.items.create(film=make_film(title=f"Film {place:02}"), position=place)
    first, second = (text(client, f"{shelf.get_absolute_url()}?page={n}") for n in (1, 2))

    plain = [re.sub(r"<[^>]+>", "", title) for title in titles(second)]
    assert plain == [f"{PER_PAGE + 1}. Film {PER_PAGE:02}"]
    assert f'start="{PER_PAGE + 1}"' in second
    assert (first.count("Once."), second.count("<p>Once.</p>")) == (2, 0)
    assert (
        f'rel="canonical" href="http://127.0.0.1:8000{shelf.get_absolute_url()}?page=2"' in second
    )


def test_collections_lead_to_each_other(client):
    shelves = [make_collection(title=title) for title in ("A", "B", "C", "Empty")]
    for shelf in shelves[:3]:
        shelf.items.create(film=make_film())
    html = [text(client, shelf.get_absolute_url()) for shelf in shelves]

    led = [re.findall(r'href="(/collections/\w+/)" rel="(\w+)"', page) for page in html]
    assert led == [
        [("/collections/b/", "next")],
        [("/collections/a/", "prev"), ("/collections/c/", "next")],
        [("/collections/b/", "prev")],
        [("/collections/c/", "prev")],
    ]


def test_card_shows_the_first_posters_of_films_that_are_public():
    shelf = make_collection()
    films = [make_film(title=f"Film {n}") for n in range(6)]
    shelf.items.create(film=make_draft(), position=0)
    for place, film in enumerate(films):
        shelf.items.create(film=film, position=6 - place)

    [card] = collection_cards()

    assert (card.film_count, card.fan) == (6, films[:0:-1])
