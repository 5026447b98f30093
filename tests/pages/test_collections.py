"""Editors' lists of films."""

import re

import pytest

from films.models import Collection
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
