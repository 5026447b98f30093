"""Pictures on the disk and their rows."""

import io

import pytest
from django.core.files.storage import InMemoryStorage, default_storage
from PIL import Image as Picture

from films.images import renditions
from films.images.renditions import (
    make_renditions,
    missing_renditions,
    orphaned_files,
    store,
    write_durably,
)
from films.images.upload import accept
from films.models import Image

pytestmark = pytest.mark.django_db


def a_picture(width=500, height=250, colour="#336699"):
    output = io.BytesIO()
    Picture.new("RGB", (width, height), colour).save(output, "PNG")
    output.seek(0)
    return accept(output)


def test_store_writes_file_renditions_and_row():
    accepted = a_picture()
    image = store(accepted, alt="A blue field", credit="Us", licence="CC0")
    stem = f"images/{accepted.sha256[:2]}/{accepted.sha256}"
    assert (image.file.name, image.width, image.height) == (f"{stem}.webp", 500, 250)
    assert (image.alt, image.credit, image.licence) == ("A blue field", "Us", "CC0")
    with image.file.open() as kept:
        assert kept.read() == accepted.content
    sizes = {}
    for width in (200, 400):
        with Picture.open(default_storage.path(f"{stem}-{width}.webp")) as rendition:
            sizes[width] = (rendition.format, rendition.size)
    assert sizes == {200: ("WEBP", (200, 100)), 400: ("WEBP", (400, 200))}


def test_store_of_a_small_picture_enlarges_nothing(media_root):
    store(a_picture(200, 100))
    assert len([path for path in media_root.rglob("*") if path.is_file()]) == 1


def test_store_of_a_picture_we_have_gives_that_one():
    first = store(a_picture(), alt="First words")
    assert store(a_picture(), alt="Other words") == first
    assert list(Image.objects.values_list("alt", flat=True)) == ["First words"]


def test_store_that_fails_while_writing_leaves_no_row(monkeypatch):
    def break_down(*_arguments):
        raise OSError("No space left on device")

    monkeypatch.setattr(renditions, "_write_renditions", break_down)
    with pytest.raises(OSError, match="No space"):
        store(a_picture())
    assert Image.objects.count() == 0
    assert len(orphaned_files()) == 1


def test_store_works_with_a_storage_that_has_no_paths(monkeypatch):
    elsewhere = InMemoryStorage()
    monkeypatch.setattr(renditions, "default_storage", elsewhere)
    image = store(a_picture())
    assert [elsewhere.exists(name) for name in (image.file.name, image.rendition_name(400))] == [
        True,
        True,
    ]


def test_missing_renditions_names_lost_files():
    whole, broken = store(a_picture()), store(a_picture(colour="#000000"))
    default_storage.delete(broken.rendition_name(400))
    assert missing_renditions() == {broken: [broken.rendition_name(400)]}
    assert make_renditions(broken) == [broken.rendition_name(200), broken.rendition_name(400)]
    assert missing_renditions() == {}
    assert whole != broken


def test_orphaned_files_are_those_without_a_row():
    kept = store(a_picture())
    lost = store(a_picture(200, 100, "#000000"))
    name = lost.file.name
    Image.objects.filter(pk=lost.pk).delete()
    assert orphaned_files() == [name]
    assert default_storage.exists(kept.file.name)


def test_orphaned_files_of_an_empty_guide_are_none():
    assert orphaned_files() == []


def test_write_durably_leaves_no_temporary_file(media_root):
    write_durably("images/ab/abc.webp", b"first")
    write_durably("images/ab/abc.webp", b"second")
    files = {path.name: path.read_bytes() for path in media_root.rglob("*") if path.is_file()}
    assert files == {"abc.webp": b"second"}


def test_url_for_is_the_smallest_that_is_wide_enough():
    image = store(a_picture())
    stem = f"/media/{image.file.name.removesuffix('.webp')}"
    urls = [image.url_for(width) for width in (1, 200, 201, 400, 401, 3000)]
    expected = ["-200", "-200", "-400", "-400", "", ""]
    assert urls == [f"{stem}{ending}.webp" for ending in expected]


def test_srcset_lists_all_sizes():
    image = store(a_picture())
    stem = f"/media/{image.file.name.removesuffix('.webp')}"
    assert image.srcset() == f"{stem}-200.webp 200w, {stem}-400.webp 400w, {stem}.webp 500w"
