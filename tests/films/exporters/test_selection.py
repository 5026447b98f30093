"""Films go out in one file, and come in again with nothing to change."""

import csv
import io
import json
import zipfile
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from films.choices import ImportState, ItemState
from films.document import dump
from films.exporters import selection
from films.importers import batches
from films.importers.sources import Sent
from films.importers.steps import go_on
from films.models import Collection, Film, Image, ImportRun, Person, Provider, Tag
from tests.factories import make_credit, make_draft, make_film, make_full_film, make_person

pytestmark = pytest.mark.django_db


def written(blocks) -> bytes:
    return b"".join(blocks)


def compared(content: bytes, name: str) -> ImportRun:
    run = batches.begin([Sent(name, BytesIO(content))], by=None)
    if run.state == ImportState.COLUMNS:
        batches.set_columns(run, batches.proposed_columns(run))
    while run.state == ImportState.COMPARING:
        go_on(run, by=None)
    return run


def taken_over(content: bytes, name: str) -> ImportRun:
    run = compared(content, name)
    batches.start_applying(run, publish=False, by=None)
    while run.state == ImportState.RUNNING:
        go_on(run, by=None)
    return run


def states(run: ImportRun) -> set[str]:
    return set(run.items.values_list("state", flat=True))


def words_of(film: Film) -> dict:
    return {
        name: said for name, said in dump(film).items() if name not in ("status", "published_at")
    }


@pytest.fixture
def films(db):
    full = make_full_film(rows=2, title="Low Tide", slug="low-tide", year=1934)
    make_credit(full, make_person("Cy Moe; Jr."), character="A (b); c")
    make_draft(title="=SUM(A1)", slug="sum", year=1950, synopsis="'+1\n\nTwo, “three”; four")
    for image in Image.objects.all():
        default_storage.save(image.file.name, ContentFile(b"a picture"))
    return Film.objects.filter(slug__in=["low-tide", "sum"])


@pytest.mark.parametrize(
    ("form", "name"),
    [(selection.guide, "f.zip"), (selection.json_lines, "f.jsonl"), (selection.table, "f.csv"),
     (selection.text_pages, "f.zip")],
)  # fmt: skip
def test_what_went_out_comes_in_with_nothing_to_change(films, form, name):
    run = compared(written(form(films)), name)

    assert states(run) == {ItemState.SAME}
    assert run.items.count() == 2


def test_selection_makes_the_same_films_elsewhere(films):
    before = {film.slug: words_of(film) for film in films}
    content = written(selection.guide(films))
    for model in (Collection, Film, Person, Tag, Provider):
        model.objects.all().delete()

    run = taken_over(content, "films.zip")

    after = {film.slug: words_of(film) for film in Film.objects.all()}
    for document in before.values():  # pages that did not come along cannot be linked
        for row in document.get("similar_films", []):
            row.pop("film", None)
    assert states(run) == {ItemState.DONE}
    assert after == before
    assert states(compared(content, "films.zip")) == {ItemState.SAME}


def test_export_holds_what_the_films_name_and_no_more(films):
    stranger = make_person("Stranger")

    names = zipfile.ZipFile(BytesIO(written(selection.guide(films)))).namelist()

    assert {"films/low-tide.json", "films/sum.json", "tags.json", "providers.json"} <= set(names)
    assert f"people/{stranger.slug}.json" not in names
    assert "collections.json" not in names


def test_everything_holds_collections_and_people_without_films():
    make_person("Stranger")
    make_film(slug="a")

    everything = written(selection.guide(Film.objects.all(), is_all=True))
    names = zipfile.ZipFile(BytesIO(everything)).namelist()

    assert {"collections.json", "people/stranger.json", "films/a.json"} <= set(names)


def test_the_same_films_give_the_same_bytes(films):
    assert written(selection.guide(films)) == written(selection.guide(films))


def test_lines_are_one_document_each(films):
    lines = written(selection.json_lines(films)).splitlines()

    assert [json.loads(line)["slug"] for line in lines] == ["low-tide", "sum"]


def test_no_cell_of_a_table_is_a_formula(films):
    text = written(selection.table(films)).decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(text)))

    assert [row["title"] for row in rows] == ["Low Tide", "'=SUM(A1)"]
    assert rows[1]["synopsis"] == "''+1\n\nTwo, “three”; four"


def test_film_without_pictures_files_is_written_without_them():
    make_full_film(slug="a")

    names = zipfile.ZipFile(BytesIO(written(selection.guide(Film.objects.all())))).namelist()

    assert [name for name in names if name.startswith("media/")] == []
