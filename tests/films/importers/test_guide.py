"""A whole guide goes into a folder, and out of it into an empty database."""

import json
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from PIL import Image as Picture

from films.exporters.guide import ExportRefused, export_guide
from films.images.renditions import store
from films.images.upload import accept
from films.importers.guide import import_guide
from films.importers.reading import ImportRefused
from films.models import Collection, Film, Image, ImportRun, Person, Provider, Tag
from tests.factories import make_credit, make_draft, make_film, make_person, make_provider, make_tag

NO_PICTURE = "This file is not a picture that can be used. Send JPEG, PNG, WebP or AVIF."

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path) -> Path:
    """An empty place for a guide; the test's own media lie elsewhere."""
    path = tmp_path / "guide"
    path.mkdir()
    return path


def make_picture(colour: str = "navy", alt: str = "A lamp") -> Image:
    """A picture with its files."""
    file = BytesIO()
    Picture.new("RGB", (60, 90), colour).save(file, "PNG")
    file.seek(0)
    return store(accept(file), alt=alt)


def make_guide() -> Film:
    """A guide with one thing of each kind; return its first film."""
    ann = make_person("Ann Lee", born="1901", biography="She lived.", portrait=make_picture("red"))
    film = make_film(title="Low Tide", slug="low-tide-1934", year=1934, poster=make_picture())
    other = make_draft(title="Ebb", slug="ebb-1930", year=1930)
    make_credit(film, ann, character="Marthe")
    film.film_tags.create(tag=make_tag("Drama", introduction="Sad ones."))
    film.offers.create(provider=make_provider("Reel", active=False), access="rent")
    film.similar_films.create(title="Ebb", year=1930, other=other)
    other.similar_films.create(title="Low Tide", year=1934, other=film)
    default_storage.save("videos/lamp.mp4", ContentFile(b"moving"))
    film.videos.create(kind="bonus", title="Lamp", provider="file", file="videos/lamp.mp4")
    collection = Collection.objects.create(
        title="Wet ones",
        slug="wet-ones",
        published=True,
        published_at=datetime(2026, 5, 1, 9, tzinfo=UTC),
        until=datetime(2027, 5, 1, 9, 30, tzinfo=UTC),
    )
    collection.items.create(film=film, note="The wettest.")
    return film


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def empty_the_guide() -> None:
    for model in (Collection, Film, Person, Tag, Provider, Image):
        model.objects.all().delete()


def test_guide_comes_back_to_the_byte(tmp_path, settings):
    make_guide()
    export_guide(tmp_path / "one")
    empty_the_guide()
    settings.MEDIA_ROOT = tmp_path / "other-media"

    report = import_guide(tmp_path / "one")
    export_guide(tmp_path / "two")

    assert files(tmp_path / "two") == files(tmp_path / "one")
    assert report.new == {"tags": 1, "providers": 1, "people": 1, "films": 2, "collections": 1}
    assert ImportRun.objects.get().report["new"]["films"] == 2


def test_second_import_changes_nothing(folder):
    film = make_guide()
    export_guide(folder)
    row = film.credits.get()

    report = import_guide(folder)

    assert (report.new, report.changed) == ({}, {})
    assert film.credits.get() == row
    assert not ImportRun.objects.exists()


def test_second_export_writes_the_same_and_drops_what_is_gone(folder):
    make_guide()
    export_guide(folder)
    before = files(folder)
    (folder / "films" / "gone-1900.json").write_text("{}")

    export_guide(folder)

    assert files(folder) == before


def test_changed_film_is_changed_and_recorded(folder):
    film = make_guide()
    export_guide(folder)
    film.title = "High Tide"
    film.save()

    report = import_guide(folder)

    film.refresh_from_db()
    assert (film.title, report.changed) == ("Low Tide", {"films": 1})
    assert film.revisions.get().kind == "import"


def test_similar_films_are_linked_whichever_comes_first(folder):
    make_guide()
    export_guide(folder)
    empty_the_guide()

    import_guide(folder)

    links = Film.objects.values_list("slug", "similar_films__other__slug").order_by("slug")
    assert list(links) == [("ebb-1930", "low-tide-1934"), ("low-tide-1934", "ebb-1930")]


def test_draft_without_an_address_is_exported_too(folder):
    Film.objects.create(title="Low Tide", year=1934)

    export_guide(folder)

    assert (folder / "films" / "low-tide-1934.json").exists()


def test_other_folder_is_not_written_into(folder):
    (folder / "letter.txt").write_text("Dear Ann")

    with pytest.raises(ExportRefused, match="is not empty"):
        export_guide(folder)

    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_missing_file_of_a_picture_is_named(folder):
    picture = make_picture()
    default_storage.delete(picture.file.name)

    with pytest.raises(ExportRefused, match=f"missing: {picture.file.name}"):
        export_guide(folder)


def write_film(folder: Path, text: str = "", **fields: object) -> None:
    (folder / "films").mkdir(exist_ok=True)
    document = {"marquee": 1, "slug": "low-tide-1934", "title": "Low Tide", **fields}
    (folder / "films" / "low-tide-1934.json").write_text(text or json.dumps(document))


def refusal(folder: Path) -> str:
    with pytest.raises(ImportRefused) as refused:
        import_guide(folder)
    assert not Film.objects.exists()
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "it ends in the middle (1:2), as half a file does"),
        ('{"title": "A", "title": "B"}', "“title” is there twice"),
        ('{"year": NaN}', "NaN is no number"),
        ("[" * 100_000, "it is nested too deep"),
    ],
)
def test_broken_json_is_named(tmp_path, text, reason):
    write_film(tmp_path, text)

    assert refusal(tmp_path) == (f"films/low-tide-1934.json: this is no sound JSON: {reason}.")


def test_number_of_400_digits_is_refused(tmp_path):
    write_film(tmp_path, runtime=10**400)

    assert refusal(tmp_path).startswith("films/low-tide-1934.json: runtime: ")


def test_file_that_is_not_utf_8_is_named(tmp_path):
    write_film(tmp_path)
    (tmp_path / "films" / "low-tide-1934.json").write_bytes(b'{"title": "caf\xe9"}')

    assert refusal(tmp_path).endswith("this is no sound JSON: it is not in UTF-8.")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("media/none.webp", "media/none.webp is missing."),
        ("media/../../secret.webp", "“media/../../secret.webp” does not lie in the folder media/."),
        ("/etc/passwd", "“/etc/passwd” does not lie in the folder media/."),
        ("media/link.webp", "“media/link.webp” leads out of the folder media/."),
        ("media/words.webp", f"media/words.webp: {NO_PICTURE}"),
    ],
)
def test_picture_that_cannot_be_had_is_named(tmp_path, name, reason):
    guide = tmp_path / "guide"
    (guide / "media").mkdir(parents=True)
    (tmp_path / "secret.webp").write_bytes(b"secret")
    (guide / "media" / "link.webp").symlink_to(tmp_path / "secret.webp")
    (guide / "media" / "words.webp").write_bytes(b"words")
    write_film(guide, poster={"file": name})

    assert refusal(guide) == f"films/low-tide-1934.json: poster: {reason}"


def test_words_of_a_picture_are_taken_over_and_checked(folder):
    film = make_film(slug="low-tide-1934", title="Low Tide", poster=make_picture(alt="A lamp"))
    export_guide(folder)
    film.poster.alt = "A buoy"
    film.poster.save()
    path = folder / "films" / "low-tide-1934.json"

    import_guide(folder)
    film.poster.refresh_from_db()
    assert film.poster.alt == "A lamp"

    path.write_text(path.read_text().replace('"alt": "A lamp"', '"focal_x": "left"'))
    with pytest.raises(ImportRefused, match=r"low-tide-1934\.json: "):
        import_guide(folder)


def test_film_without_an_address_has_that_of_its_file(folder):
    write_film(folder, slug="")

    import_guide(folder)

    assert import_guide(folder).same == {"films": 1}
    assert Film.objects.get().slug == "low-tide-1934"


def test_one_bad_film_keeps_the_whole_guide_out(tmp_path):
    write_film(tmp_path)
    (tmp_path / "films" / "zoo.json").write_text('{"marquee": 1, "title": ""}')
    (tmp_path / "tags.json").write_text('[{"kind": "genre", "name": "Drama"}]')

    assert refusal(tmp_path) == "films/zoo.json: title: A film needs a title."
    assert not Tag.objects.exists()


@pytest.mark.parametrize(
    ("name", "entries", "reason"),
    [
        ("tags.json", {}, "tags.json: this is no list of entries."),
        ("tags.json", [{"kind": "colour", "name": "Red"}], "tags.json, 1: kind: "),
        (
            "providers.json",
            [{"name": "Reel", "active": "yes"}],
            "providers.json, 1: active: This is",
        ),
        (
            "providers.json",
            [{"name": "Reel", "colour": 1}],
            "providers.json, 1: colour: There is no",
        ),
        (
            "collections.json",
            [{"slug": "wet", "title": "Wet", "items": [{"film": "none"}]}],
            "collections.json, 1: items[0]: There is no film “none”.",
        ),
    ],
)
def test_bad_entry_is_named(tmp_path, name, entries, reason):
    (tmp_path / name).write_text(json.dumps(entries))

    assert refusal(tmp_path).startswith(reason)


def test_folder_that_is_no_guide_is_refused(tmp_path):
    assert refusal(tmp_path).endswith("is no guide: there is no folder films/ in it.")


def test_commands_say_what_they_did(tmp_path):
    make_guide()
    out = StringIO()

    call_command("export_films", tmp_path / "guide", stdout=out)
    call_command("import_films", tmp_path / "guide", stdout=out)

    assert out.getvalue().split("\n") == [
        f"2 films written to {tmp_path / 'guide'}",
        "2 of 2 films",
        "Nothing has changed.",
        "",
    ]


def test_import_command_says_that_nothing_was_imported(tmp_path):
    with pytest.raises(CommandError, match=r"^Nothing was imported\. .* is no guide"):
        call_command("import_films", tmp_path)
