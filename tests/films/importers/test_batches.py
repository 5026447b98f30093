"""An import as a batch: read, compared, taken over film by film, undone."""

import json
from io import BytesIO
from pathlib import Path

import pytest

from films import publishing
from films.choices import EventVerb, FilmStatus, ImportState, ItemState, RevisionKind
from films.document import dump
from films.importers import batches
from films.importers.batches import begin, choose, progress, set_columns, set_field
from films.importers.planning import plan
from films.importers.reading import ImportRefused
from films.importers.sources import Sent
from films.importers.steps import go_on
from films.models import Deletion, Film, FilmEvent, ImportItem, ImportRun, Person
from films.revisions import record
from films.working_copies import edited
from tests.factories import make_draft, make_film, make_full_film, make_quote, make_user

pytestmark = pytest.mark.django_db

SAMPLE = Path(__file__).resolve().parents[3] / "films" / "sample_catalogue" / "films"
PAGE = (Path(__file__).resolve().parents[2] / "data" / "the-paper-lighthouse.txt").read_bytes()


def sent(content, name="films.json"):
    if not isinstance(content, bytes):
        content = json.dumps(content).encode()
    return Sent(name, BytesIO(content))


def finish(run, by=None):
    state = run.state
    while run.state == state and progress(run).is_running:
        go_on(run, by=by, seconds=60)
    return run


def planned(content, name="films.json", by=None, **options):
    """A run that has been compared."""
    return finish(begin([sent(content, name)], by=by, **options), by)


def take_over(run, by=None, publish=False):
    batches.start_applying(run, publish=publish, by=by)
    return finish(run, by)


def undo(run, by=None):
    batches.start_undoing(run)
    return finish(run, by)


def imported(content, **options):
    return take_over(planned(content, **options), options.get("by"))


def states(run):
    return [(item.name, item.state) for item in run.items.all()]


def ticks(item):
    return {kept["mark"].partition(":")[0]: kept["take"] for kept in item.changes}


LOW_TIDE = {"title": "Low Tide", "year": 1934, "runtime": 72, "logline": "Wet."}


def test_reading_and_comparing_store_no_film():
    run = planned([LOW_TIDE, {"title": "Ebb", "tags": [{"kind": "genre", "name": "Drama"}]}])

    assert run.state == ImportState.PLANNED
    assert states(run) == [("Low Tide (1934)", "planned"), ("Ebb", "planned")]
    assert [item.is_new for item in run.items.all()] == [True, True]
    assert Film.objects.count() == 0


def test_new_films_become_drafts_of_whoever_imports_them():
    anna = make_user("anna", is_superuser=True)

    run = imported([LOW_TIDE], by=anna)

    film = Film.objects.get()
    assert (film.title, film.runtime, film.author, film.status) == ("Low Tide", 72, anna, "draft")
    assert film.revisions.get().kind == RevisionKind.IMPORT
    assert FilmEvent.objects.get(verb=EventVerb.IMPORTED).film == film
    assert (run.state, run.film, states(run)) == ("done", film, [("Low Tide (1934)", "done")])


def test_second_import_of_a_file_finds_nothing_to_change():
    documents = [json.loads(path.read_text()) for path in sorted(SAMPLE.glob("*.json"))[:4]]
    for document in documents:
        document.pop("poster", None)
        document.pop("videos", None)
    imported(documents)
    before = {film.slug: dump(film) for film in Film.objects.all()}

    run = planned(documents)

    assert {item.state for item in run.items.all()} == {ItemState.SAME}
    assert {film.slug: dump(film) for film in Film.objects.all()} == before


# What is advised ----------------------------------------------------------------------------------


def by_hand(film, by=None, **values):
    """Change a film as its form does."""
    Film.objects.filter(pk=film.pk).update(**values)
    film.refresh_from_db()
    record(film, RevisionKind.SAVE, by=by)
    return film


def test_what_a_person_wrote_is_left_alone_and_named():
    anna = make_user("anna")
    film = by_hand(make_draft(title="Low Tide", year=1934, runtime=70), anna)

    run = planned([LOW_TIDE])

    item = run.items.get()
    assert (item.film, item.is_new, item.is_by_hand) == (film, False, True)
    assert ticks(item) == {"runtime": False, "logline": True}
    [runtime] = [proposal for proposal in plan(item, run).proposals if not proposal.take]
    assert (runtime.by.who, runtime.change.before, runtime.change.after) == ("anna", 70, 72)
    film = take_over(run).items.get().film
    assert (film.runtime, film.logline) == (70, "Wet.")


def test_what_an_import_brought_may_be_replaced():
    film = imported([LOW_TIDE]).items.get().film
    by_hand(film, make_user(), logline="Very wet.")

    item = planned([LOW_TIDE | {"runtime": 75, "logline": "Soaked."}]).items.get()

    assert ticks(item) == {"runtime": True, "logline": False}


def test_a_later_import_does_not_make_hand_written_words_its_own():
    film = imported([LOW_TIDE]).items.get().film
    by_hand(film, logline="Very wet.")
    imported([{"title": "Low Tide", "year": 1934, "runtime": 75}])

    item = planned([LOW_TIDE | {"logline": "Soaked.", "runtime": 75}]).items.get()

    assert ticks(item) == {"logline": False}


def test_what_a_person_took_out_does_not_come_back_by_itself():
    document = LOW_TIDE | {"trivia": [{"text": "It rained."}, {"text": "It poured."}]}
    film = imported([document]).items.get().film
    film.trivia.first().delete()
    by_hand(film, logline="")

    assert ticks(planned([document]).items.get()) == {"logline": False, "trivia": False}


def test_rows_written_by_hand_stay_beside_those_that_come_in():
    film = make_draft(title="Low Tide", year=1934)
    make_quote(film, "The sea keeps no diary.", key="diary")
    by_hand(film, make_user())

    run = imported([LOW_TIDE | {"quotes": [{"text": "Mind the lamp."}]}])

    assert [kept["take"] for kept in run.items.get().changes] == [True, True, True, False]
    assert [quote.text for quote in film.quotes.all()] == [
        "Mind the lamp.",
        "The sea keeps no diary.",
    ]


def test_amounts_do_not_come_in_without_their_currency():
    film = by_hand(make_draft(title="Low Tide", year=1934, currency="EUR"))

    item = planned([{"title": "Low Tide", "year": 1934, "currency": "GBP", "budget": 5}])

    assert ticks(item.items.get()) == {"currency": False, "budget": False}
    assert film.budget is None


def test_only_what_is_ticked_is_taken():
    run = planned([LOW_TIDE | {"synopsis": "It ebbs."}])
    item = run.items.get()
    choose(item, {kept["mark"] for kept in item.changes if "synopsis" not in kept["mark"]})

    film = take_over(run).items.get().film

    assert (film.logline, film.synopsis) == ("Wet.", "")


def test_a_film_of_which_nothing_is_ticked_is_left_out():
    run = planned([LOW_TIDE])
    choose(run.items.get(), set())

    assert states(take_over(run)) == [("Low Tide (1934)", "skipped")]
    assert Film.objects.count() == 0


def test_a_field_is_settled_for_all_films_but_those_ticked_one_by_one():
    films = [by_hand(make_draft(title=name, year=1934, runtime=1)) for name in ("A", "B")]
    run = planned([{"title": name, "year": 1934, "runtime": 9} for name in ("A", "B")])
    choose(run.items.get(name="B (1934)"), set())

    set_field(run, "runtime", batches.TAKE_ALL)
    take_over(run)

    assert [Film.objects.get(pk=film.pk).runtime for film in films] == [9, 1]


# Which film is meant ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "document",
    [
        {"title": "Other", "slug": "low-tide-1934"},
        {"title": "Other", "imdb_id": "tt0000001"},
        {"title": "LOW TIDE!", "year": 1934},
    ],
)
def test_film_is_found_by_address_number_or_title_and_year(document):
    film = make_film(title="Low tide", year=1934, slug="low-tide-1934", imdb_id="tt0000001")

    assert planned([document]).items.get().film == film


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"title": "X", "slug": "a", "imdb_id": "tt0000002"}, "speak of different films"),
        ({"title": "Twin", "year": 1950}, "There are 2 films “Twin” of that year"),
        ({"title": "Twin"}, "Without a year it may be"),
    ],
)
def test_film_that_could_be_several_is_refused(document, words):
    make_film(title="A", slug="a", imdb_id="tt0000001")
    make_film(title="B", slug="b", imdb_id="tt0000002")
    for _ in range(2):
        make_film(title="Twin", year=1950)

    item = planned([document]).items.get()

    assert (item.state, words in item.words) == (ItemState.REFUSED, True)


def test_second_document_about_a_film_is_refused():
    run = planned([LOW_TIDE, LOW_TIDE | {"runtime": 73}])

    assert [item.state for item in run.items.all()] == ["planned", "refused"]
    assert run.items.last().words == "The same film comes up at films.json, film 1 already."


# Public pages -------------------------------------------------------------------------------------


def test_a_live_page_stays_and_its_working_copy_changes():
    film = make_film(title="Low Tide", year=1934)
    record(film, RevisionKind.SAVE)

    run = imported([LOW_TIDE])

    film.refresh_from_db()
    assert (film.logline, edited(film).logline) == ("", "Wet.")
    assert run.items.get().film == film


def test_publish_at_once_changes_the_live_page_and_undo_takes_it_back():
    film = make_film(title="Low Tide", year=1934, synopsis="It ebbs.")
    record(film, RevisionKind.SAVE)
    before = dump(film)

    run = take_over(planned([LOW_TIDE]), publish=True)
    film.refresh_from_db()
    assert (film.logline, edited(film)) == ("Wet.", film)

    undo(run)
    assert dump(Film.objects.get(pk=film.pk)) == before


def test_publish_at_once_shows_new_films():
    take_over(planned([LOW_TIDE]), publish=True)

    assert [film.title for film in Film.objects.published()] == ["Low Tide"]


def test_new_film_that_cannot_be_published_is_refused_whole():
    run = take_over(planned([{"title": "Nameless"}]), publish=True)

    assert run.items.get().state == ItemState.REFUSED
    assert Film.objects.count() == 0


# Rights -------------------------------------------------------------------------------------------


def test_a_writer_imports_into_own_drafts_only():
    writer = make_user()
    make_draft(title="Own", author=writer)
    make_draft(title="Foreign")
    make_film(title="Live", author=writer)
    names = ("New", "Own", "Foreign", "Live")

    run = planned([{"title": name, "year": 1927, "runtime": 5} for name in names], by=writer)

    assert [item.state for item in run.items.all()] == ["planned", "planned", "refused", "refused"]


def test_a_right_that_was_taken_away_meanwhile_counts():
    writer = make_user()
    film = make_draft(title="Low Tide", year=1934, author=writer)
    run = planned([LOW_TIDE], by=writer)
    Film.objects.update(status=FilmStatus.REVIEW)

    take_over(run, writer)

    assert states(run) == [("Low Tide (1934)", "refused")]
    assert Film.objects.get() == film


# Breaks, doubles, undoing -------------------------------------------------------------------------


def test_apply_goes_on_after_a_break():
    run = planned([{"title": f"Film {n}", "year": 1950} for n in range(5)])
    batches.start_applying(run, publish=False, by=None)
    go_on(run, by=None, seconds=0)  # one film, then the machine stops
    assert (Film.objects.count(), run.state) == (1, "running")

    finish(ImportRun.objects.get(pk=run.pk))

    assert Film.objects.count() == 5
    assert ImportRun.objects.get(pk=run.pk).state == ImportState.DONE


def test_the_same_film_from_two_imports_is_made_once():
    first, second = planned([LOW_TIDE]), planned([LOW_TIDE | {"synopsis": "It ebbs."}])

    take_over(first)
    take_over(second)

    film = Film.objects.get()
    assert (film.logline, film.synopsis) == ("Wet.", "It ebbs.")
    assert not second.items.get().is_new


def test_what_changed_since_it_was_looked_at_is_not_overwritten():
    film = by_hand(make_draft(title="Low Tide", year=1934))
    run = planned([LOW_TIDE])
    by_hand(film, make_user(), runtime=60)

    item = take_over(run).items.get()

    film.refresh_from_db()
    assert (film.runtime, film.logline) == (60, "Wet.")
    assert item.words == "1 changes were left out: the page has changed since."


def test_undo_brings_back_what_was_there_and_bins_what_is_new():
    film = make_full_film(title="Low Tide", year=1934, status=FilmStatus.DRAFT)
    record(film, RevisionKind.SAVE)
    before = dump(film)
    run = planned([LOW_TIDE, {"title": "Ebb", "year": 1930}])
    set_field(run, "logline", batches.TAKE_ALL)
    take_over(run)

    undo(run)

    assert dump(Film.objects.get(pk=film.pk)) == before
    assert [film.title for film in Film.objects.exclude(pk=film.pk)].count("Ebb") == 0
    assert Deletion.objects.get().name == "Ebb (1930)"
    assert film.revisions.first().kind == RevisionKind.UNDO
    assert (run.state, {item.state for item in run.items.all()}) == ("undone", {"undone"})


def test_undo_keeps_and_names_what_a_person_changed_since():
    run = imported([LOW_TIDE, {"title": "Ebb", "year": 1930}])
    film = Film.objects.get(title="Low Tide")
    by_hand(film, make_user("anna"), runtime=99)

    undo(run)

    assert [(item.name, item.state) for item in run.items.all()] == [
        ("Low Tide (1934)", "kept"),
        ("Ebb (1930)", "undone"),
    ]
    assert run.items.first().words.startswith("Kept: anna has changed it on ")
    assert undo(run).items.first().state == "kept"
    assert Film.objects.get().runtime == 99


def test_undo_of_a_working_copy_that_the_import_began_leaves_none():
    film = make_film(title="Low Tide", year=1934)
    record(film, RevisionKind.SAVE)

    undo(imported([LOW_TIDE]))

    assert edited(film) == film
    assert Film.objects.count() == 1


def test_undone_import_can_be_taken_over_again():
    run = undo(imported([LOW_TIDE]))

    batches.compare_again(run)
    take_over(finish(run))

    assert Film.objects.get().title == "Low Tide"


# Files --------------------------------------------------------------------------------------------


def test_text_page_comes_in_with_what_was_not_understood():
    run = imported(PAGE, name="page.txt")

    assert (run.kind, Film.objects.get().title) == ("text_page", "The Paper Lighthouse")


def test_table_waits_for_its_columns_and_remembers_them():
    table = b"Name;Jahr;Worum es geht\nLow Tide;1934;Wet.\nEbb;1930;\n"
    run = begin([sent(table, "films.csv")], by=None)
    assert (run.state, batches.proposed_columns(run)) == ("columns", ["title", "year", ""])

    set_columns(run, ["title", "year", "logline"])
    take_over(finish(run))

    assert list(Film.objects.values_list("title", "logline")) == [("Ebb", ""), ("Low Tide", "Wet.")]
    again = begin([sent(table, "more.csv")], by=None)
    assert batches.proposed_columns(again) == ["title", "year", "logline"]


def test_row_that_cannot_be_read_is_refused_by_line_and_column():
    run = begin([sent(b"Title,Runtime\nA,long\n\nB,90\n", "f.csv")], by=None)
    set_columns(run, ["title", "runtime"])
    finish(run)

    assert [(item.place, item.words) for item in run.items.all()] == [
        ("line 2", "Runtime: “long” is no length of a film."),
        ("line 4", ""),
    ]


def test_several_pages_are_one_import_and_a_bad_one_is_named():
    run = finish(begin([sent(PAGE, "a.txt"), sent(b"Just a letter.", "b.txt")], by=None))

    assert [(item.place, item.state) for item in run.items.all()] == [
        ("a.txt", "planned"),
        ("b.txt", "refused"),
    ]


def test_refused_file_leaves_nothing_behind():
    with pytest.raises(ImportRefused):
        begin([sent(b'[{"title": "A"}, {"title": "B"', "half.json")], by=None)

    assert ImportRun.objects.count() == ImportItem.objects.count() == 0


def test_publishing_since_is_an_edit_of_a_person():
    run = imported([LOW_TIDE])
    publishing.publish(Film.objects.get(), by=make_user())

    assert states(undo(run)) == [("Low Tide (1934)", "kept")]
    assert Person.objects.count() == 0
