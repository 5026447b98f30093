"""What happened to a page, how versions differ, and the way back."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from films import publishing, revisions, working_copies
from films.choices import EventVerb, RevisionKind
from films.events import note
from films.models import Film, Revision
from tests.factories import make_draft, make_film, make_full_film, make_user
from tests.films.admin.forms import messages_of


def address(film, page, query=""):
    return f"/admin/films/film/{film.pk}/{page}/{query}"


def save(film, by=None, **fields):
    for name, value in fields.items():
        setattr(film, name, value)
    film.save()
    return revisions.record(film, RevisionKind.SAVE, by=by)


def text_of(response):
    """Return a page's main part as people read it, without its tags."""
    main = response.content.decode().partition('id="content-main"')[2].partition("<footer")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.fixture
def film(editor):
    film = make_draft(title="First", logline="As it was.")
    save(film, editor.user)
    save(film, editor.user, title="Second")
    return film


@pytest.fixture
def rewritten(editor):
    """A public page with a working copy."""
    film = make_film(title="First", logline="As it was.")
    save(film, editor.user)
    copy = working_copies.begin(film)
    copy.logline = "As it will be."
    copy.save()
    publishing.save(copy, by=editor.user, comment="A better line")
    return film


# The timeline ------------------------------------------------------------------------------------


def test_history_of_a_film_is_its_timeline(editor, film):
    response = editor.get(address(film, "history"), follow=True)

    assert response.redirect_chain == [(address(film, "timeline"), 302)]
    assert "Version 2 Saved" in text_of(response)
    assert "Changed: title" in text_of(response)


def test_timeline_tells_of_steps_comments_and_what_is_live(editor, rewritten):
    note(rewritten, EventVerb.MOVED, by=editor.user, before="/a/", after="/b/")

    words = text_of(editor.get(address(rewritten, "timeline")))

    assert "Changed the address" in words
    assert "/a/ → to /b/" in words
    assert "A better line" in words
    assert "Version 1 Saved live now" in words
    assert "What would publishing change?" in words


def test_timeline_of_a_page_without_history_says_so(editor):
    words = text_of(editor.get(address(make_draft(), "timeline")))

    assert "Nothing has happened to this page yet." in words


def test_timeline_goes_on_to_older_pages(editor, film):
    for year in range(1900, 1930):
        save(film, year=year)

    first = editor.get(address(film, "timeline"))
    second = editor.get(address(film, "timeline", f"?from={first.context['timeline'].older}"))

    numbers = [entry.revision.number for entry in second.context["timeline"].entries]
    assert numbers == [2, 1]
    assert "Newest" in text_of(second)


def test_timeline_costs_the_same_queries_with_more_versions(editor, film):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            editor.get(address(film, "timeline"))
        return len(captured)

    queries()  # what the first page of all asks for once
    few = queries()
    for year in range(1900, 1910):
        note(film, EventVerb.SHARED, by=editor.user, revision=save(film, make_user(), year=year))
    assert queries() == few


def test_working_copy_has_no_history_of_its_own(editor, rewritten):
    copy = working_copies.edited(rewritten)

    assert editor.get(address(copy, "timeline")).status_code == 404
    assert editor.get(address(copy, "compare")).status_code == 404


# Comparison --------------------------------------------------------------------------------------


def test_two_versions_are_compared_in_whichever_order_they_are_chosen(editor, film):
    shown = [
        editor.get(address(film, "compare", query)) for query in ("?from=1&to=2", "?from=2&to=1")
    ]

    assert text_of(shown[0]) == text_of(shown[1])
    assert "<del>" in shown[0].content.decode()
    assert "removed: First" in text_of(shown[0])
    assert "added: Second" in text_of(shown[0])


def test_live_page_is_compared_with_its_working_copy(editor, rewritten):
    response = editor.get(address(rewritten, "compare", "?from=live&to=copy"))

    (section,) = response.context["comparison"].sections
    assert [field.name for field in section.fields] == ["logline"]
    assert "As it removed: was. added: will be." in text_of(response)


def test_comparison_without_names_is_that_of_the_live_page_with_now(editor, rewritten):
    sides = editor.get(address(rewritten, "compare")).context["sides"]

    assert (sides.older.key, sides.newer.key) == ("live", "now")


def test_versions_that_say_the_same_say_so(editor, film):
    assert "Both say the same." in text_of(editor.get(address(film, "compare", "?from=2&to=now")))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?from=9&to=2", "There is no such version."),
        ("?from=²&to=2", "There is no such version."),
        ("?from=1&to=zzz", "There is no such version."),
        (f"?from={'9' * 400}", "There is no such version."),
        ("?from=live", "This page is not public: there is no live page to compare."),
        (
            "?to=copy",
            "There is no working copy any more: it was published or dropped.",
        ),
    ],
)
def test_what_is_not_there_is_said_on_the_timeline(editor, film, query, words):
    response = editor.get(address(film, "compare", query), follow=True)

    assert response.redirect_chain == [(address(film, "timeline"), 302)]
    assert messages_of(response) == [words]


def test_words_are_escaped_wherever_they_stand(editor, film):
    save(film, title="<script>x</script>", synopsis="<img src=x>", logline="<b>")

    for view in ("", "&view=side"):
        page = editor.get(address(film, "compare", f"?from=1&to=3{view}")).content.decode()
        assert "<script>x" not in page
        assert "<img src=x" not in page
        assert "&lt;b&gt;" in page


def test_comparison_of_a_full_page_costs_a_bounded_number_of_queries(editor):
    film = make_full_film(rows=3)
    save(film)

    with CaptureQueriesContext(connection) as captured:
        editor.get(address(film, "compare", "?from=1&to=now"))

    assert len(captured) <= 30


# Restoring ---------------------------------------------------------------------------------------


def test_a_version_is_read(editor, film):
    words = text_of(editor.get(f"/admin/films/revision/{film.revisions.last().pk}/change/"))

    assert "Title First" in words
    assert "Logline As it was." in words


def test_a_version_is_restored_with_a_comment(editor, film):
    first = film.revisions.get(number=1)

    response = editor.post(
        f"/admin/films/revision/{first.pk}/restore/", {"comment": "It was\nbetter"}, follow=True
    )

    film.refresh_from_db()
    assert film.title == "First"
    assert film.revisions.first().comment == "#1 It was better"
    assert messages_of(response) == ["The page says what version 1 said."]


def test_a_public_page_is_restored_in_its_working_copy(editor, rewritten):
    publishing.publish(working_copies.edited(rewritten), by=editor.user)
    first = rewritten.revisions.get(number=1)

    response = editor.post(f"/admin/films/revision/{first.pk}/restore/", follow=True)

    rewritten.refresh_from_db()
    assert rewritten.logline == "As it will be."
    assert working_copies.edited(rewritten).logline == "As it was."
    assert messages_of(response) == [
        "The working copy says what version 1 said. Publish it to show it."
    ]


def test_restoring_knows_no_other_verb_and_no_other_number(editor, film):
    first = film.revisions.last()

    assert editor.get(f"/admin/films/revision/{first.pk}/restore/").status_code == 405
    assert editor.post("/admin/films/revision/999/restore/").status_code == 404


def test_one_field_is_taken_back(editor, film):
    save(film, logline="Worse.")

    response = editor.post(
        address(film, "take-back"), {"from": "1", "version": "3", "place": "logline"}, follow=True
    )

    film.refresh_from_db()
    assert (film.title, film.logline) == ("Second", "As it was.")
    assert messages_of(response) == ["Taken back: logline, as in version 1."]
    assert response.redirect_chain == [(address(film, "compare", "?from=1&to=now"), 302)]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (
            {"from": "1", "version": "1", "place": "title"},
            "This page has been changed since it was compared. Look at what differs now.",
        ),
        (
            {"from": "1", "version": "2", "place": "slug"},
            "This cannot be taken back by itself: change it in the form.",
        ),
        (
            {"from": "1", "version": "2", "place": "trivia:0:0"},
            "There is no such difference any more.",
        ),
        ({}, "There is no such version."),
    ],
)
def test_what_cannot_be_taken_back_is_said(editor, film, sent, words):
    response = editor.post(address(film, "take-back"), sent, follow=True)

    assert words in messages_of(response)
    film.refresh_from_db()
    assert film.title == "Second"


# Who may ------------------------------------------------------------------------------------------


def test_a_writer_reads_every_history_and_changes_none_but_their_own(writer, film):
    own = make_draft(title="Mine", author=writer.user)
    save(own)
    save(own, title="Ours")
    sent = {"from": "1", "version": "2", "place": "title"}

    for page in ("timeline", "compare"):
        assert writer.get(address(film, page)).status_code == 200
    assert "Take back" not in text_of(writer.get(address(film, "compare", "?from=1")))
    assert writer.post(address(film, "take-back"), sent).status_code == 403
    assert (
        writer.post(f"/admin/films/revision/{film.revisions.last().pk}/restore/").status_code == 403
    )
    assert "Take back" in text_of(writer.get(address(own, "compare", "?from=1")))
    assert writer.post(address(own, "take-back"), sent).status_code == 302


def test_a_moderator_looks_on(moderator, film):
    assert moderator.get(address(film, "timeline")).status_code == 200
    assert moderator.get(address(film, "compare")).status_code == 200
    assert (
        moderator.get(f"/admin/films/revision/{film.revisions.last().pk}/change/").status_code
        == 403
    )
    assert moderator.post(address(film, "take-back")).status_code == 403


def test_a_stranger_is_asked_to_log_in(client, film):
    for page in ("timeline", "compare", "take-back"):
        path = address(film, page)
        assert client.get(path)["Location"] == f"/admin/login/?next={path}"
    assert Revision.objects.count() == 2


def test_changing_is_posted_and_looking_is_not(editor, film):
    assert editor.get(address(film, "take-back")).status_code == 405
    assert editor.post(address(film, "timeline")).status_code == 405
    assert editor.post(address(film, "compare")).status_code == 405


# Every film ---------------------------------------------------------------------------------------


def test_trail_of_all_films_is_found_by_title_and_verb(editor, film):
    other = make_film(title="Amélie")
    note(other, EventVerb.MOVED, by=editor.user, before="/a/", after="/b/")
    note(other, EventVerb.SHARED, by=editor.user)
    note(film, EventVerb.MOVED, by=editor.user)

    response = editor.get("/admin/films/filmevent/?q=amelie&verb__exact=moved")

    (event,) = response.context["cl"].result_list
    assert (event.film, event.before) == (other, "/a/")
    assert "/a/ → /b/" in response.content.decode()
    assert address(other, "timeline") in response.content.decode()


def test_trail_is_for_editors(writer, moderator, client, db):
    assert writer.get("/admin/films/filmevent/").status_code == 403
    assert moderator.get("/admin/films/filmevent/").status_code == 403
    assert client.get("/admin/films/filmevent/").status_code == 302


def test_trail_goes_on_after_a_film_is_deleted(editor, film):
    note(film, EventVerb.SHARED, by=editor.user)
    editor.post(address(film, "delete"), {"post": "yes"})

    page = editor.get("/admin/films/filmevent/?q=second").content.decode()

    assert not Film.objects.exists()
    assert "/admin/films/deletion/" in page
