"""Pages, tables and whole guides go in and out by command."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from films.choices import RevisionKind
from films.models import Film, ImportRun
from films.revisions import record
from tests.factories import make_draft

pytestmark = pytest.mark.django_db

DATA = Path(__file__).resolve().parents[2] / "data"
FULL = (DATA / "the-paper-lighthouse.txt").read_text(encoding="utf-8")


def run(*args: object, **options: object) -> str:
    out = StringIO()
    call_command(*args, stdout=out, stderr=out, **options)
    return out.getvalue()


def test_commands_take_a_page_in_and_out(tmp_path):
    path = DATA / "the-paper-lighthouse.txt"
    out = tmp_path / "page.txt"

    assert "makes a new film" in run("import_page", path, "--dry-run")
    assert Film.objects.count() == 0
    run("import_page", path, "--publish")
    run("export_page", "the-paper-lighthouse-1931", output=out)

    assert out.read_text(encoding="utf-8") == FULL
    assert run("export_page", "the-paper-lighthouse-1931") == FULL


def test_command_imports_the_good_files_and_names_the_bad(tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\0")

    with pytest.raises(CommandError) as failed:
        run("import_page", bad, DATA / "minimal.txt")

    assert str(failed.value) == f"Not imported: {bad}"
    assert [film.title for film in Film.objects.all()] == ["Nocturne for Two Chairs"]


def test_title_and_year_are_for_one_file():
    with pytest.raises(CommandError, match="single file"):
        run("import_page", DATA / "minimal.txt", DATA / "faulty.txt", title="X")


def test_export_of_a_film_that_is_not_there_says_so():
    with pytest.raises(CommandError, match="There is no film nowhere-1900"):
        run("export_page", "nowhere-1900")


def test_dry_run_of_a_table_tells_columns_and_differences_and_keeps_nothing(tmp_path):
    film = make_draft(title="Low Tide", year=1934, runtime=70)
    record(film, RevisionKind.SAVE)
    table = tmp_path / "films.csv"
    table.write_text("Name,Year,Runtime,Worum\nLow Tide,1934,72,Wet.\nEbb,1930,60,\n")

    told = run("import_table", table, "--map=Worum=logline", "--dry-run")

    assert told.splitlines() == [
        "Read as UTF-8, parted by comma.",
        "  Name: title",
        "  Year: year",
        "  Runtime: runtime",
        "  Worum: logline",
        f"line 2: Low Tide (1934) changes {film.slug}, 1 differences, 1 left as written by hand",
        "  left: runtime: 70 -> 72",
        "  logline: (nothing) -> Wet.",
        "line 3: Ebb (1930) makes a new film, 3 differences",
        "  title: (nothing) -> Ebb",
        "  year: (nothing) -> 1930",
        "  runtime: (nothing) -> 60",
    ]
    assert ImportRun.objects.count() == 0


def test_table_leaves_hand_written_words_unless_told_otherwise(tmp_path):
    film = make_draft(title="Low Tide", year=1934, runtime=70)
    record(film, RevisionKind.SAVE)
    table = tmp_path / "films.csv"
    table.write_text("Name,Year,Runtime\nLow Tide,1934,72\n")

    run("import_table", table)
    film.refresh_from_db()
    assert film.runtime == 70

    run("import_table", table, "--overwrite")
    film.refresh_from_db()
    assert film.runtime == 72


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("Nome=title", "There is no column “Nome” in the table."),
        ("Name=nome", "There is no field “nome”."),
        ("Name=", "Say which column holds the title of the film."),
    ],
)
def test_map_that_makes_no_sense_is_refused(tmp_path, given, sentence):
    table = tmp_path / "films.csv"
    table.write_text("Name,Year\nLow Tide,1934\n")

    with pytest.raises(CommandError, match=sentence):
        run("import_table", table, "--map", given)
    assert ImportRun.objects.count() == 0


def test_dry_run_of_a_guide_keeps_nothing(tmp_path):
    (tmp_path / "films").mkdir()
    (tmp_path / "films" / "ebb.json").write_text(json.dumps({"marquee": 1, "title": "Ebb"}))

    assert "new: 1 films" in run("import_films", tmp_path, "--dry-run")
    assert Film.objects.count() == 0
