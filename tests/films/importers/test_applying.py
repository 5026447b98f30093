"""A text page in the database: made, seen beforehand, put into a film, refused whole."""

from pathlib import Path

import pytest

from films.choices import FilmStatus, ItemState
from films.document import dump
from films.exporters.text_page import render
from films.importers import batches
from films.importers.applying import apply_item
from films.importers.comparing import Change
from films.importers.matching import Form
from films.importers.planning import compare_item, plan
from films.importers.text_page import Parsed, parse, text_part
from films.models import Film, ImportItem, ImportRun, Person
from tests.factories import (
    make_credit,
    make_draft,
    make_film,
    make_full_film,
    make_person,
    make_quote,
)

pytestmark = pytest.mark.django_db

DATA = Path(__file__).resolve().parents[2] / "data"
FULL = (DATA / "the-paper-lighthouse.txt").read_text(encoding="utf-8")


def page(*lines: str, title: str = "Low Tide", year: int | None = 1934):
    return parse("\n".join(lines), title=title, year=year)


def item_of(parsed: Parsed, *, publish: bool = False) -> ImportItem:
    """A page as the only one of an import that takes everything, also over hand-written words."""
    run = ImportRun.objects.create(kind="text_page", options={"publish": publish})
    item = run.items.create(number=1, document={Form.TEXT.value: parsed.document})
    compare_item(item, run, by=None)
    for kept in item.changes:
        batches.set_field(run, batches.field_of(kept), batches.TAKE_ALL)
    return item


def changes(parsed: Parsed) -> list[Change]:
    item = item_of(parsed)
    return plan(item, item.run, film=item.film).changes


def apply(parsed: Parsed, *, publish: bool = False) -> ImportItem:
    item = item_of(parsed, publish=publish)
    apply_item(item.pk, item.run, by=None)
    item.refresh_from_db()
    return item


def test_new_film_is_a_draft_that_says_what_the_page_says():
    item = apply(parse(FULL))

    film = item.film
    assert (item.is_new, film.slug, film.status) == (
        *(True, "the-paper-lighthouse-1931"),
        FilmStatus.DRAFT,
    )
    assert text_part(dump(film)) == parse(FULL).document
    assert film.revisions.count() == 1


def test_page_comes_out_of_the_database_line_by_line():
    film = apply(parse(FULL)).film

    assert render(dump(film)) == FULL


def test_publishing_shows_the_page():
    film = apply(parse(FULL), publish=True).film

    assert list(Film.objects.published()) == [film]


def test_page_that_cannot_be_published_leaves_nothing_behind():
    item = apply(page("🤨 FAQ", "Yes."), publish=True)

    assert (item.state, item.words[:14]) == (ItemState.REFUSED, "Write a loglin")
    assert Film.objects.count() == 0


def test_page_that_breaks_a_rule_leaves_nothing_behind():
    cast = [f"- Role ({name})" for name in ("Ann", "x" * 201)]

    item = apply(page("🎬 Cast & Characters", *cast))

    assert item.words.startswith("credits[1].person: ")
    assert Film.objects.count() == Person.objects.count() == 0


def test_second_import_changes_nothing():
    first = apply(parse(FULL))

    second = item_of(parse(FULL))

    assert (second.film, second.state) == (first.film, ItemState.SAME)


def test_every_difference_is_named():
    film = make_draft(title="Low Tide", year=1934, runtime=70)
    make_quote(film, "The sea keeps no diary.", speaker="Marthe")
    parsed = page(
        *("🎯 Quick Overview", "- Runtime (length): 1h 12min"),
        *("💬 Memorable Quotes", "- Marthe: “The sea keeps no diary.” – On the beach."),
    )

    old = {
        "key": "the-sea-keeps-no-diary",
        "text": "The sea keeps no diary.",
        "speaker": "Marthe",
    }
    assert changes(parsed) == [
        Change("runtime", 70, 72),
        Change("quotes", old, old | {"context": "On the beach."}, at=0, to=0),
    ]


def test_nothing_is_overwritten_by_nothing():
    film = make_full_film(rows=2, title="Low Tide", year=1934, status=FilmStatus.DRAFT)
    before = dump(film)

    apply(page("🤨 FAQ"))

    assert dump(Film.objects.get(pk=film.pk)) == before


def test_own_page_of_a_film_changes_nothing_in_it():
    film = make_full_film(rows=2, title="Low Tide", year=1934)

    assert changes(parse(render(dump(film)))) == []


def test_changed_row_keeps_what_the_text_cannot_hold():
    film = make_draft(title="Low Tide", year=1934)
    film.press_reviews.create(
        excerpt="Wet, and proud.", verdict="positive", url="https://a.example/"
    )
    make_quote(film, "The sea keeps no diary at all.", key="diary")

    apply(
        page(
            *("💬 Memorable Quotes", "- “The sea keeps no diary, at all!”"),
            *("💥 X Reviews", "Professional Reviews", "- Gazette: “Wet, and proud.”"),
        ),
    )

    review, quote = film.press_reviews.get(), film.quotes.get()
    assert (review.publication, review.verdict, review.url) == (
        *("Gazette", "positive"),
        "https://a.example/",
    )
    assert (quote.text, quote.key) == ("The sea keeps no diary, at all!", "diary")


def test_row_that_the_page_no_longer_has_goes_with_a_word_about_it():
    film = make_draft(title="Low Tide", year=1934)
    film.trivia.create(text="It rained for a week.")

    parsed = page("🛠️ Behind the Scenes", "- “The fog is flour.”")
    found = changes(parsed)
    apply(parsed)

    assert [row.text for row in film.trivia.all()] == ["The fog is flour."]
    assert [(one.before, one.after) for one in found] == [
        (None, {"text": "The fog is flour."}),
        ({"text": "It rained for a week."}, None),
    ]


def test_people_of_other_jobs_stay():
    film = make_draft(title="Low Tide", year=1934)
    make_credit(film, make_person("Ann"), job="composer")
    make_credit(film, make_person("Ben"), job="director")

    apply(page("🎯 Quick Overview", "- Director: Cleo"))

    jobs = film.credits.values_list("job", "person__name")
    assert sorted(jobs) == [("composer", "Ann"), ("director", "Cleo")]


def test_person_of_the_same_name_stays_the_same_person():
    film = make_draft(title="Low Tide", year=1934)
    make_person("Ann", slug="ann")
    credit = make_credit(film, make_person("Ann", slug="ann-2"), character="Keeper")

    apply(page("🎬 Cast & Characters", "- Keeper (Ann): Old."))

    found = film.credits.get()
    assert (found.person, found.description) == (credit.person, "Old.")


def test_quote_is_linked_to_the_character_who_says_it():
    lines = ("🎬 Cast & Characters", "- Marthe (Ann)", "💬 Memorable Quotes", "- Marthe: “Go.”")

    film = apply(page(*lines)).film

    assert film.quotes.get().credit == film.credits.get()


def test_similar_film_is_linked_to_its_page():
    other = make_film(title="The Last Ferry", year=1929)

    film = apply(page("🎥 Similar Movies", "- The last ferry (1929)")).film

    assert film.similar_films.get().other == other


def test_lines_not_understood_are_kept_in_the_notes_once():
    make_draft(title="Low Tide", year=1934, notes="Ask Ann.")
    for _ in range(2):
        film = apply(page("🎯 Quick Overview", "- Colour: green")).film

    assert film.notes == "Ask Ann.\nLine 2: - Colour: green"
