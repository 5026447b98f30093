"""Videos of a film, by address or as a file of our own."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from films.videos import watch_url
from tests.factories import make_draft
from tests.films.admin.forms import errors_of, fields_of, with_row

MP4 = b"\0\0\0\x18ftypisom" + bytes(60)


def send(client, film, **values):
    address = f"/admin/films/film/{film.pk}/change/"
    return client.post(
        address, with_row(fields_of(client.get(address)), "videos", kind="trailer", **values)
    )


def test_a_pasted_address_gives_provider_and_key(editor):
    film = make_draft()

    send(editor, film, key="https://www.youtube.com/watch?v=Fy2y7UlpgP4&t=3")

    video = film.videos.get()
    assert (video.provider, video.key) == ("youtube", "Fy2y7UlpgP4")


@pytest.mark.parametrize(("key", "provider"), [("Fy2y7UlpgP4", "youtube"), ("76979871", "vimeo")])
def test_a_bare_key_is_known_by_its_form(editor, key, provider):
    film = make_draft()

    send(editor, film, key=key)

    assert film.videos.get().provider == provider


def test_form_shows_the_whole_address(editor):
    film = make_draft()
    film.videos.create(provider="vimeo", key="76979871")

    data = fields_of(editor.get(f"/admin/films/film/{film.pk}/change/"))

    assert data["videos-0-key"] == watch_url("vimeo", "76979871")


def test_an_address_of_another_site_is_refused(editor):
    response = send(
        editor, make_draft(), key="https://youtube.com.evil.example/watch?v=Fy2y7UlpgP4"
    )

    assert errors_of(response) == ["Only addresses of YouTube and Vimeo are known here."]


def test_a_file_of_our_own_is_kept_under_our_name(editor, media_root):
    film = make_draft()
    address = f"/admin/films/film/{film.pk}/change/"
    data = with_row(fields_of(editor.get(address)), "videos", kind="trailer")

    editor.post(address, data | {"videos-0-file": SimpleUploadedFile("../x.php", MP4)})

    video = film.videos.get()
    assert (video.provider, video.key) == ("file", "")
    assert video.file.name.endswith(".mp4")
    assert (media_root / video.file.name).read_bytes() == MP4


def test_a_file_that_is_no_video_is_refused(editor):
    film = make_draft()
    address = f"/admin/films/film/{film.pk}/change/"
    data = with_row(fields_of(editor.get(address)), "videos", kind="trailer")

    response = editor.post(
        address, data | {"videos-0-file": SimpleUploadedFile("x.mp4", b"<html>")}
    )

    assert errors_of(response) == ["Only MP4 and WebM videos can be played here."]


def test_address_and_file_together_are_refused(editor):
    film = make_draft()
    address = f"/admin/films/film/{film.pk}/change/"
    data = with_row(fields_of(editor.get(address)), "videos", kind="trailer", key="76979871")

    response = editor.post(address, data | {"videos-0-file": SimpleUploadedFile("x.mp4", MP4)})

    assert errors_of(response) == ["Give either an address or a file, not both."]


def test_a_bonus_without_a_title_is_refused(editor):
    film = make_draft()
    address = f"/admin/films/film/{film.pk}/change/"
    data = with_row(fields_of(editor.get(address)), "videos", kind="bonus", key="76979871")

    assert errors_of(editor.post(address, data)) == ["A bonus video needs a title."]


def test_an_emptied_address_leaves_a_row_that_waits_for_its_video(editor):
    film = make_draft()
    film.videos.create(provider="vimeo", key="76979871", title="T")
    address = f"/admin/films/film/{film.pk}/change/"

    editor.post(address, fields_of(editor.get(address)) | {"videos-0-key": ""})

    video = film.videos.get()
    assert (video.provider, video.key, video.title) == ("", "", "T")
