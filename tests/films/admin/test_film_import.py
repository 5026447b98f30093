"""Films come in through the admin: sent, looked at, ticked, taken over, undone."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from films.choices import FilmStatus, ImportState, RevisionKind
from films.models import Film, ImportRun
from films.revisions import record
from tests.factories import make_draft
from tests.films.admin.forms import fields_of, messages_of

IMPORT = "/admin/films/film/import/"
PAGE = Path(__file__).parents[2] / "data" / "the-paper-lighthouse.txt"
TEXT = PAGE.read_text()
TABLE = b"Name;Year;Logline\nLow Tide;1934;Wet.\nEbb;1930;Wetter.\n"
FILMS = json.dumps([{"title": "Low Tide", "year": 1934, "runtime": 72}, {"title": "Ebb"}]).encode()


def upload(client, content, name=PAGE.name, follow=True, **fields):
    files = content if isinstance(content, list) else [SimpleUploadedFile(name, content)]
    return client.post(IMPORT, {"file": files, **fields}, follow=follow)


def faults_of(response):
    return list(response.context["form"].non_field_errors())


def at(run, end=""):
    return f"{IMPORT}{run.pk}/{end}"


# Sending ------------------------------------------------------------------------------------------


def test_a_page_is_shown_before_any_film_is_stored(editor):
    response = upload(editor, PAGE.read_bytes())

    assert response.redirect_chain[-1][0] == at(ImportRun.objects.get(), "films/1/")
    assert len(response.context["changes"]) > 20
    assert all(change.is_taken for change in response.context["changes"])
    assert not Film.objects.exists()


def test_the_shown_page_is_taken_over(editor):
    shown = upload(editor, PAGE.read_bytes())
    address = shown.redirect_chain[-1][0]
    marks = [change.mark for change in shown.context["changes"]]

    response = editor.post(address, {"take": marks, "apply": ""}, follow=True)

    film = Film.objects.get()
    assert response.redirect_chain[-1] == (f"/admin/films/film/{film.pk}/change/", 302)
    assert messages_of(response)[0] == ("The page has been imported as a draft. Look it over.")
    assert film.revisions.get().kind == RevisionKind.IMPORT
    assert ImportRun.objects.get().editor == editor.user


def test_a_pasted_text_with_a_title_of_its_own(editor):
    response = editor.post(
        IMPORT, {"text": TEXT, "title": "Another Name", "year": "1999"}, follow=True
    )

    assert response.context["title"] == "Another Name (1999)"
    assert ImportRun.objects.get().name == "pasted text"


def test_a_page_that_lacks_something_says_so(editor):
    response = editor.post(
        IMPORT, {"text": "🎬 Cast & Characters\nAnn (Bo Li): A cook.", "title": "T"}, follow=True
    )

    assert response.context["missing"] == [
        "The year is missing.",
        "A logline or a synopsis is missing.",
    ]


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.txt", "The text is empty."),
        (b"\xff\xfeh\0i\0", "a.txt", "The text is in UTF-16: save it as UTF-8."),
        (b"caf\xe9", "a.txt", "Line 1 is not in UTF-8: save the text as UTF-8."),
        (b"x" * 2_000_001, "a.txt", "The text is larger than 2 MB; no film page is."),
        (
            b'[{"title": "A"',
            "a.json",
            "a.json: this is no sound JSON: it ends in the middle (1:15), as half a file does.",
        ),
        (b"PK\x03\x04half", "a.zip", "The ZIP file is broken, or only half of it is here."),
    ],
)
def test_a_file_that_is_unsound_is_refused_in_words(editor, content, name, sentence):
    response = upload(editor, content, name)

    assert faults_of(response) == [sentence]
    assert not ImportRun.objects.exists()


def test_a_refused_text_stays_in_the_form(editor):
    response = upload(editor, b"Just a letter to the editor.", "letter.txt")

    [sentence] = faults_of(response)
    assert sentence.startswith("This is no film page: ")
    assert fields_of(response)["text"] == "Just a letter to the editor."


def test_nothing_sent_asks_for_something(editor):
    response = editor.post(IMPORT, {"text": " "})

    assert faults_of(response) == ["Choose a file, or paste the text."]


def test_a_wrong_year_is_refused_with_the_text_kept(editor):
    response = editor.post(IMPORT, {"text": TEXT, "year": "soon"})

    assert response.context["form"].errors == {"year": ["Enter a whole number."]}
    assert fields_of(response)["text"].strip() == TEXT.strip()


def test_several_files_are_one_import(editor):
    files = [SimpleUploadedFile(PAGE.name, PAGE.read_bytes()), SimpleUploadedFile("f.json", FILMS)]

    response = upload(editor, files)

    run = ImportRun.objects.get()
    assert response.redirect_chain[-1][0] == at(run)
    assert [row["item"].name for row in response.context["rows"]] == [
        "The Paper Lighthouse (1931)",
        "Low Tide (1934)",
        "Ebb",
    ]


# A table ------------------------------------------------------------------------------------------


def test_a_table_asks_what_its_columns_mean(editor):
    response = upload(editor, TABLE, "films.csv")
    run = ImportRun.objects.get()
    assert response.redirect_chain[-1][0] == at(run, "columns/")
    assert response.context["columns"][1] == {
        "at": 1,
        "name": "Year",
        "samples": ["1934", "1930"],
        "key": "year",
    }

    fields = fields_of(response) | {"column-2": "synopsis"}
    editor.post(at(run, "columns/"), fields)
    editor.post(at(run, "apply/"))

    assert list(Film.objects.values_list("title", "year", "synopsis")) == [
        ("Ebb", 1930, "Wetter."),
        ("Low Tide", 1934, "Wet."),
    ]


def test_columns_that_make_no_sense_are_asked_again_as_chosen(editor):
    upload(editor, TABLE, "films.csv")
    address = at(ImportRun.objects.get(), "columns/")

    response = editor.post(address, {"column-0": "year", "column-1": "year", "column-2": ""})

    assert response.context["error"] == "Two columns are to be “year”: choose one of them."
    assert [column["key"] for column in response.context["columns"]] == ["year", "year", ""]


# Looking and choosing -----------------------------------------------------------------------------


@pytest.fixture
def run(editor):
    """An import of one new film and one that somebody has written by hand."""
    film = make_draft(title="Low Tide", year=1934, runtime=70)
    record(film, RevisionKind.SAVE, by=editor.user)
    upload(editor, FILMS, "films.json")
    return ImportRun.objects.get()


def test_films_are_narrowed_down(editor, run):
    every = editor.get(at(run)).context
    by_hand = editor.get(at(run), {"show": "by-hand"}).context

    assert [(key, count) for key, _label, count in every["filters"]] == [
        ("", 2),
        ("new", 1),
        ("changed", 1),
        ("by-hand", 1),
    ]
    assert [row["item"].name for row in by_hand["rows"]] == ["Low Tide (1934)"]


def test_hand_written_words_are_named_and_not_ticked(editor, run):
    [change] = editor.get(at(run, "films/1/")).context["changes"]

    assert (change.label, change.before, change.after, change.is_taken) == (
        "runtime", "70", "72", False,
    )  # fmt: skip
    assert change.by_hand.startswith(f"Changed by hand by {editor.user} on ")


def test_ticks_of_one_film_lead_to_the_next(editor, run):
    [change] = editor.get(at(run, "films/1/")).context["changes"]

    response = editor.post(at(run, "films/1/"), {"take": change.mark, "next": ""})
    editor.post(at(run, "apply/"))

    assert response.url == at(run, "films/2/")
    assert Film.objects.get(title="Low Tide").runtime == 72


def test_a_field_is_settled_for_all_films(editor, run):
    editor.post(at(run, "fields/"), {"take-runtime": "all"})
    editor.post(at(run, "apply/"))

    assert Film.objects.get(title="Low Tide").runtime == 72


def test_chosen_films_are_left_out(editor, run):
    response = editor.post(at(run, "films/"), {"film": ["2"], "leave": "", "query": "show=new"})
    editor.post(at(run, "apply/"))

    assert response.url == f"{at(run)}?show=new"
    assert [film.title for film in Film.objects.all()] == ["Low Tide"]


def test_progress_is_told_to_a_script_and_to_a_person(editor, run):
    ImportRun.objects.update(state=ImportState.RUNNING)
    shown = editor.get(at(run))
    told = editor.get(at(run, "progress.json")).json()
    went = editor.post(at(run, "go-on/"), headers={"Accept": "application/json"}).json()

    assert "data-progress" in shown.content.decode()
    assert told == {"running": True, "done": 0, "total": 2, "words": "0 of 2"}
    assert went == {"running": False, "done": 2, "total": 2, "words": "2 of 2"}
    assert editor.post(at(run, "go-on/")).url == at(run)


def test_import_is_undone(editor, run):
    editor.post(at(run, "apply/"))

    response = editor.post(at(run, "undo/"), follow=True)

    assert response.context["counts"] == ["1 left out", "1 undone"]
    assert [film.title for film in Film.objects.all()] == ["Low Tide"]


def test_import_is_forgotten_only_while_nothing_was_taken_over(editor, run):
    editor.post(at(run, "apply/"))
    refused = editor.post(at(run, "discard/"), follow=True)
    editor.post(at(run, "undo/"))

    assert messages_of(refused) == [
        "Films of this import have been taken over: undo it instead.",
    ]
    assert ImportRun.objects.count() == 1


# Who may ------------------------------------------------------------------------------------------


def test_a_writer_makes_drafts_and_cannot_publish_at_once(writer):
    upload(writer, FILMS, "films.json")
    run = ImportRun.objects.get()

    writer.post(at(run, "apply/"), {"publish": "on"})

    assert {(film.status, film.author) for film in Film.objects.all()} == {
        (FilmStatus.DRAFT, writer.user)
    }


def test_a_writer_sees_own_imports_only(writer, run):
    assert writer.get(at(run)).status_code == 403
    assert writer.post(at(run, "apply/")).status_code == 403
    assert list(writer.get(IMPORT).context["recent"]) == []


PAGES = ["", "columns/", "progress.json", "films/1/"]
PRESSES = ["go-on/", "apply/", "undo/", "compare/", "discard/", "fields/", "films/"]


def test_import_is_for_those_who_make_films(moderator, client, run):
    for end in PAGES:
        assert moderator.get(at(run, end)).status_code == 403
        assert client.get(at(run, end)).status_code == 302
    for end in PRESSES:
        assert moderator.post(at(run, end)).status_code == 403
        assert client.post(at(run, end)).status_code == 302
    assert moderator.get(IMPORT).status_code == 403


def test_import_knows_no_other_verb(editor, run):
    assert editor.put(IMPORT).status_code == 405
    assert {editor.get(at(run, end)).status_code for end in PRESSES} == {405}


def test_import_that_is_not_there(editor):
    assert editor.get(f"{IMPORT}99/").status_code == 404


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5_000, "²", "-1", ""])
def test_numbers_that_no_film_of_an_import_has_settle_nothing(editor, number):
    upload(editor, FILMS, "films.json")
    run = ImportRun.objects.get()

    response = editor.post(at(run, "films/"), {"film": [number]})

    assert (response.status_code, [item.is_chosen for item in run.items.all()]) == (
        302,
        [False] * 2,
    )
