"""A document goes out as text and comes back, whatever words stand in it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from films.exporters.text_page import render
from films.importers.text_page import parse, text_part
from tests.films.film_documents import documents

ROOT = Path(__file__).resolve().parents[3]
REFERENCE = ROOT.parent / "shared" / "pages" / "the-sessions.txt"


def said(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
def test_rendered_document_reads_back_as_the_same(document):
    parsed = parse(render(document), title=text_part(document).get("title", ""))

    assert parsed.document == text_part(document)
    assert parsed.unread == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
def test_text_part_of_a_text_part_is_itself(document):
    assert text_part(text_part(document)) == text_part(document)


def test_reference_page_comes_back_line_by_line():
    if not REFERENCE.exists():
        pytest.skip("the reference page is not beside this repository")
    text = REFERENCE.read_text(encoding="utf-8")
    parsed = parse(text)

    lines = said(render(parsed.document))

    # Compared first: a failure must not print the page, whose words are not ours.
    is_same, count = lines == said(text), len(lines)
    assert (is_same, count) == (True, 82)
    assert parsed.unread == []


@pytest.mark.parametrize("name", ["the-paper-lighthouse", "minimal"])
def test_own_page_comes_back_line_by_line(name):
    text = (ROOT / "tests" / "data" / f"{name}.txt").read_text(encoding="utf-8")

    lines = said(render(parse(text).document))

    assert [line for line in said(text) if line not in lines] == []


def test_full_page_comes_back_in_its_order_and_nothing_more():
    text = (ROOT / "tests" / "data" / "the-paper-lighthouse.txt").read_text(encoding="utf-8")

    assert said(render(parse(text).document)) == said(text)


def test_heading_without_anything_below_it_is_written():
    lines = render({"title": "Who?"}).split("\n")

    assert lines.count("⚠️ Spoilers and Ending Explained") == 1
    assert lines.count("🖥️ How to Watch Who??") == 1
    assert parse("\n".join(lines)).document == {"title": "Who?"}


def rendered(**fields: object) -> list[str]:
    """Return what the document adds to a page that says nothing."""
    bare = render({"title": "X"}).split("\n")
    return [line for line in render({"title": "X", **fields}).split("\n") if line not in bare]


def test_answers_without_questions_stay_plain():
    answers = [{"answer": "Yes."}, {"answer": "In Brest."}]

    assert rendered(faqs=answers) == ["Yes.", "In Brest."]


def test_answer_that_asks_gets_its_letter():
    assert rendered(faqs=[{"question": "Why?", "answer": "Why not?"}]) == ["Q: Why?", "A: Why not?"]


def test_further_paragraph_of_an_entry_is_indented():
    lines = rendered(trivia=[{"text": "It rained.\n\nIt rained again."}])

    assert lines == ["- “It rained.", "  It rained again.”"]


def test_line_that_would_be_a_heading_gets_a_backslash():
    assert rendered(ending="🎬 Cast & Characters") == ["\\🎬 Cast & Characters"]


def test_colon_in_a_name_gets_a_backslash_only_where_it_parts():
    picks = [{"title": "Fog: Part Two", "reason": "More fog."}, {"title": "Fog: the end"}]

    assert rendered(similar_films=picks)[1:] == ["- Fog: Part Two: More fog.", "- Fog\\: the end"]


def test_mark_that_was_never_closed_stays_open():
    assert rendered(press_reviews=[{"excerpt": "“Wet"}]) == [
        "Professional Reviews",
        "- N/A: “Wet",
    ]


def test_offers_that_the_note_names_are_not_listed():
    note = "Rent it on Apple TV."

    assert rendered(watch_note=note, offers=[{"provider": "Apple TV", "access": "rent"}]) == [note]
    assert rendered(watch_note=note, offers=[]) == [note, "- N/A"]
    assert rendered(watch_note=note, offers=[{"access": "dvd"}]) == [note, "- DVD"]


def test_offers_of_one_service_stand_together():
    offers = [{"provider": "Kanopy", "access": way} for way in ("stream", "free")]

    assert rendered(offers=offers) == ["- Kanopy (stream, free)"]
