"""A live page changed in its form: visitors see it when it is published."""

from datetime import timedelta

import pytest
from django.utils import timezone

from films import working_copies
from films.choices import FilmStatus
from films.models import Film
from tests.factories import make_credit, make_draft, make_film, make_full_film, make_quote
from tests.films.admin.forms import fields_of, messages_of, with_row


def path(film):
    return f"/admin/films/film/{film.pk}/change/"


def save(client, film, **changes):
    data = fields_of(client.get(path(film))) | {"_continue": "1"} | changes
    return client.post(path(film), data)


def live(film):
    return Film.objects.get(pk=film.pk)


def test_saving_a_live_page_leaves_it_and_its_rows_alone(editor):
    film = make_film(logline="Words.")
    quote = make_quote(film, "Old line.", key="line")
    data = fields_of(editor.get(path(film)))

    editor.post(path(film), data | {"logline": "New.", "quotes-0-text": "New line.", "_save": "1"})

    copy = working_copies.edited(film)
    assert (live(film).logline, film.quotes.get().text) == ("Words.", "Old line.")
    assert (copy.logline, [(q.key, q.text) for q in copy.quotes.all()]) == (
        "New.",
        [(quote.key, "New line.")],
    )


def test_rows_are_added_and_removed_in_the_copy_only(editor):
    film = make_film(logline="Words.")
    make_quote(film, "Stays.")
    make_quote(film, "Goes.", position=1)
    data = fields_of(editor.get(path(film))) | {"quotes-1-DELETE": "on", "_save": "1"}

    editor.post(path(film), with_row(data, "quotes", text="Comes."))

    copy = working_copies.edited(film)
    assert [q.text for q in film.quotes.all()] == ["Stays.", "Goes."]
    assert [q.text for q in copy.quotes.all()] == ["Stays.", "Comes."]


def test_the_form_of_a_live_page_goes_on_with_its_copy(editor):
    film = make_full_film(rows=2)
    save(editor, film, logline="One.")

    save(editor, film, consensus="Two.")

    copy = working_copies.edited(film)
    assert (copy.logline, copy.consensus) == ("One.", "Two.")
    assert Film.objects.filter(draft_of=film).count() == 1


def test_publishing_the_changes_shows_them(editor):
    film = make_full_film(rows=2)
    save(editor, film, logline="One.")

    save(editor, film, _publish="1")

    assert live(film).logline == "One."
    assert not Film.objects.filter(draft_of=film).exists()
    assert editor.get(path(film)).status_code == 200


def test_pressing_save_on_a_live_page_without_a_change_makes_no_copy(editor):
    film = make_full_film(rows=2)

    response = save(editor, film)

    assert response.status_code == 302
    assert not Film.objects.filter(draft_of=film).exists()


def test_what_is_refused_on_a_live_page_keeps_what_was_typed_and_loses_no_row(editor):
    film = make_film(logline="Words.")
    make_quote(film, "Line.")

    refused = save(editor, film, runtime="many", logline="New.")
    editor.post(path(film), fields_of(refused) | {"runtime": "90", "_save": "1"})

    copy = working_copies.edited(film)
    assert (copy.logline, copy.runtime, copy.quotes.count()) == ("New.", 90, 1)
    assert (live(film).logline, live(film).quotes.count()) == ("Words.", 1)


def test_a_form_opened_before_the_copy_was_begun_is_stale(editor, sign_in):
    film = make_film(logline="Words.")
    old = fields_of(editor.get(path(film)))
    save(sign_in("editor"), film, logline="Anna's.")

    response = editor.post(path(film), old | {"logline": "Mine.", "_save": "1"})

    assert response.status_code == 200
    assert working_copies.edited(film).logline == "Anna's."
    assert fields_of(response)["logline"] == "Mine."


@pytest.mark.parametrize("ahead", [True, False])
def test_changes_with_a_date_ahead_wait_for_it(editor, ahead):
    film = make_film(logline="Words.")
    at = timezone.localtime() + timedelta(days=1 if ahead else -1)

    save(editor, film, logline="Later.", published_at=f"{at:%Y-%m-%dT%H:%M}", _publish="1")

    assert live(film).logline == ("Words." if ahead else "Later.")
    assert bool(working_copies.edited(film).go_live_at) is ahead


def test_returning_a_page_needs_a_word_and_gives_it_to_the_writer(editor, writer):
    film = make_film(status=FilmStatus.REVIEW, author=writer.user, logline="Words.")

    save(editor, film, _return="1")
    first = live(film).status
    save(editor, film, _return="1", revision_comment="Say who plays Vera.")

    assert (first, live(film).status) == (FilmStatus.REVIEW, FilmStatus.DRAFT)
    assert film.events.first().comment == "Say who plays Vera."
    assert writer.get(path(film)).context["has_change_permission"]


def test_a_writer_changes_no_copy_of_their_live_page(editor, writer):
    film = make_film(author=writer.user, logline="Words.")
    save(editor, film, logline="New.")

    response = writer.post(path(film), {"title": "Mine", "_save": "1"})

    assert response.status_code == 403


def test_history_of_a_page_in_the_admin_names_the_page_and_not_its_copy(editor):
    film = make_film(logline="Words.")
    make_credit(film)

    save(editor, film, logline="New.")

    entry = editor.user.logentry_set.get()
    assert entry.object_id == str(film.pk)


def test_the_list_finds_pages_with_changes_not_published(editor):
    film = make_film(title="Changed", logline="Words.")
    make_film(title="Plain")
    save(editor, film, logline="New.")

    response = editor.get("/admin/films/film/", {"state": "changes"})

    assert [page.title for page in response.context["cl"].queryset] == ["Changed"]
    assert "Published · changes not published" in response.content.decode()


def test_a_live_page_is_changed_and_published_with_one_button(editor):
    film = make_film(logline="Old.")
    form = fields_of(editor.get(path(film)))

    editor.post(path(film), form | {"logline": "New.", "_publish": "1"})
    film.refresh_from_db()
    numbers = film.revisions.count()
    form = fields_of(editor.get(path(film)))
    response = editor.post(path(film), form | {"_publish": "1"}, follow=True)

    assert (film.logline, working_copies.edited(film)) == ("New.", film)
    said = messages_of(response)[0]
    assert said == "The page says what it said: there is nothing to publish."
    assert film.revisions.count() == numbers


def test_a_step_is_told_once_and_its_word_too(editor):
    film = make_draft(logline="Words.")
    editor.post(path(film), fields_of(editor.get(path(film))) | {"_save": "1"})
    form = fields_of(editor.get(path(film)))

    editor.post(path(film), form | {"revision_comment": "Ready.", "_submit": "1"})
    told = list(film.revisions.values_list("kind", "comment"))

    assert told == [("submit", "Ready."), ("save", "")]


def test_saving_leaves_the_seconds_that_the_form_does_not_show(editor):
    film = make_film(published_at=timezone.now().replace(second=37))
    form = fields_of(editor.get(path(film)))

    editor.post(path(film), form | {"_unpublish": "1"})
    at = film.published_at
    film.refresh_from_db()

    assert film.published_at == at


def test_discarding_the_changes_says_that_none_are_left(editor):
    film = make_film(logline="Old.")
    save(editor, film, logline="New.")

    form = fields_of(editor.get(path(film)))
    response = editor.post(path(film), form | {"_discard": "1"}, follow=True)

    assert messages_of(response) == [f"“{film}”: Published."]
