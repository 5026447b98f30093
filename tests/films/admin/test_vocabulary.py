"""People, tags, services and lists in the admin, and what happened to films."""

import pytest

from films.choices import TagKind
from films.models import Collection, Person, Provider, Redirect, Tag
from tests.factories import (
    make_credit,
    make_draft,
    make_film,
    make_person,
    make_provider,
    make_tag,
)
from tests.films.admin.forms import errors_of, fields_of, messages_of, with_row


def save(client, path, **fields):
    return client.post(path, fields_of(client.get(path)) | fields, follow=True)


def test_a_person_made_in_the_popup_goes_back_to_the_form(editor):
    response = save(editor, "/admin/films/person/add/?_popup=1", name="Zasu Pitts", _popup="1")

    person = Person.objects.get()
    assert response.templates[0].name == "admin/popup_response.html"
    assert (person.slug, person.sort_name) == ("zasu-pitts", "Pitts, Zasu")


def test_a_tag_made_in_the_popup_goes_back_to_the_form(editor):
    data = {"name": "Western", "kind": "genre", "_popup": "1"}

    response = save(editor, "/admin/films/tag/add/?_popup=1", **data)

    assert response.templates[0].name == "admin/popup_response.html"
    assert Tag.objects.get().slug == "western"


def test_a_tag_that_is_there_is_refused_in_words(editor):
    make_tag("Western")

    response = save(editor, "/admin/films/tag/add/", name="Western", kind="genre")

    assert errors_of(response) == ["Tag with this Kind and Name already exists."]


@pytest.mark.parametrize(
    ("make", "noun", "old", "new"),
    [
        (lambda: make_person("Old Name"), "person", "/people/old-name/", "/people/new/"),
        (lambda: make_tag("Old Name"), "tag", "/tags/genre/old-name/", "/tags/genre/new/"),
    ],
)
def test_a_new_address_leaves_a_redirect(editor, make, noun, old, new):
    save(editor, f"/admin/films/{noun}/{make().pk}/change/", slug="new")

    assert dict(Redirect.objects.values_list("old_path", "new_path")) == {old: new}


def test_a_person_with_credits_is_not_deleted(editor):
    person = make_person("Ann Lee")
    make_credit(make_film(), person)

    path = f"/admin/films/person/{person.pk}/delete/"
    response = editor.post(path, {"post": "yes"}, follow=True)

    assert messages_of(response) == ["“Ann Lee” cannot be deleted: it is needed by 1 credit."]


def test_a_wrong_date_of_birth_is_answered_in_words(editor):
    response = save(editor, "/admin/films/person/add/", name="A", born="1895-13")

    assert len(errors_of(response)) == 1


def test_search_for_people_minds_no_accents(editor):
    make_person("Renée Adorée")

    response = editor.get("/admin/films/person/", {"q": "adoree"})

    assert [person.name for person in response.context["cl"].result_list] == ["Renée Adorée"]


def test_a_service_is_closed_in_the_list(editor):
    provider = make_provider("Shelf")
    path = "/admin/films/provider/"
    data = fields_of(editor.get(path))
    del data["form-0-active"]

    editor.post(path, data | {"_save": "Save"})

    assert Provider.objects.get(pk=provider.pk).active is False


def test_a_collection_takes_films_in_order(editor):
    one, two = make_film(), make_film()
    data = fields_of(editor.get("/admin/films/collection/add/")) | {"title": "Two"}
    data = with_row(with_row(data, "items", film=two.pk, note="First."), "items", film=one.pk)

    editor.post("/admin/films/collection/add/", data)

    collection = Collection.objects.get()
    assert collection.slug == "two"
    assert [item.film for item in collection.items.all()] == [two, one]


def test_a_film_twice_in_a_collection_is_refused(editor):
    film = make_film()
    data = fields_of(editor.get("/admin/films/collection/add/")) | {"title": "Two"}
    data = with_row(with_row(data, "items", film=film.pk), "items", film=film.pk)

    response = editor.post("/admin/films/collection/add/", data)

    assert "Please correct the duplicate data for film." in errors_of(response)


def test_a_redirect_to_another_site_is_refused(editor):
    path = "/admin/films/redirect/add/"

    response = save(editor, path, old_path="/a/", new_path="//evil.example/")

    assert errors_of(response) == ["The new address begins with one slash: /films/…"]


def test_award_body_must_give_awards(editor):
    film, drama = make_draft(), make_tag("Drama", TagKind.GENRE)
    path = f"/admin/films/film/{film.pk}/change/"

    response = editor.post(path, with_row(fields_of(editor.get(path)), "awards", body=drama.pk))

    assert errors_of(response) == [
        "Select a valid choice. That choice is not one of the available choices."
    ]
