"""Links on the desk: looked at, asked again, replaced; and the word beside a field."""

from datetime import timedelta

import pytest
from django.utils import timezone

from films import working_copies
from films.models import LinkCheck
from tests.factories import make_film
from tests.films.admin.forms import messages_of

OLD, NEW = "https://old.example/x", "https://new.example/y"


@pytest.fixture
def link(db):
    now = timezone.now()
    return LinkCheck.objects.create(
        url=OLD, host="old.example", state="moved", final_url=NEW, seen_at=now, checked_at=now,
        due_at=now + timedelta(days=7), uses=1,
    )  # fmt: skip


def page(link):
    return f"/admin/films/linkcheck/{link.pk}/change/"


def test_list_is_narrowed_down_to_a_state(editor, link):
    LinkCheck.objects.create(url=NEW, state="good", seen_at=link.seen_at, due_at=link.due_at)

    response = editor.get("/admin/films/linkcheck/", {"state__exact": "moved"})

    assert list(response.context["cl"].result_list) == [link]


def test_page_of_a_link_tells_where_it_stands_and_proposes_where_it_has_moved(editor, link):
    film = make_film(synopsis=f"<{OLD}>")

    context = editor.get(page(link)).context

    assert [each["address"] for each in context["places"]] == [
        f"/admin/films/film/{film.pk}/change/"
    ]
    assert (context["new"], "would_change" in context) == (NEW, False)


def test_replacing_is_shown_first_and_then_done(editor, link):
    film = make_film(synopsis=f"<{OLD}>")
    shown = editor.get(page(link), {"new": NEW}).context["would_change"]

    response = editor.post(
        f"/admin/films/linkcheck/{link.pk}/replace/", {"new": NEW, "seen": shown}, follow=True
    )

    film.refresh_from_db()
    assert film.synopsis == f"<{NEW}>"
    assert messages_of(response) == ["The address was replaced in 1 place."]
    assert response.context["original"].url == NEW


def test_senseless_replacement_is_answered_in_words(editor, link):
    make_film(synopsis=f"<{OLD}>")
    path = f"/admin/films/linkcheck/{link.pk}/replace/"

    shown = editor.get(page(link), {"new": "x"}).context["refusal"]
    response = editor.post(path, {"new": "x", "seen": "1"}, follow=True)

    assert [shown] == messages_of(response) == ["Give a whole web address: https://…"]


def test_check_again_from_the_list_and_from_the_page(editor, link):
    data = {"action": "check_again_now", "_selected_action": [link.pk]}

    listed = editor.post("/admin/films/linkcheck/", data, follow=True)
    editor.post(f"/admin/films/linkcheck/{link.pk}/again/")

    link.refresh_from_db()
    assert link.due_at < timezone.now()
    assert messages_of(listed) == ["1 address is asked in the next round."]


def test_form_of_a_film_is_told_of_links_that_are_not_good(editor, link):
    film = make_film()
    film.scores.create(source="imdb", value=7, url=OLD)
    film.offers.create(access="dvd", url="https://good.example/")
    LinkCheck.objects.create(
        url="https://good.example/", state="good", seen_at=link.seen_at, due_at=link.due_at
    )
    working_copies.begin(film)

    response = editor.get(f"/admin/films/linkcheck/film/{film.pk}/")

    assert response.json() == {
        "links": {OLD: {"state": "moved", "words": f"Has moved to {NEW}", "new": NEW}},
        "take": "Take over",
    }


def test_mending_links_is_for_editors(writer, moderator, client, link):
    film = make_film()
    posts = [f"/admin/films/linkcheck/{link.pk}/{verb}/" for verb in ("again", "replace")]

    for path in posts:
        assert writer.post(path).status_code == moderator.post(path).status_code == 403
        assert client.post(path).status_code == 302
        assert writer.get(path).status_code == 405
    assert writer.get(page(link)).context["may_mend"] is False
    assert moderator.get(page(link)).status_code == 403
    assert client.get(f"/admin/films/linkcheck/film/{film.pk}/").status_code == 302
    assert writer.get(f"/admin/films/linkcheck/film/{film.pk}/").status_code == 200
    assert writer.get("/admin/films/linkcheck/film/999/").status_code == 404
