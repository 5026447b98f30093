"""A text page in the database: made, seen beforehand, put into a film, refused whole."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from films.choices import FilmStatus, ImportKind
from films.document import dump
from films.exporters.text_page import render
from films.importers.apply import apply, preview
from films.importers.reading import ImportRefused
from films.importers.report import Change
from films.importers.text_page import parse, text_part
from films.models import Film, ImportRun, Person, Revision
from tests.factories import make_credit, make_film, make_full_film, make_person, make_quote

pytestmark = pytest.mark.django_db

DATA = Path(__file__).resolve().parents[2] / "data"
FULL = (DATA / "the-paper-lighthouse.txt").read_text(encoding="utf-8")


def page(*lines: str, title: str = "Low Tide", year: int | None = 1934):
    return parse("\n".join(lines), title=title, year=year)


def test_new_film_is_a_draft_that_says_what_the_page_says():
    run = apply(parse(FULL), by=None, name="page.txt")

    assert (run.kind, run.name, run.report["is_new"]) == (ImportKind.TEXT_PAGE, "page.txt", True)
    assert (run.film.slug, run.film.status) == ("the-paper-lighthouse-1931", FilmStatus.DRAFT)
    assert text_part(dump(run.film)) == parse(FULL).document
    assert run.film.revisions.count() == 1


def test_page_comes_out_of_the_database_line_by_line():
    film = apply(parse(FULL), by=None).film

    assert render(dump(film)) == FULL


def test_publishing_shows_the_page():
    film = apply(parse(FULL), by=None, publish=True).film

    assert list(Film.objects.published()) == [film]


def test_page_that_cannot_be_published_leaves_nothing_behind():
    with pytest.raises(ImportRefused) as refused:
        apply(page("🤨 FAQ", "Yes."), by=None, publish=True)

    assert str(refused.value).startswith("The page cannot be published: ")
    assert Film.objects.count() == ImportRun.objects.count() == Revision.objects.count() == 0


def test_page_that_breaks_a_rule_leaves_nothing_behind():
    cast = [f"- Role ({name})" for name in ("Ann", "x" * 201)]

    with pytest.raises(ImportRefused) as refused:
        apply(page("🎬 Cast & Characters", *cast), by=None)

    assert str(refused.value).startswith("credits[1].person: ")
    assert Film.objects.count() == Person.objects.count() == 0


def test_second_import_changes_nothing():
    first = apply(parse(FULL), by=None)

    second = apply(parse(FULL), by=None)

    assert (second.film, second.report["changes"]) == (first.film, [])
    assert first.film.revisions.count() == 1


def test_preview_changes_nothing_and_names_every_difference():
    film = make_film(title="Low Tide", year=1934, runtime=70)
    make_quote(film, "The sea keeps no diary.", speaker="Marthe")
    parsed = page(
        *("🎯 Quick Overview", "- Runtime (length): 1h 12min"),
        *("💬 Memorable Quotes", "- Marthe: “The sea keeps no diary.” – On the beach."),
    )

    seen = preview(parsed)

    assert seen.film == film
    assert seen.changes == [
        Change("runtime", "70", "72"),
        Change(
            "memorable quotes",
            "the-sea-keeps-no-diary · The sea keeps no diary. · Marthe",
            "the-sea-keeps-no-diary · The sea keeps no diary. · Marthe · On the beach.",
        ),
    ]
    film.refresh_from_db()
    assert film.runtime == 70


@pytest.mark.parametrize("title", ["Low Tide", "LOW TIDE!", "Lów tide"])
def test_film_is_found_whatever_case_and_accents(title):
    film = make_film(title="Low Tide", year=1934)

    assert preview(page("🤨 FAQ", "Yes.", title=title)).film == film


def test_film_of_another_year_is_another_film():
    make_film(title="Low Tide", year=1935)

    assert preview(page("🤨 FAQ", "Yes.")).film is None


def test_two_films_of_that_title_and_year_are_left_alone():
    make_film(title="Low Tide!", year=1934)
    make_film(title="Low tide", year=1934)

    with pytest.raises(ImportRefused) as refused:
        preview(page("🤨 FAQ", "Yes."))

    assert str(refused.value).startswith("There are 2 films “Low Tide” of that year")


def test_nothing_is_overwritten_by_nothing():
    film = make_full_film(rows=2, title="Low Tide", year=1934)
    before = dump(film)

    apply(page("🤨 FAQ"), by=None)

    assert dump(Film.objects.get(pk=film.pk)) == before


def test_own_page_of_a_film_changes_nothing_in_it():
    film = make_full_film(rows=2, title="Low Tide", year=1934)

    assert preview(parse(render(dump(film)))).changes == []


def test_changed_row_keeps_what_the_text_cannot_hold():
    film = make_film(title="Low Tide", year=1934)
    film.press_reviews.create(
        excerpt="Wet, and proud.", verdict="positive", url="https://a.example/"
    )
    make_quote(film, "The sea keeps no diary at all.", key="diary")

    apply(
        page(
            *("💬 Memorable Quotes", "- “The sea keeps no diary, at all!”"),
            *("💥 X Reviews", "Professional Reviews", "- Gazette: “Wet, and proud.”"),
        ),
        by=None,
    )

    review, quote = film.press_reviews.get(), film.quotes.get()
    assert (review.publication, review.verdict, review.url) == (
        *("Gazette", "positive"),
        "https://a.example/",
    )
    assert (quote.text, quote.key) == ("The sea keeps no diary, at all!", "diary")


def test_row_that_the_page_no_longer_has_goes_with_a_word_about_it():
    film = make_film(title="Low Tide", year=1934)
    film.trivia.create(text="It rained for a week.")

    run = apply(page("🛠️ Behind the Scenes", "- “The fog is flour.”"), by=None)

    assert [row.text for row in film.trivia.all()] == ["The fog is flour."]
    assert run.report["changes"] == [
        {"field": "behind the scenes", "before": "", "after": "The fog is flour."},
        {"field": "behind the scenes", "before": "It rained for a week.", "after": ""},
    ]


def test_people_of_other_jobs_stay():
    film = make_film(title="Low Tide", year=1934)
    make_credit(film, make_person("Ann"), job="composer")
    make_credit(film, make_person("Ben"), job="director")

    apply(page("🎯 Quick Overview", "- Director: Cleo"), by=None)

    jobs = film.credits.values_list("job", "person__name")
    assert sorted(jobs) == [("composer", "Ann"), ("director", "Cleo")]


def test_person_of_the_same_name_stays_the_same_person():
    film = make_film(title="Low Tide", year=1934)
    make_person("Ann", slug="ann")
    credit = make_credit(film, make_person("Ann", slug="ann-2"), character="Keeper")

    apply(page("🎬 Cast & Characters", "- Keeper (Ann): Old."), by=None)

    found = film.credits.get()
    assert (found.person, found.description) == (credit.person, "Old.")


def test_quote_is_linked_to_the_character_who_says_it():
    lines = ("🎬 Cast & Characters", "- Marthe (Ann)", "💬 Memorable Quotes", "- Marthe: “Go.”")

    film = apply(page(*lines), by=None).film

    assert film.quotes.get().credit == film.credits.get()


def test_similar_film_is_linked_to_its_page():
    other = make_film(title="The Last Ferry", year=1929)

    film = apply(page("🎥 Similar Movies", "- The last ferry (1929)"), by=None).film

    assert film.similar_films.get().other == other


def test_lines_not_understood_are_kept_in_the_notes_once():
    make_film(title="Low Tide", year=1934, notes="Ask Ann.")
    for _ in range(2):
        film = apply(page("🎯 Quick Overview", "- Colour: green"), by=None).film

    assert film.notes == "Ask Ann.\nLine 2: - Colour: green"


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
