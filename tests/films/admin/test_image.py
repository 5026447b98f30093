"""Pictures: sent, refused, described, used."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Picture

from films.models import Image
from tests.factories import make_draft, make_image
from tests.films.admin.forms import errors_of, messages_of

ADD = "/admin/films/image/add/"


def png(colour="red", size=(400, 600)):
    output = io.BytesIO()
    Picture.new("RGB", size, colour).save(output, "PNG")
    return output.getvalue()


def send(client, content, name="poster.png", **words):
    data = {"alt": "A red sheet", "focal_x": "40", "focal_y": "60", "credit": "", "licence": ""}
    file = {"picture": SimpleUploadedFile(name, content)} if content is not None else {}
    return client.post(ADD, data | words | file, follow=True)


def test_upload_keeps_our_own_form_of_the_picture(editor, media_root):
    send(editor, png())

    image = Image.objects.get()
    assert (image.width, image.height, image.alt) == (400, 600, "A red sheet")
    assert (image.focal_x, image.focal_y) == (40, 60)
    with Picture.open(media_root / image.file.name) as kept:
        assert kept.format == "WEBP"
    assert (media_root / image.rendition_name(200)).exists()


def test_upload_of_the_same_picture_gives_the_one_that_is_there(editor):
    send(editor, png(), alt="The first words")

    response = send(editor, png(), alt="Other words")

    assert Image.objects.get().alt == "The first words"
    assert "This picture was here already" in messages_of(response)[0]


OTHER_KIND = "%s files cannot be used. Send the picture as JPEG, PNG, WebP or AVIF."
NO_KIND = "This file is not a picture that can be used. Send JPEG, PNG, WebP or AVIF."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "Choose a picture."),
        (b"", "The submitted file is empty."),
        (b"no picture", NO_KIND),
        (b"GIF89a" + bytes(50), OTHER_KIND % "GIF"),
        (b"<svg><script/></svg>", OTHER_KIND % "SVG"),
        (png()[:90], "This picture is damaged or not complete."),
    ],
)
def test_what_is_no_picture_is_refused_in_words(editor, content, sentence):
    response = send(editor, content)

    assert errors_of(response) == [sentence]
    assert not Image.objects.exists()


def test_a_picture_without_alt_text_is_refused(editor):
    assert errors_of(send(editor, png(), alt="")) == [
        "Say in a few words what the picture shows: for those who cannot see it."
    ]


def test_change_form_says_where_the_picture_is_used(editor):
    image, film = make_image(), make_draft(title="Used")
    film.stills.create(image=image)

    page = editor.get(f"/admin/films/image/{image.pk}/change/").content.decode()

    assert f'<a href="/admin/films/film/{film.pk}/change/">Used (1927) · still</a>' in page


def test_a_used_picture_is_not_deleted(editor):
    image = make_image(alt="Sheet")
    make_draft(poster=image)

    response = editor.post(f"/admin/films/image/{image.pk}/delete/", {"post": "yes"}, follow=True)

    assert messages_of(response) == [
        "“Sheet” cannot be deleted: it is needed by 1 film. Take it from there first."
    ]
    assert Image.objects.get() == image


def test_list_counts_uses_over_all_tables(editor):
    image = make_image()
    make_draft(poster=image).stills.create(image=image)
    make_image()

    response = editor.get("/admin/films/image/")

    counts = [image.used_count for image in response.context["cl"].result_list]
    assert counts == [0, 2]


def test_thumbnail_leads_to_a_rendition(editor, client):
    image = make_image()

    answer = editor.get(f"/admin/films/image/{image.pk}/thumb/")

    assert answer["Location"] == image.url_for(400)
    assert client.get(f"/admin/films/image/{image.pk}/thumb/").status_code == 302
    assert editor.post(f"/admin/films/image/{image.pk}/thumb/").status_code == 405
