"""The proofreader as a whole: what it calls a fault, and where."""

import pytest

from films.admin.film_tabs import TABS
from films.document_fields import BLOCKS, PICTURES, SCALARS
from films.proofing.faults import CHECKS, SECTION_OF, Fault, check, section_of
from films.proofing.texts import around, shown
from tests.films.proofing.pages import faults, page


def test_clean_page_has_no_fault():
    assert faults(page()) == []


def test_fault_names_its_place():
    document = page(quotes=[{"text": "No.", "speaker": "Nobody"}])

    assert faults(document) == [
        Fault(
            "speaker_not_in_cast",
            "“Nobody” says a quote, and is no character of the cast list.",
            "quotes",
            "speaker",
            "quotes",
            0,
        )
    ]


def test_title_alone_is_no_crash():
    codes = [fault.code for fault in faults({"marquee": 1, "title": "The Lamp"})]

    assert codes == ["year_missing", "words_missing", "poster_missing"]


@pytest.mark.parametrize("name", [*SCALARS, *PICTURES, *BLOCKS])
def test_field_of_the_document_has_a_section_of_the_form(name):
    assert SECTION_OF[name] in {tab.anchor for tab in TABS}


def test_fields_stand_in_the_section_that_the_form_gives_them():
    in_form = {
        name: tab.anchor
        for tab in TABS
        for line in tab.fields
        for name in ([line] if isinstance(line, str) else line)
    }

    assert {name: SECTION_OF[name] for name in in_form if name in SECTION_OF} == {
        name: section for name, section in in_form.items() if name in SECTION_OF
    }


def test_credit_of_an_actor_stands_in_the_cast():
    document = page()

    assert [section_of(document, "credits", row) for row in range(4)] == [
        *("overview", "overview", "cast", "cast")
    ]


def test_checks_that_block_are_few():
    assert {code for code, entry in CHECKS.items() if entry.is_blocking} == {
        *("year_missing", "words_missing", "video_of_something_else", "faq_without_question")
    }


def test_code_is_taken_once():
    with pytest.raises(AssertionError, match="two checks are called year_missing"):
        check("year_missing")(lambda *_: [])


def test_shown_words_end_with_an_ellipsis():
    assert (
        shown("“" + "word " * 30) == "word word word word word word word word word word word word…"
    )


def test_words_around_a_place_are_whole():
    text = "It would be quite intolerable not to be to able blame somebody for all of this."

    assert around(text, 35, 45) == "intolerable not to be to able blame somebody"


def test_long_text_full_of_marks_is_read_in_good_time():
    nasty = [
        "(" * 20_000,
        "“" * 20_000,
        "](" + "x" * 40_000,
        "a " * 20_000,
        "Aa " * 15_000,
        "*" * 40_000,
    ]

    for words in nasty:
        document = page(synopsis=words, videos=[{"title": words[:200], "description": words}])
        faults(document)  # a slow pattern would take minutes
