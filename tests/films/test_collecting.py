"""Films are put on editors' lists."""

import pytest

from films.collecting import CollectingRefused, collect
from films.models import Collection
from films.working_copies import begin
from tests.factories import make_film

pytestmark = pytest.mark.django_db


def on(collection: Collection) -> list[str]:
    return [item.film.title for item in collection.items.select_related("film")]


def test_films_go_to_the_end_of_the_list_each_once():
    shelf = Collection.objects.create(title="Étude")
    first, second, third = (make_film(title=title) for title in ("One", "Two", "Three"))
    shelf.items.create(film=second, position=7, note="Kept.")

    done = collect([third, second, begin(first)], title="etude")

    assert (done.collection, done.is_new, done.added) == (shelf, False, 2)
    assert on(shelf) == ["Two", "Three", "One"]
    assert shelf.items.get(film=second).note == "Kept."


def test_new_title_begins_a_list_that_is_not_public():
    done = collect([make_film(title="One")], title=" A  new shelf ")

    assert (done.is_new, done.collection.title, done.collection.slug) == (
        *(True, "A new shelf"),
        "a-new-shelf",
    )
    assert on(done.collection) == ["One"]
    assert not Collection.objects.get().is_live


@pytest.mark.parametrize("title", ["", "   ", "x" * 300])
def test_title_that_is_none_is_refused(title):
    with pytest.raises(CollectingRefused):
        collect([make_film()], title=title)

    assert not Collection.objects.exists()
