"""Who may open and do what on the desk."""

import pytest
from django.apps import apps

from films.choices import FilmStatus
from films.models import Film
from tests.factories import make_draft, make_film, make_full_film, make_person
from tests.films.admin.forms import fields_of

NOUNS = [
    "film",
    "image",
    "person",
    "tag",
    "provider",
    "collection",
    "revision",
    "importrun",
    "redirect",
]
KEPT = {"revision", "importrun"}  # looked at, never made by hand


def paths(film):
    """Every list, add and change page, with a thing to change for each."""
    film.import_runs.create(kind="text_page", report={"unread": [{"line": 1, "text": "x"}]})
    film.revisions.create(number=1, kind="save", document={"title": "T", "tags": [{"name": "x"}]})
    apps.get_model("films", "redirect").objects.create(old_path="/a/", new_path="/b/")
    apps.get_model("films", "collection").objects.create(title="Best").items.create(film=film)
    for noun in NOUNS:
        thing = apps.get_model("films", noun).objects.first()
        yield f"/admin/films/{noun}/", 200
        yield f"/admin/films/{noun}/add/", 403 if noun in KEPT else 200
        yield f"/admin/films/{noun}/{thing.pk}/change/", 200


def test_every_page_opens_for_an_administrator(sign_in):
    administrator = sign_in("administrator")
    expected = dict(paths(make_full_film(rows=2)))

    assert {path: administrator.get(path).status_code for path in expected} == expected


def test_no_page_opens_for_a_stranger(client, db):
    for path, _ in paths(make_full_film()):
        assert client.get(path)["Location"] == f"/admin/login/?next={path}"


def test_a_moderator_looks_at_films_and_nothing_else(moderator):
    expected = {path: 403 for path, _ in paths(make_full_film())}
    shown = f"/admin/films/film/{Film.objects.first().pk}/change/"
    expected |= {"/admin/films/film/": 200, shown: 200}

    assert {path: moderator.get(path).status_code for path in expected} == expected
    assert moderator.post(shown, {}).status_code == 403


def buttons(client, film):
    response = client.get(f"/admin/films/film/{film.pk}/change/")
    return [name for name, _words in response.context["verbs"]]


def press(client, film, button):
    path = f"/admin/films/film/{film.pk}/change/"
    response = client.post(path, fields_of(client.get(path)) | {button: "1"})
    film.refresh_from_db()
    return response.status_code, film.status


def test_a_writer_submits_a_draft_of_their_own_and_then_only_looks(writer):
    film = make_draft(author=writer.user)

    assert buttons(writer, film) == ["_submit"]
    assert press(writer, film, "_publish") == (302, FilmStatus.DRAFT)
    assert press(writer, film, "_submit") == (302, FilmStatus.REVIEW)
    assert press(writer, film, "_save") == (403, FilmStatus.REVIEW)


@pytest.mark.parametrize("status", FilmStatus)
def test_a_writer_only_looks_at_the_films_of_others(writer, status):
    film = make_film(status=status, published_at="2026-01-01T00:00Z", logline="Theirs.")
    path = f"/admin/films/film/{film.pk}/change/"

    assert writer.get(path).status_code == 200
    assert writer.post(path, {"title": "Mine", "_save": "1"}).status_code == 403
    assert writer.post(f"/admin/films/film/{film.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_writer_cannot_give_a_film_a_date_or_another_author(writer, editor):
    film = make_draft(author=writer.user)
    path = f"/admin/films/film/{film.pk}/change/"
    data = fields_of(writer.get(path))

    writer.post(path, data | {"author": editor.user.pk, "published_at": "2020-01-01T00:00"})

    film.refresh_from_db()
    assert (film.author, film.published_at) == (writer.user, None)


def test_a_writer_is_not_offered_the_list_actions(writer):
    film = make_draft(author=writer.user, logline="Words.")
    chosen = {"action": "publish_films", "_selected_action": [film.pk]}

    writer.post("/admin/films/film/", chosen)

    assert Film.objects.get().status == FilmStatus.DRAFT


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (FilmStatus.DRAFT, ["_publish", "_submit", "_archive"]),
        (FilmStatus.REVIEW, ["_publish", "_return", "_archive"]),
        (FilmStatus.PUBLISHED, ["_publish", "_unpublish", "_archive"]),
        (FilmStatus.ARCHIVED, ["_publish"]),
    ],
)
def test_an_editor_is_offered_what_leads_on(editor, status, expected):
    assert buttons(editor, make_film(status=status, published_at="2026-01-01T00:00Z")) == expected


def test_choices_are_searched_by_those_who_may_see_them(editor, moderator, client):
    make_person("Buster Keaton", born="1895")
    query = "/admin/films/film/choices/?term=keaton&app_label=films&model_name=credit&field_name="

    assert [found["text"] for found in editor.get(f"{query}person").json()["results"]] == [
        "Buster Keaton (* 1895)",
        "Make “keaton”",
    ]
    assert moderator.get(f"{query}person").status_code == 403
    assert editor.get(f"{query}character").status_code == 403
    assert editor.get("/admin/films/film/choices/").status_code == 403
    assert client.get(f"{query}person").status_code == 302
