from collections import Counter

import pytest
from hypothesis import given

from films.admin.film_tabs import TABS
from films.comparison import RowChange, Unchanged, compare, touched
from films.document_fields import BLOCKS, EDITORIAL, PICTURES, SCALARS
from films.document_sections import KEYS, SECTIONS, parts_of
from films.word_changes import IN, KEPT, OUT
from tests.films.film_documents import documents

PAGE = {
    "marquee": 1,
    "title": "The Wind",
    "year": 1928,
    "released": "1928-11-23",
    "budget": 1_000_000,
    "synopsis": "### West\n\nShe comes.\n\nIt blows.",
    "credits": [
        {"person": {"name": "Victor Sjöström", "slug": "victor-sjostrom"}, "job": "director"},
        {
            "person": {"name": "Lillian Gish", "slug": "lillian-gish"},
            "job": "actor",
            "character": "Letty",
        },
        {
            "person": {"name": "Lars Hanson", "slug": "lars-hanson"},
            "job": "actor",
            "character": "Lige",
        },
    ],
    "quotes": [{"key": "it-never-stops", "text": "It never stops."}],
    "awards": [{"body": "Academy Awards", "category": "Best Picture", "year": 1929}],
    "trivia": [
        {"text": "Filmed in the Mojave desert, at great heat."},
        {"text": "It rained once."},
    ],
}


def marked(field):
    """Return what became of a field as one text: [taken out], {put in}."""
    forms = {KEPT: "%s", OUT: "[%s]", IN: "{%s}"}
    parts = [part for passage in field.passages for part in passage.stretches]
    return "".join(forms[part.change] % part.text for part in parts)


def fields_of(comparison):
    return {
        field.name: marked(field) for section in comparison.sections for field in section.fields
    }


def rows_of(comparison):
    """Return the entries of each part, without what became of their fields."""
    return {
        part.part.name: [
            entry.count if isinstance(entry, Unchanged) else (entry.kind, entry.title)
            for entry in part.entries
        ]
        for section in comparison.sections
        for part in section.parts
    }


def only_row(comparison):
    (section,) = comparison.sections
    (part,) = section.parts
    (row,) = part.rows
    return row


# The page ----------------------------------------------------------------------------------------


def test_every_field_of_the_document_has_its_section():
    fields = [name for section in SECTIONS for name in section.fields]
    blocks = [part.block for section in SECTIONS for part in section.parts]

    assert sorted(fields) == sorted((*SCALARS, *PICTURES, *EDITORIAL))
    assert set(blocks) == set(BLOCKS) == set(KEYS)
    assert all(len({part.name for part in parts_of(block)}) >= 1 for block in BLOCKS)


def test_sections_are_those_of_the_form():
    assert [(section.anchor, section.title) for section in SECTIONS] == [
        (tab.anchor, tab.title) for tab in TABS
    ]


@given(page=documents)
def test_a_page_differs_in_nothing_from_itself(page):
    assert compare(page, dict(page)).is_empty


@given(before=documents, after=documents)
def test_everything_that_differs_shows(before, after):
    found = compare(before, after)

    plain = [name for name in {**before, **after} if name not in BLOCKS]
    differing = {name for name in plain if said(before, name) != said(after, name)}
    assert set(fields_of(found)) == differing
    for block in BLOCKS:
        assert counted(found, block, before, after) == (
            len(before.get(block, [])),
            len(after.get(block, [])),
        )


def said(document, name):
    return document.get(name) or {"currency": "USD"}.get(name, document.get(name, ""))


def counted(comparison, block, before, after):
    """Return how many rows the comparison tells of, then and now, the unchanged ones included."""
    then = now = 0
    for part in parts_of(block):
        entries = next(
            (
                shown.entries
                for section in comparison.sections
                for shown in section.parts
                if shown.part == part
            ),
            None,
        )
        if entries is None:  # nothing differs: the same rows on both sides
            kept = [
                [row for row in page.get(block, []) if part.holds(row)] for page in (before, after)
            ]
            assert bare(kept[0]) == bare(kept[1])
            then, now = then + len(kept[0]), now + len(kept[1])
        for entry in entries or ():
            is_row = isinstance(entry, RowChange)
            then += 1 if is_row and entry.at_before is not None else 0 if is_row else entry.count
            now += 1 if is_row and entry.at_after is not None else 0 if is_row else entry.count
    return then, now


def bare(rows):
    """Return rows without what goes without saying."""
    defaults = {"won": True, "votes": None, "best": "10"}
    return [
        {name: value for name, value in row.items() if value not in ("", None, defaults.get(name))}
        for row in rows
    ]


def test_fields_stand_in_the_order_of_the_page_in_words():
    after = PAGE | {
        "year": 1929,
        "released": "1928-11",
        "budget": 1_500_000,
        "status": "archived",
        "synopsis": "### West\n\nShe comes alone.\n\nIt blows.",
        "runtime": 95,
    }

    assert fields_of(compare(PAGE, after)) == {
        "year": "[1928]{1929}",
        "released": "[23 ]November 1928",
        "runtime": "{1h 35min}",
        "synopsis": "### West\n\nShe [comes.\n\n]{comes alone.\n\n}It blows.",
        "budget": "[$1,000,000]{$1,500,000}",
        "status": "[Draft]{Archived}",
    }


def test_what_goes_without_saying_is_compared_too():
    found = compare(PAGE, PAGE | {"currency": "EUR"})

    assert fields_of(found) == {"currency": "[USD]{EUR}"}


def test_only_spaces_are_a_difference_and_said_to_be_one():
    found = compare(PAGE, PAGE | {"synopsis": PAGE["synopsis"].replace("\n\n", "\n")})

    ((field,),) = (section.fields for section in found.sections)
    assert field.is_spacing


def test_pictures_of_one_description_are_told_apart_by_their_files():
    pictures = [{"file": f"media/images/{name}.webp", "alt": "A door"} for name in "ab"]

    found = compare(PAGE | {"poster": pictures[0]}, PAGE | {"poster": pictures[1]})

    assert fields_of(found) == {"poster": "A door\n[a.webp]{b.webp}"}
    field = found.sections[0].fields[0]
    assert (field.picture_before, field.picture_after) == (
        "media/images/a.webp",
        "media/images/b.webp",
    )


def test_people_of_one_name_are_told_apart_by_their_addresses():
    other = {"person": {"name": "Lillian Gish", "slug": "lillian-gish-2"}, "job": "actor"}
    people = [PAGE["credits"][0], other | {"character": "Letty"}, PAGE["credits"][2]]

    (field,) = only_row(compare(PAGE, PAGE | {"credits": people})).fields

    assert marked(field) == "Lillian Gish [(lillian-gish)]{(lillian-gish-2)}"


# Rows --------------------------------------------------------------------------------------------


def test_rows_are_added_removed_and_the_others_folded():
    after = PAGE | {
        "trivia": [{"text": "A new one."}, PAGE["trivia"][1]],
        "quotes": [],
        "tracks": [{"title": "Theme", "artist": "A Band"}],
    }

    found = compare(PAGE, after)

    assert rows_of(found) == {
        "quotes": [("removed", "It never stops.")],
        "trivia": [
            ("removed", "Filmed in the Mojave desert, at great heat."),
            ("added", "A new one."),
            1,
        ],
        "tracks": [("added", "Theme, A Band")],
    }
    assert found.count == 4


def test_a_reworded_row_is_changed_word_by_word():
    trivia = [{"text": "Filmed in the Mojave desert, in spring."}, PAGE["trivia"][1]]

    row = only_row(compare(PAGE, PAGE | {"trivia": trivia}))

    assert (row.kind, row.was, row.now) == ("changed", 1, 1)
    assert marked(row.fields[0]) == "Filmed in the Mojave desert, [at great heat.]{in spring.}"


def test_a_quote_keeps_its_name_whatever_it_says():
    quotes = [{"key": "it-never-stops", "text": "All of this is new.", "spoiler": True}]

    row = only_row(compare(PAGE, PAGE | {"quotes": quotes}))

    assert [(field.label, marked(field)) for field in row.fields] == [
        ("words", "[It never stops.]{All of this is new.}"),
        ("gives something away", "[no]{yes}"),
    ]


def test_a_nomination_is_told_from_a_prize():
    awards = [{**PAGE["awards"][0], "won": False}]

    (field,) = only_row(compare(PAGE, PAGE | {"awards": awards})).fields

    assert (field.label, marked(field)) == ("won", "[yes]{no}")


def test_another_actor_of_the_same_part_is_a_change():
    people = [*PAGE["credits"][:2], {**PAGE["credits"][2], "person": {"name": "A Stand-in"}}]

    row = only_row(compare(PAGE, PAGE | {"credits": people}))

    assert (row.kind, row.title, row.was, row.now) == ("changed", "A Stand-in, Lige", 2, 2)


def test_one_row_moved_to_the_top_is_one_row():
    trivia = [{"text": f"Fact {number}."} for number in range(50)]
    before, after = PAGE | {"trivia": trivia}, PAGE | {"trivia": [trivia[-1], *trivia[:-1]]}

    found = compare(before, after)

    row = only_row(found)
    assert (row.kind, row.title, row.was, row.now) == ("moved", "Fact 49.", 50, 1)
    assert rows_of(found)["trivia"] == [("moved", "Fact 49."), 49]


def test_a_row_may_be_moved_and_changed():
    first, second = PAGE["trivia"]
    page = PAGE | {"trivia": [first, second, {"text": "A third."}]}
    reworded = {"text": "Filmed in the Mojave desert, in spring."}

    row = only_row(compare(page, page | {"trivia": [second, {"text": "A third."}, reworded]}))

    assert (row.kind, row.is_moved, row.was, row.now) == ("changed", True, 1, 3)


def test_crew_that_stands_elsewhere_among_the_cast_changes_no_page():
    director, *cast = PAGE["credits"]

    found = compare(PAGE, PAGE | {"credits": [*cast, director]})

    assert (found.sections, found.mixed, found.is_empty) == ((), ("credits",), False)


def test_an_actor_who_directs_now_stands_in_the_crew():
    people = [*PAGE["credits"][:2], {**PAGE["credits"][2], "job": "director"}]

    found = compare(PAGE, PAGE | {"credits": people})

    assert rows_of(found) == {"crew": [1, ("changed", "Lars Hanson, Lige")]}


def test_what_came_from_nothing_says_only_what_it_says():
    found = compare({}, PAGE)

    row = next(
        part.rows[0]
        for section in found.sections
        for part in section.parts
        if part.part.name == "quotes"
    )
    assert [(field.name, marked(field)) for field in row.fields] == [
        ("key", "{it-never-stops}"),
        ("text", "{It never stops.}"),
    ]
    assert Counter(row[0] for rows in rows_of(found).values() for row in rows) == {"added": 7}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"year": 1929, "awards": []}, ["year", "awards"]),
        ({"credits": []}, ["crew", "cast"]),
        ({"credits": PAGE["credits"][1:]}, ["crew"]),
        ({"credits": [*PAGE["credits"][1:], PAGE["credits"][0]]}, []),
        ({"status": "published", "slug": "the-wind-1928"}, ["address"]),
    ],
)
def test_touched_names_fields_and_rows(change, expected):
    assert touched(PAGE, PAGE | change) == expected
