"""A text page comes in through the admin."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from films.choices import RevisionKind
from films.models import Film, ImportRun
from tests.factories import make_draft, make_film
from tests.films.admin.forms import fields_of, messages_of

IMPORT = "/admin/films/film/import/"
PAGE = Path(__file__).parents[2] / "data" / "the-paper-lighthouse.txt"
TEXT = PAGE.read_text()


def upload(client, content, name=PAGE.name, **fields):
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content), **fields})


def test_a_file_is_shown_before_anything_is_stored(editor):
    response = upload(editor, PAGE.read_bytes())

    assert response.context["film"] is None
    assert "cast" in {change.field for change in response.context["changes"]} | {"cast"}
    assert len(response.context["changes"]) > 20
    assert fields_of(response)["text"].strip() == TEXT.strip()
    assert not Film.objects.exists()


def test_the_shown_page_is_taken_over(editor):
    data = fields_of(upload(editor, PAGE.read_bytes()))

    response = editor.post(IMPORT, data | {"apply": "1"}, follow=True)

    film = Film.objects.get()
    assert response.redirect_chain == [(f"/admin/films/film/{film.pk}/change/", 302)]
    assert messages_of(response)[0] == (
        "The page has been imported. Look it over, then publish it."
    )
    assert film.revisions.get().kind == RevisionKind.IMPORT
    assert ImportRun.objects.get().editor == editor.user


def test_a_second_import_of_the_same_changes_nothing(editor):
    data = fields_of(upload(editor, PAGE.read_bytes())) | {"apply": "1"}
    editor.post(IMPORT, data)

    response = editor.post(IMPORT, {"text": TEXT, "title": data["title"], "year": data["year"]})

    assert response.context["film"] == Film.objects.get()
    assert response.context["changes"] == []


def test_a_pasted_text_with_a_title_of_its_own(editor):
    response = editor.post(IMPORT, {"text": TEXT, "title": "Another Name", "year": "1999"})

    assert response.context["named"] == "Another Name (1999)"


def test_a_page_that_lacks_something_says_so(editor):
    response = editor.post(
        IMPORT, {"text": "🎬 Cast & Characters\nAnn (Bo Li): A cook.", "title": "T"}
    )

    assert response.context["missing"] == [
        "The year is missing.",
        "A logline or a synopsis is missing.",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The text is empty."),
        (b"\xff\xfeh\0i\0", "The text is in UTF-16: save it as UTF-8."),
        (b"nul\0", "There are NUL bytes in it: this is no text, or not in UTF-8."),
        (b"caf\xe9", "Line 1 is not in UTF-8: save the text as UTF-8."),
        (b"x" * 2_000_001, "The text is larger than 2 MB; no film page is."),
    ],
)
def test_a_file_that_is_no_page_is_refused_in_words(editor, content, sentence):
    response = upload(editor, content)

    assert list(response.context["form"].non_field_errors()) == [sentence]


def test_a_refused_text_stays_in_the_form(editor):
    response = upload(editor, b"Just a letter to the editor.", "letter.txt")

    [sentence] = response.context["form"].non_field_errors()
    assert sentence.startswith("This is no film page: ")
    assert fields_of(response)["text"] == "Just a letter to the editor."


def test_nothing_sent_asks_for_something(editor):
    response = editor.post(IMPORT, {"text": " "})

    assert list(response.context["form"].non_field_errors()) == [
        "Choose a file, or paste the text."
    ]


def test_a_wrong_year_is_refused_with_the_text_kept(editor):
    response = editor.post(IMPORT, {"text": TEXT, "year": "soon"})

    assert response.context["form"].errors == {"year": ["Enter a whole number."]}
    assert fields_of(response)["text"].strip() == TEXT.strip()


def test_a_writer_changes_only_drafts_of_their_own(writer):
    page = fields_of(writer.post(IMPORT, {"text": TEXT}))
    own = make_draft(title=page["title"], year=int(page["year"]), author=writer.user)

    assert writer.post(IMPORT, page).context["film"] == own
    Film.objects.update(author=None)
    refused = writer.post(IMPORT, page | {"apply": "1"}).context["form"].non_field_errors()

    assert list(refused) == [
        f"There is a page for “{own}”, and it is not a draft of yours: ask an editor."
    ]


def test_import_is_for_those_who_make_films(moderator, client):
    assert moderator.get(IMPORT).status_code == 403
    assert client.get(IMPORT).status_code == 302
    assert moderator.post(IMPORT, {"text": TEXT, "apply": "1"}).status_code == 403


def test_import_knows_no_other_verb(editor):
    assert editor.put(IMPORT).status_code == 405


def test_two_films_of_one_name_and_year_are_told(editor):
    page = fields_of(editor.post(IMPORT, {"text": TEXT}))
    for _ in range(2):
        make_film(title=page["title"], year=int(page["year"]))

    [sentence] = editor.post(IMPORT, page).context["form"].non_field_errors()

    assert sentence.startswith("There are 2 films “")
