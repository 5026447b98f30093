"""Each fault of the reference page is found, and the sample catalogue's pages have none."""

import json
from functools import cache
from pathlib import Path

import pytest

from films.document import load
from films.importers.text_page import parse
from films.models import Provider
from films.proofing.faults import Context
from films.proofing.loading import proofread_film
from films.proofing.reading import proofread
from tests.films.proofing.pages import TODAY

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "films" / "sample_catalogue"
REFERENCE = ROOT.parent / "shared" / "pages" / "the-sessions.txt"
needs_reference = pytest.mark.skipif(
    not REFERENCE.exists(), reason="the reference page is not beside this repository"
)
SERVICES = json.loads((SAMPLES / "providers.json").read_text(encoding="utf-8"))
CONTEXT = Context(
    today=TODAY,
    closed=frozenset(entry["name"] for entry in SERVICES if not entry["active"]),
    linked=frozenset(entry["name"] for entry in SERVICES if entry["url"]),
)


@cache
def reference_places() -> dict[str, list[tuple[str, str, int | None]]]:
    """The places of the reference page's faults, by their codes."""
    places: dict[str, list[tuple[str, str, int | None]]] = {}
    for fault in proofread(parse(REFERENCE.read_text(encoding="utf-8")).document, CONTEXT):
        places.setdefault(fault.code, []).append((fault.section, fault.field, fault.row))
    return places


@needs_reference
@pytest.mark.parametrize(
    ("code", "places"),
    [
        pytest.param(code, places, id=name)
        for name, code, places in [
            ("video about something else", "video_of_something_else", [("videos", "title", 1)]),
            (
                "three answers without questions",
                "faq_without_question",
                [("faq", "question", row) for row in range(3)],
            ),
            (
                "notable tracks with nothing after it",
                "nothing_announced",
                [("soundtrack", "soundtrack_note", None)],
            ),
            (
                "trailer and bonus without a video",
                "video_missing",
                [("videos", "key", 0), ("videos", "key", 1)],
            ),
            ("empty ending", "ending_missing", [("ending", "ending", None)]),
            (
                "two press quotes without a source",
                "press_without_source",
                [("reviews", "publication", 1), ("reviews", "publication", 2)],
            ),
            (
                "quotation marks never closed",
                "quotation_not_closed",
                [("reviews", "excerpt", row) for row in range(3)],
            ),
            ("garbled repeated word", "words_garbled", [("quotes", "text", 0)]),
            (
                "award without recipient",
                "award_without_recipient",
                [("reviews", "recipient", 0)],
            ),
            (
                "speaker who is not in the cast list",
                "speaker_not_in_cast",
                [("quotes", "speaker", 0), ("quotes", "speaker", 2)],
            ),
            ("closed service among the offers", "service_closed", [("watch", "provider", 4)]),
            (
                "closed service recommended",
                "service_closed_in_text",
                [("watch", "watch_note", None)],
            ),
            (
                "products without link",
                "product_without_link",
                [("products", "url", row) for row in range(4)],
            ),
            (
                "services named but not linked",
                "service_without_link",
                [("watch", "url", 0), ("watch", "url", 2)],
            ),
            ("no poster", "poster_missing", [("head", "poster", None)]),
            ("no writer", "writer_missing", [("overview", "job", None)]),
            (
                "scores without link",
                "score_without_link",
                [("overview", "url", 0), ("overview", "url", 1)],
            ),
            (
                "scores without date",
                "score_without_date",
                [("overview", "checked_on", 0), ("overview", "checked_on", 1)],
            ),
            (
                "similar films without link",
                "similar_without_link",
                [("similar", "film", row) for row in range(3)],
            ),
            ("no logline", "logline_missing", [("head", "logline", None)]),
        ]
    ],
)
def test_reference_page_is_told_of(code, places):
    assert reference_places()[code] == places


@needs_reference
def test_reference_page_has_no_other_faults():
    assert len(reference_places()) == 20


@needs_reference
def test_reference_page_with_inconsistent_headings():
    parsed = parse(REFERENCE.read_text(encoding="utf-8"))

    assert parsed.remarks == [
        "“💰Box Office” has no space behind its picture, the other headings have one.",
        "Some headings name the film (4), the others, as “🎯 Quick Overview”, do not.",
    ]


@needs_reference
def test_stored_reference_page_has_the_same_faults(db):
    for entry in SERVICES:
        Provider.objects.create(
            **{name: entry[name] for name in ("name", "slug", "kind", "url", "active")}
        )

    film = load(parse(REFERENCE.read_text(encoding="utf-8")).document | {"marquee": 1})

    stored: dict[str, list[tuple[str, str, int | None]]] = {}
    for fault in proofread_film(film):
        stored.setdefault(fault.code, []).append((fault.section, fault.field, fault.row))
    assert stored == reference_places()


@pytest.mark.parametrize(
    "path", sorted((SAMPLES / "films").glob("*.json")), ids=lambda path: path.stem
)
def test_sample_page_is_clean(path):
    document = json.loads(path.read_text(encoding="utf-8"))

    assert proofread(document, CONTEXT) == []
