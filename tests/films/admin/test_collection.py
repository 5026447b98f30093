"""Editors' lists in the admin: their states, the look ahead, and films put on them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from films.models import Collection, Redirect
from tests.factories import make_draft, make_film
from tests.films.admin.forms import errors_of, fields_of, messages_of

HOUR = timedelta(hours=1)
LIST = "/admin/films/film/"


def make_collection(**fields) -> Collection:
    return Collection.objects.create(**{"title": "A shelf", **fields})


def scheduled(**fields) -> Collection:
    return make_collection(published=True, published_at=timezone.now() + HOUR, **fields)


def save(client, collection, **fields):
    path = f"/admin/films/collection/{collection.pk}/change/"
    return client.post(path, fields_of(client.get(path)) | fields, follow=True)


def test_list_says_the_state_and_what_is_left_out(editor):
    now = timezone.now()
    make_collection(title="Draft")
    scheduled(title="Ahead")
    shelf = make_collection(title="Public", published=True)
    make_collection(title="Over", published=True, until=now - HOUR)
    make_collection(title="Ends", published=True, until=now + HOUR)
    for film in (make_film(), make_draft()):
        shelf.items.create(film=film)

    changelist = editor.get("/admin/films/collection/").context["cl"]

    admin = changelist.model_admin
    states = {row.title: admin.state(row).partition(" ")[0] for row in changelist.result_list}
    assert states == {
        "Draft": "Draft",
        "Ahead": "Scheduled",
        "Public": "Public",
        "Over": "Over",
        "Ends": "Public",
    }
    [row] = [row for row in changelist.result_list if row.title == "Public"]
    assert (admin.film_count(row), admin.hidden_count(row)) == (2, 1)


@pytest.mark.parametrize("state", ["draft", "scheduled", "public", "over"])
def test_list_is_narrowed_down_to_a_state(editor, state):
    make_collection(title="draft")
    scheduled(title="scheduled")
    make_collection(title="public", published=True)
    make_collection(title="over", published=True, until=timezone.now() - HOUR)

    found = editor.get("/admin/films/collection/", {"state": state}).context["cl"].result_list

    assert [row.title for row in found] == [state]


def test_end_before_the_beginning_is_refused_in_words(editor):
    times = {"published_at": "2027-05-02T10:00", "until": "2027-05-01T10:00"}

    response = save(editor, make_collection(), **times)

    assert errors_of(response) == ["It would end before it begins."]


def test_new_address_leaves_a_redirect_once_visitors_may_know_the_old_one(editor):
    save(editor, scheduled(slug="ahead"), slug="ahead-2")
    save(editor, make_collection(title="B", slug="open", published=True), slug="open-2")

    assert dict(Redirect.objects.values_list("old_path", "new_path")) == {
        "/collections/open/": "/collections/open-2/"
    }


def test_deleted_collection_is_gone_for_good(editor, client):
    shelf = make_collection(slug="open", published=True)

    editor.post(f"/admin/films/collection/{shelf.pk}/delete/", {"post": "yes"})

    assert client.get("/collections/open/").status_code == 410


def test_collection_is_looked_at_before_it_is_public(editor):
    shelf = scheduled()
    shelf.items.create(film=make_film(title="Shown"))
    shelf.items.create(film=make_draft(title="Hidden"), position=1)

    response = editor.get(f"/admin/films/collection/{shelf.pk}/preview/")
    page = response.content.decode()

    assert "Not public yet." in page
    assert [place.film.title for place in response.context["page"].places] == ["Shown"]
    assert [film.title for film in response.context["left_out"]] == ["Hidden"]
    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert 'name="robots" content="noindex, nofollow"' in page
    assert 'rel="canonical"' not in page


@pytest.mark.parametrize(
    ("role", "status"),
    [("administrator", 200), ("editor", 200), ("writer", 200), ("moderator", 403)],
)
def test_preview_is_for_those_who_may_see_collections(sign_in, client, role, status):
    path = f"/admin/films/collection/{make_collection().pk}/preview/"

    assert sign_in(role).get(path).status_code == status
    assert client.get(path).status_code == 302
    assert sign_in("administrator").post(path).status_code == 405
    assert sign_in("administrator").get(path.replace("preview", "x")).status_code == 302


# Films are put on one -----------------------------------------------------------------------------


def act(client, films, **fields):
    ticked = {"action": "add_to_collection", "_selected_action": [film.pk for film in films]}
    return client.post(LIST, ticked | fields, follow=True)


def test_ticked_films_are_put_on_a_collection(editor):
    shelf, films = make_collection(), [make_film(title="A"), make_film(title="B")]

    asked = act(editor, films)
    done = act(editor, films, collect="yes", title="A shelf")

    assert [film.title for film in asked.context["films"]] == ["B", "A"]
    assert list(asked.context["titles"]) == ["A shelf"]
    assert shelf.items.count() == 2
    assert messages_of(done) == [
        f'2 films are now on <a href="/admin/films/collection/{shelf.pk}/change/">A shelf</a>. '
    ]


def test_film_is_put_on_a_collection_from_its_form(editor):
    film = make_film()
    path = f"/admin/films/film/{film.pk}/collect/"

    refused = editor.post(path, {"collect": "yes", "title": " "})
    response = editor.post(path, {"collect": "yes", "title": "New shelf"})

    assert len(messages_of(refused)) == 1
    assert response.headers["Location"] == f"/admin/films/film/{film.pk}/change/"
    assert [item.film for item in Collection.objects.get().items.all()] == [film]
    form = editor.get(f"/admin/films/film/{film.pk}/change/").content.decode()
    listed = form.partition("On the collections:")[2].partition("</p>")[0]
    assert f'<a href="/admin/films/collection/{Collection.objects.get().pk}/change/"' in listed


@pytest.mark.parametrize("role", ["writer", "moderator"])
def test_who_may_not_change_collections_puts_nothing_on_them(sign_in, role):
    client, film = sign_in(role), make_film()

    act(client, [film], collect="yes", title="New shelf")
    response = client.post(f"{LIST}{film.pk}/collect/", {"collect": "yes", "title": "New shelf"})

    assert response.status_code == 403
    assert not Collection.objects.exists()
