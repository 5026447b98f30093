"""Nothing that is typed is lost: by no crash, second editor, login or right that is gone."""

import json

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from films import autosaves, presences, publishing, working_copies
from films.document import dump
from films.models import Autosave, Film
from films.roles import ensure_roles
from tests.factories import (
    make_credit,
    make_draft,
    make_full_film,
    make_person,
    make_user,
)
from tests.films.admin.forms import errors_of, fields_of, messages_of, with_row

ADD = "/admin/films/film/add/"
KEEP = "/admin/films/film/autosave/"


def change(film):
    return f"/admin/films/film/{film.pk}/change/"


def opened(client, film):
    """Return what the form of a film sends."""
    return fields_of(client.get(change(film)))


def key_of(data):
    return autosaves.read_mark(data["autosave_mark"]).key


def save(client, film, **fields):
    return client.post(change(film), opened(client, film) | fields | {"_continue": "1"})


def live(*characters):
    """Make a page that visitors see, with this cast."""
    film = make_draft(logline="Words.")
    for place, character in enumerate(characters):
        make_credit(film, character=character, position=place)
    return publishing.publish(film)


# Keeping ------------------------------------------------------------------------------------------


def test_what_is_typed_is_kept_and_neither_saved_nor_a_revision(editor):
    film = make_draft(title="Slow")

    data = opened(editor, film) | {"logline": "Typed."}
    answer = editor.post(KEEP, data).json()
    editor.post(KEEP, data | {"ending": "More."})

    row = Autosave.objects.get()
    assert (answer["state"], answer["isAllowed"]) == ("kept", True)
    assert dict(autosaves.fields_of(row))["ending"] == "More."
    assert (row.film, row.seen_version, row.editor) == (film, film.version, editor.user)
    assert Film.objects.get().logline == ""
    assert not film.revisions.exists()


def test_what_is_kept_is_gone_once_the_form_is_saved(editor):
    film = make_draft()
    data = opened(editor, film)
    editor.post(KEEP, data | {"logline": "Typed."})

    editor.post(change(film), data | {"logline": "Typed.", "_continue": "1"})
    late = editor.post(KEEP, data | {"logline": "Typed."}).json()

    assert late == {"state": "done"}
    assert not autosaves.unsaved(editor.user)


def test_what_is_kept_stays_while_the_form_is_refused(editor):
    film = make_draft()
    data = opened(editor, film) | {"year": "never"}
    editor.post(KEEP, data)

    response = editor.post(change(film), data | {"_save": "1"})

    assert key_of(fields_of(response)) == key_of(data)
    assert autosaves.unsaved(editor.user).get().key == key_of(data)


def test_a_mark_of_somebody_else_keeps_nothing(editor, sign_in):
    film = make_draft()
    data = opened(editor, film)

    response = sign_in("editor").post(KEEP, data)

    assert (response.status_code, response.json()) == (409, {"state": "other"})
    assert not Autosave.objects.exists()


def test_a_form_without_a_good_mark_is_told_to_ask_for_one(editor):
    film = make_draft()
    response = editor.post(KEEP, {"title": "A", "autosave_mark": "forged"})

    token = editor.get(f"{KEEP}token/?film={film.pk}").json()

    assert (response.status_code, response.json()) == (409, {"state": "mark"})
    assert token["editor"] == str(editor.user.pk)
    assert autosaves.read_mark(token["mark"]).film == film.pk


def test_a_writer_gets_no_mark_for_a_film_of_somebody_else(writer):
    film = make_draft()

    assert writer.get(f"{KEEP}token/?film={film.pk}").json()["mark"] is None


@pytest.mark.parametrize("address", [KEEP, f"{KEEP}alive/", f"{KEEP}drop/"])
def test_nothing_is_changed_by_a_link(editor, address):
    assert editor.get(address).status_code == 405


def test_kept_words_are_their_editors_alone(editor, sign_in):
    data = opened(editor, make_draft()) | {"logline": "Mine."}
    editor.post(KEEP, data)
    other = sign_in("administrator")

    assert other.get(f"{KEEP}{key_of(data)}/").status_code == 404
    assert other.post(f"{KEEP}drop/", {"key": key_of(data)}).status_code == 404
    assert Autosave.objects.get().fields != ""


# Going on -----------------------------------------------------------------------------------------


def test_a_form_offers_what_was_typed_before(editor):
    film = make_draft()
    data = opened(editor, film) | {"logline": "Typed."}
    editor.post(KEEP, data)

    response = editor.get(change(film))

    assert [offer["key"] for offer in response.context["offers"]] == [key_of(data)]
    assert fields_of(response)["logline"] == ""


def test_going_on_brings_back_all_that_was_typed_and_saves_nothing(editor):
    film = make_full_film(rows=2)
    before, person = dump(film), make_person("Zasu Pitts")
    data = opened(editor, film) | {
        "logline": "Typed.",
        "cast-0-character": "Changed",
        "cast-0-position": "1",
        "cast-1-position": "0",
        "trivia-1-DELETE": "on",
    }
    data = with_row(data, "cast", person=person.pk, character="Added")
    editor.post(KEEP, data)

    response = editor.post(change(film), {"_resume": key_of(data)})

    shown = fields_of(response)
    same = set(data) - {"csrfmiddlewaretoken", "autosave_mark"}
    assert {name: shown.get(name) for name in same} == {name: data[name] for name in same}
    assert key_of(shown) == key_of(data)
    assert "Zasu Pitts" in response.content.decode()
    assert errors_of(response) == []
    assert dump(Film.objects.get(pk=film.pk)) == before
    assert not Film.objects.filter(draft_of=film).exists()


def test_what_is_gone_on_with_is_saved_as_any_form(editor):
    film = make_draft()
    data = opened(editor, film) | {"logline": "Typed."}
    editor.post(KEEP, data)
    shown = fields_of(editor.post(change(film), {"_resume": key_of(data)}))

    editor.post(change(film), shown | {"_save": "1"})

    assert Film.objects.get().logline == "Typed."
    assert not autosaves.unsaved(editor.user)


def test_a_page_not_yet_saved_is_gone_on_with(editor):
    data = fields_of(editor.get(ADD)) | {"title": "The Wind", "year": "1928"}
    editor.post(KEEP, data)

    offers = editor.get(ADD).context["offers"]
    shown = fields_of(editor.post(ADD, {"_resume": key_of(data)}))
    editor.post(ADD, shown | {"_save": "1"})

    assert [(offer["key"], offer["title"]) for offer in offers] == [(key_of(data), "The Wind")]
    assert str(Film.objects.get()) == "The Wind (1928)"
    assert not autosaves.unsaved(editor.user)


def test_going_on_with_what_is_gone_is_said(editor):
    film = make_draft()

    response = editor.post(change(film), {"_resume": "nothing"}, follow=True)

    assert messages_of(response) == ["This is no longer kept: it was saved or thrown away."]


def test_going_on_with_words_older_than_the_page_keeps_both(editor, sign_in):
    film = make_draft()
    save(editor, film, logline="Old.")
    data = opened(editor, film) | {"ending": "Mine."}
    editor.post(KEEP, data)
    save(sign_in("editor"), film, logline="Hers.")

    shown = fields_of(editor.post(change(film), {"_resume": key_of(data)}))

    assert (shown["logline"], shown["ending"]) == ("Hers.", "Mine.")


def test_words_are_thrown_away_by_one_press(editor):
    film = make_draft()
    data = opened(editor, film) | {"logline": "Typed."}
    editor.post(KEEP, data)

    response = editor.post(f"{KEEP}drop/", {"key": key_of(data)})

    assert response["Location"] == change(film)
    assert not autosaves.unsaved(editor.user)


def test_what_differs_is_shown_before_one_goes_on(editor):
    film = make_draft(logline="Old.")
    data = opened(editor, film) | {"logline": "Typed."}
    editor.post(KEEP, data)

    response = editor.get(f"{KEEP}{key_of(data)}/")

    assert response.context["reconciled"].comparison.count == 1
    assert ("logline", "Typed.") in response.context["words"]
    assert Film.objects.get().logline == "Old."


# Two editors --------------------------------------------------------------------------------------


def test_a_stale_form_takes_over_what_only_the_other_changed(editor, sign_in):
    film = make_draft()
    save(editor, film, logline="Old.", ending="Old.")
    old, anna = opened(editor, film), sign_in("editor")
    save(anna, film, logline="Hers.")

    response = editor.post(change(film), old | {"ending": "Mine.", "_save": "1"})

    [sentence] = errors_of(response)
    shown = fields_of(response)
    assert sentence.startswith(f"{anna.user.username} saved this page on ")
    assert (shown["logline"], shown["ending"]) == ("Hers.", "Mine.")
    assert response.context["reconciled"].taken == ["Logline"]
    assert Film.objects.get().ending == "Old."

    editor.post(change(film), shown | {"_save": "1"})
    assert (Film.objects.get().logline, Film.objects.get().ending) == ("Hers.", "Mine.")


def test_a_stale_form_shows_what_both_changed_and_keeps_what_i_typed(editor, sign_in):
    film = make_draft()
    save(editor, film, logline="Old.")
    old = opened(editor, film)
    save(sign_in("editor"), film, logline="Hers.")

    response = editor.post(change(film), old | {"logline": "Mine.", "_save": "1"})

    [clash] = response.context["reconciled"].clashes
    assert (clash.anchor, clash.mine, clash.theirs) == ("id_logline", "Mine.", "Hers.")
    assert fields_of(response)["logline"] == "Mine."
    assert response.context["reconciled"].comparison.count == 1


def test_rows_of_both_stand_in_a_stale_form(editor, sign_in):
    film = make_draft()
    for place in range(3):
        make_credit(film, character=f"Role {place}", position=place)
    save(editor, film, logline="Begun.")
    old, anna = opened(editor, film), sign_in("editor")
    save(anna, film, **{"cast-0-character": "Hers", "cast-1-DELETE": "on"})
    mine = with_row(old, "cast", person=make_person().pk, character="Added")

    response = editor.post(change(film), mine | {"cast-2-character": "Mine", "_save": "1"})
    editor.post(change(film), fields_of(response) | {"_save": "1"})

    cast = film.credits.values_list("character", flat=True)
    assert list(cast) == ["Hers", "Mine", "Added"]


def test_rows_made_anew_in_the_database_are_not_doubled(editor, sign_in):
    film = live("Role 0", "Role 1", "Role 2")
    save(sign_in("editor"), film, logline="Begun.")
    publishing.discard(Film.objects.get(draft_of=film))
    old = opened(editor, film)
    save(sign_in("editor"), film, logline="Hers.")

    response = editor.post(change(film), old | {"cast-2-character": "Mine", "_save": "1"})
    editor.post(change(film), fields_of(response) | {"_save": "1"})

    copy = Film.objects.get(draft_of=film)
    assert list(copy.credits.values_list("character", flat=True)) == ["Role 0", "Role 1", "Mine"]
    assert copy.logline == "Hers."


def test_rows_of_a_live_page_are_those_of_a_copy_that_was_begun_meanwhile(editor):
    film = live("Old")
    old = opened(editor, film)
    working_copies.begin(film)

    editor.post(change(film), old | {"cast-0-character": "Mine", "_save": "1"})

    [copy] = Film.objects.filter(draft_of=film)
    assert list(copy.credits.values_list("character", flat=True)) == ["Mine"]
    assert list(film.credits.values_list("character", flat=True)) == ["Old"]


def test_a_form_of_a_copy_that_was_discarded_begins_another(editor):
    film = live("Old")
    save(editor, film, logline="Begun.")
    old = opened(editor, film)
    publishing.discard(Film.objects.get(draft_of=film))

    response = editor.post(change(film), old | {"cast-0-character": "Mine", "_save": "1"})
    if response.status_code == 200:
        editor.post(change(film), fields_of(response) | {"_save": "1"})

    [copy] = Film.objects.filter(draft_of=film)
    assert list(copy.credits.values_list("character", flat=True)) == ["Mine"]


def test_a_version_in_which_nothing_changed_stops_nobody(editor):
    film = make_draft()
    save(editor, film, logline="Old.")
    old = opened(editor, film)
    Film.objects.filter(pk=film.pk).update(version=99)

    response = editor.post(change(film), old | {"logline": "Mine.", "_save": "1"})

    assert response.status_code == 302
    assert Film.objects.get().logline == "Mine."


def test_faults_in_a_stale_form_leave_both_versions_whole(editor, sign_in):
    film = make_draft()
    save(editor, film, logline="Old.")
    old = opened(editor, film)
    save(sign_in("editor"), film, logline="Hers.")

    response = editor.post(change(film), old | {"year": "never", "_save": "1"})

    assert (fields_of(response)["year"], fields_of(response)["logline"]) == ("never", "Hers.")
    assert response.context["reconciled"].comparison is None


# Who is here --------------------------------------------------------------------------------------


def test_a_form_says_who_else_has_it_open(editor, sign_in):
    film, anna = make_draft(), sign_in("editor")
    mark = opened(anna, film)["autosave_mark"]

    anna.post(f"{KEEP}alive/", {"mark": mark, "version": film.version})

    [present] = editor.get(change(film)).context["present"]
    assert present["name"] == anna.user.username
    assert presences.others(film, than=anna.user) == []


def test_the_list_says_who_is_editing_what(editor, sign_in):
    anna, film = sign_in("editor"), make_draft()
    make_draft()
    presences.see(film, by=anna.user)
    presences.see(film, by=editor.user)

    page = editor.get("/admin/films/film/").content.decode()

    assert page.count("is editing") == 1
    assert f'<span class="present">{anna.user.username} is editing</span>' in page


def test_a_sign_of_life_tells_that_the_page_was_saved_meanwhile(editor, sign_in):
    film, anna = make_draft(), sign_in("editor")
    mark = opened(editor, film)["autosave_mark"]
    save(anna, film, logline="Hers.")

    response = editor.post(f"{KEEP}alive/", {"mark": mark, "version": film.version})

    assert response.context["newer"].startswith(f"{anna.user.username} has saved this page")


def test_a_sign_of_life_by_somebody_who_may_not_write_is_not_heard(sign_in):
    film, moderator = make_draft(), sign_in("moderator")
    mark = str(autosaves.new_mark(editor=moderator.user, film=film))

    moderator.post(f"{KEEP}alive/", {"mark": mark})

    assert presences.others(film, than=make_user()) == []


# Logins, tokens, rights ---------------------------------------------------------------------------


def test_a_form_sent_after_the_login_ran_out_is_kept(editor):
    film = make_draft()
    data = opened(editor, film) | {"logline": "Typed.", "_save": "1"}
    editor.logout()

    editor.post(KEEP, data)  # what the form sends while nobody looks says nothing
    response = editor.post(change(film), data, follow=True)

    assert response.redirect_chain == [(f"/admin/login/?next={change(film)}", 302)]
    assert messages_of(response) == [
        "You have been logged out. What you typed is kept: log in to go on."
    ]
    assert dict(autosaves.fields_of(Autosave.objects.get()))["logline"] == "Typed."

    editor.force_login(editor.user)
    assert len(editor.get(change(film)).context["offers"]) == 1


def test_a_form_with_a_forged_mark_is_not_kept(editor):
    film = make_draft()
    data = opened(editor, film) | {"autosave_mark": "1:2:3"}

    Client().post(change(film), data)

    assert not Autosave.objects.exists()


def test_a_form_whose_token_has_changed_is_kept(editor):
    film = make_draft()
    data = opened(editor, film) | {"logline": "Typed.", "_save": "1"}
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor.user)

    response = strict.post(change(film), data | {"csrfmiddlewaretoken": "x" * 64})

    assert response.status_code == 403
    assert f'href="{change(film)}"' in response.content.decode()
    assert autosaves.unsaved(editor.user).get().film == film


def test_a_form_whose_editor_may_no_longer_save_it_is_kept(writer):
    film = make_draft(author=writer.user)
    data = opened(writer, film) | {"logline": "Typed.", "_save": "1"}
    writer.user.groups.remove(Group.objects.get(name="writer"))

    response = writer.post(change(film), data)

    assert response.status_code == 403
    assert "You may no longer change this page" in response.content.decode()
    shown = writer.get(response.context["address"])
    assert shown.context["words"] == [
        ("title", film.title),
        *(("sort title", film.title), ("year", "1927"), ("slug", film.slug)),
        *(("logline", "Typed."), ("currency", "USD")),
    ]
    assert not shown.context["is_allowed"]
    assert Film.objects.get().logline == ""


def test_typing_goes_on_being_kept_where_saving_is_no_longer_allowed(writer):
    film = make_draft(author=writer.user)
    data = opened(writer, film)
    Film.objects.update(status="review")

    answer = writer.post(KEEP, data | {"logline": "Typed."}).json()

    assert (answer["state"], answer["isAllowed"]) == ("kept", False)


def test_a_form_of_a_page_that_was_deleted_meanwhile_is_offered_as_a_new_one(editor):
    film = make_draft(title="The Wind")
    data = opened(editor, film) | {"logline": "Typed.", "_save": "1"}
    film.delete()

    response = editor.post(change(film), data, follow=True)

    assert response.redirect_chain == [(ADD, 302)]
    shown = fields_of(editor.post(ADD, {"_resume": response.context["offers"][0]["key"]}))
    assert shown["logline"] == "Typed."


# Sizes --------------------------------------------------------------------------------------------


def test_five_megabytes_are_kept_and_refused_in_words(editor):
    film, text = make_draft(), "wind " * 1_000_000
    data = opened(editor, film) | {"synopsis": text}

    answer = editor.post(KEEP, data).json()
    response = editor.post(change(film), data | {"_save": "1"})

    assert answer["state"] == "kept"
    assert len(dict(json.loads(Autosave.objects.get().fields))["synopsis"]) == len(text)
    [sentence] = errors_of(response)
    assert sentence.startswith("Ensure this value has at most 60000 characters")
    assert len(fields_of(response)["synopsis"]) == len(text)


def test_more_than_the_admin_takes_is_refused_and_no_fault(editor):
    response = editor.post(KEEP, {"title": "A", "synopsis": "x" * 17_000_000})

    assert response.status_code == 400


def test_a_returned_page_says_in_its_form_what_to_mend_until_it_is_handed_in(client, db):
    writer = make_user("walter", is_staff=True)
    ensure_roles()
    writer.groups.add(Group.objects.get(name="writer"))
    film = make_draft(author=writer, logline="Words.")
    publishing.submit(film, by=writer)
    publishing.send_back(film, by=make_user("anna"), comment="Shorten the ending.")
    client.force_login(writer)

    form = client.get(change(film))
    publishing.submit(film, by=writer)
    publishing.send_back(film, by=None, comment="Again.")
    later = client.get(change(film))

    assert form.context["returned"].comment == "Shorten the ending."
    assert "Returned by <bdi>anna</bdi>" in form.content.decode()
    assert later.context["returned"].comment == "Again."
