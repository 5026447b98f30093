"""Pictures chosen, sent and described in the window of a form."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from films.models import Image
from tests.factories import make_image
from tests.films.admin.test_image import NO_KIND, png

PICK, SEND = "/admin/films/image/pick/", "/admin/films/image/send/"
WORDS = {"alt": "A red sheet", "credit": "Anna", "licence": "CC0", "focal_x": 40, "focal_y": 60}


def words_of(image):
    return f"/admin/films/image/{image.pk}/words/"


def send(client, content, **words):
    file = {"picture": SimpleUploadedFile("poster.png", content)} if content else {}
    return client.post(SEND, WORDS | words | file)


def found(client, **asked):
    return [picture["alt"] for picture in client.get(PICK, asked).json()["pictures"]]


def test_pick_finds_by_words_and_credit_newest_first(editor):
    for alt, credit in (("A red door", "Anna"), ("A blue door", "Ben"), ("A tree", "Anna")):
        make_image(alt=alt, credit=credit)

    assert found(editor) == ["A tree", "A blue door", "A red door"]
    assert found(editor, q="DOOR anna") == ["A red door"]
    assert found(editor, q="anna") == ["A tree", "A red door"]
    assert found(editor, picture=Image.objects.get(credit="Ben").pk) == ["A blue door"]
    assert found(editor, picture="x") == []


def test_pick_comes_in_pages(editor):
    for _ in range(25):
        make_image()

    answers = [editor.get(PICK, {"page": page}).json() for page in ("1", "2", "x", "0")]

    assert [len(answer["pictures"]) for answer in answers] == [24, 1, 24, 24]
    assert [answer["more"] for answer in answers] == [True, False, True, True]


def test_send_keeps_the_picture_with_its_words(writer):
    answer = send(writer, png())

    image = Image.objects.get()
    assert answer.status_code == 201
    assert answer.json()["picture"]["id"] == image.pk
    assert {name: getattr(image, name) for name in WORDS} == WORDS


def test_send_of_a_picture_that_is_here_leaves_its_words(editor):
    send(editor, png())

    answer = send(editor, png(), alt="Other words", focal_x=1)

    assert answer.json()["known"] is True
    assert Image.objects.values_list("alt", "focal_x").get() == ("A red sheet", 40)


@pytest.mark.parametrize(
    ("content", "words", "errors"),
    [
        (b"no picture", {}, {"picture": [NO_KIND]}),
        (None, {}, {"picture": ["Choose a picture."]}),
        (
            png(),
            {"alt": " ", "focal_x": 101},
            {
                "alt": ["Say in a few words what the picture shows: for those who cannot see it."],
                "focal_x": ["Ensure this value is less than or equal to 100."],
            },
        ),
    ],
)
def test_send_refuses_in_words_by_field(editor, content, words, errors):
    answer = send(editor, content, **words)

    assert (answer.status_code, answer.json()["errors"]) == (400, errors)
    assert not Image.objects.exists()


def test_describe_changes_words_and_focal_point(editor):
    image = make_image()

    answer = editor.post(words_of(image), WORDS)

    image.refresh_from_db()
    assert answer.json()["picture"]["alt"] == image.alt == "A red sheet"
    assert (image.focal_x, image.focal_y) == (40, 60)
    assert editor.post(words_of(image), WORDS | {"alt": ""}).status_code == 400
    assert editor.post("/admin/films/image/99999/words/", WORDS).status_code == 404


def test_addresses_know_right_and_verb(editor, moderator, client):
    image = make_image()

    assert [
        moderator.get(PICK).status_code,
        moderator.post(SEND).status_code,
        moderator.post(words_of(image)).status_code,
        client.get(PICK).status_code,
        editor.post(PICK).status_code,
        editor.get(SEND).status_code,
        editor.get(words_of(image)).status_code,
    ] == [403, 403, 403, 302, 405, 405, 405]
