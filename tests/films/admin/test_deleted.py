"""What was deleted, and the way back."""

import pytest
from django.urls import reverse

from films import publishing
from films.choices import RevisionKind, TagKind
from films.models import Collection, Deletion, Film, Person, Tag
from films.revisions import record
from tests.factories import make_film, make_full_film, make_person, make_tag
from tests.films.admin.forms import messages_of

LIST = "/admin/films/deletion/"


def delete(client, thing):
    """Delete something through its own page and return what is kept of it."""
    name = f"admin:films_{thing._meta.model_name}_delete"
    client.post(reverse(name, args=[thing.pk]), {"post": "yes"})
    return Deletion.objects.get()


def recover(client, deletion):
    return client.post(f"{LIST}{deletion.pk}/recover/", follow=True)


def test_a_film_is_gone_and_comes_back_with_its_history(editor, client):
    film = make_full_film(logline="Words.")
    record(film, RevisionKind.SAVE, by=editor.user)
    path = film.get_absolute_url()

    deletion = delete(editor, film)

    assert client.get(path).status_code == 410
    shown = editor.get(f"{LIST}{deletion.pk}/change/").content.decode()
    assert "with its history of 1 version" in shown

    response = recover(editor, deletion)

    back = Film.objects.get(slug=film.slug)
    assert messages_of(response) == [
        f"“{back}” is back as a draft, with its history. Publish it to show it again."
    ]
    assert back.revisions.count() == 1
    assert client.get(path).status_code == 404
    publishing.publish(back, by=editor.user)
    assert client.get(path).status_code == 200
    assert not Deletion.objects.exists()


@pytest.mark.parametrize(
    "make",
    [
        lambda: make_person("Lillian Gish", biography="A life."),
        lambda: make_tag("Drama"),
        lambda: make_tag("Storm", TagKind.WARNING),
        lambda: Collection.objects.create(title="Best", published=True),
    ],
)
def test_other_pages_come_back_as_they_were(editor, make):
    thing = make()
    deletion = delete(editor, thing)
    assert editor.get(f"{LIST}{deletion.pk}/change/").status_code == 200

    response = recover(editor, deletion)

    assert messages_of(response) == [f"“{thing}” is back."]
    (back,) = type(thing).objects.filter(slug=thing.slug)
    assert str(back) == str(thing)


def test_what_came_since_stands_in_the_way_and_is_named(editor):
    deletion = delete(editor, make_tag("Drama"))
    make_tag("Drama")

    response = recover(editor, deletion)

    sentence = messages_of(response)[-1]
    assert sentence.startswith("“Drama” cannot be brought back:")
    assert (Deletion.objects.count(), Tag.objects.count()) == (1, 1)


def test_bringing_back_is_posted_by_those_who_may_delete(editor, writer, moderator, client):
    deletion = delete(editor, make_person())
    path = f"{LIST}{deletion.pk}/recover/"

    assert writer.get(f"{LIST}{deletion.pk}/change/").status_code == 200
    assert "Bring back" not in writer.get(f"{LIST}{deletion.pk}/change/").content.decode()
    assert writer.post(path).status_code == 403
    assert moderator.get(LIST).status_code == 403
    assert moderator.post(path).status_code == 403
    assert client.post(path)["Location"] == f"/admin/login/?next={path}"
    assert editor.get(path).status_code == 405
    assert editor.post(f"{LIST}999/recover/").status_code == 404
    assert not Person.objects.exists()


def test_list_is_searched_and_nothing_in_it_is_changed(editor):
    deletion = delete(editor, make_film(title="The Wind"))

    found = editor.get(f"{LIST}?q=wind").context["cl"].result_list
    assert list(found) == [deletion]
    assert editor.get(f"{LIST}add/").status_code == 403
    assert editor.post(f"{LIST}{deletion.pk}/delete/", {"post": "yes"}).status_code == 403
