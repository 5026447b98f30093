"""What is deleted can be had back."""

import pytest
from django.db.models import ProtectedError

from films.choices import FilmStatus, RevisionKind, TagKind
from films.deletions import RecoveryError, delete, recover
from films.document import dump
from films.models import Collection, Deletion, Film, Person, Redirect, Revision, Tag
from films.revisions import record
from tests.factories import (
    make_credit,
    make_film,
    make_full_film,
    make_image,
    make_person,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_a_deleted_film_comes_back_as_a_draft_with_its_words_and_history():
    film = make_full_film(author=make_user())
    document, author = dump(film), film.author
    record(film, RevisionKind.SAVE)

    back = recover(delete(film, by=make_user()), by=make_user())

    assert dump(back) == document | {"status": "draft"}
    assert (back.author, back.version) == (author, 1)
    assert [revision.number for revision in back.revisions.all()] == [1]
    assert list(back.events.values_list("verb", flat=True)) == ["recovered", "deleted"]
    assert not Deletion.objects.exists()


def test_the_address_of_a_deleted_film_is_gone_until_it_is_back(client):
    film = make_film(slug="here-1927")
    deletion = delete(film, by=None)
    gone = client.get("/films/here-1927/").status_code

    back = recover(deletion, by=None)

    assert (gone, client.get("/films/here-1927/").status_code) == (410, 404)
    assert (back.slug, back.status) == ("here-1927", FilmStatus.DRAFT)


def test_a_film_comes_back_beside_one_that_took_its_address():
    deletion = delete(make_film(slug="here-1927"), by=None)
    make_film(slug="here-1927")

    assert recover(deletion, by=None).slug == "here-1927-2"


def test_a_film_whose_number_was_given_away_stays_deleted_and_says_why():
    deletion = delete(make_film(title="Old", imdb_id="tt0000001"), by=None)
    make_film(imdb_id="tt0000001")

    with pytest.raises(RecoveryError, match=r"“Old \(1927\)” cannot be brought back"):
        recover(deletion, by=None)

    assert Deletion.objects.get() == deletion
    assert Film.objects.count() == 1


def test_a_film_comes_back_into_its_collections():
    collection = Collection.objects.create(title="Best")
    film = make_film()
    collection.items.create(film=film, note="First.", position=4)

    back = recover(delete(film, by=None), by=None)

    item = collection.items.get()
    assert (item.film, item.note, item.position) == (back, "First.", 4)


@pytest.mark.parametrize("kind", ["person", "tag", "collection"])
def test_people_tags_and_collections_come_back(kind):
    make = {
        "person": lambda: make_person("Lillian Gish", portrait=make_image(), born="1893-10-14"),
        "tag": lambda: make_tag("Heist", TagKind.THEME, introduction="Plans."),
        "collection": lambda: Collection.objects.create(title="Best", published=True),
    }
    thing = make[kind]()
    path, name = thing.get_absolute_url(), str(thing)
    deletion = delete(thing, by=make_user())
    gone = Redirect.objects.get(old_path=path).new_path

    back = recover(deletion, by=make_user())

    assert (gone, str(back), back.get_absolute_url()) == ("", name, path)
    assert not Redirect.objects.exists()


def test_what_others_depend_on_is_not_deleted():
    film, person, tag = make_film(), make_person(), make_tag()
    make_credit(film, person)
    film.film_tags.create(tag=tag)

    with pytest.raises(ProtectedError):
        delete(person, by=None)

    assert (Person.objects.count(), Tag.objects.count()) == (1, 1)
    assert (Deletion.objects.count(), Redirect.objects.count()) == (0, 0)


def test_history_of_a_deleted_film_waits_with_it():
    film = make_film()
    record(film, RevisionKind.SAVE)

    deletion = delete(film, by=None)

    assert [revision.deletion for revision in Revision.objects.all()] == [deletion]
