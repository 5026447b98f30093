"""Text pages, read: whole ones, faulty ones, and each form that a line may have."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from films.importers.text_page import UnreadLine, parse
from tests.films.film_documents import NASTY

DATA = Path(__file__).resolve().parents[2] / "data"


def document_of(text: str, **options: object) -> dict:
    return parse(text, **options).document


def read(name: str) -> str:
    return (DATA / f"{name}.txt").read_text(encoding="utf-8")


def rows(heading: str, *lines: str) -> dict:
    """Return the document of one section, without its title."""
    document = document_of("\n".join([heading, *lines]))
    assert document.get("notes") is None
    return document


def unread(heading: str, *lines: str) -> list[str]:
    return [line.text for line in parse("\n".join([heading, *lines])).unread]


def test_full_page_is_understood_to_the_last_line():
    parsed = parse(read("the-paper-lighthouse"))
    document = parsed.document

    assert parsed.unread == []
    assert (document["title"], document["year"], document["runtime"]) == (
        *("The Paper Lighthouse", 1931),
        78,
    )
    assert (document["currency"], document["budget"], document["gross_domestic"]) == (
        *("GBP", 14_000),
        31_500,
    )
    assert document["synopsis"].startswith("### A lamp on the rocks\n\nEvery autumn")
    assert document["synopsis"].endswith("to nobody:\n\n- it names the lamp,\n- it names the day,\n"
                                         "- it is signed with the keeper’s own name.")  # fmt: skip
    assert document["personal_rating"] == 8
    assert document["consensus"] == "A small film with a long beam."
    assert [row["value"] for row in document["scores"]] == ["6.8", "88", "71"]
    assert document["scores"][0]["votes"] == 1_200
    assert document["credits"][-1] == {
        "person": {"name": "Tomas Brandt"},
        "job": "actor",
        "character": "Old Brandt",
    }
    assert document["tags"][-2:] == [
        {
            "kind": "warning",
            "name": "Drowning",
            "level": "moderate",
            "detail": "a boat is lost at night",
        },
        {"kind": "warning", "name": "Loneliness"},
    ]
    assert document["press_reviews"] == [
        {
            "publication": "The Harbour Gazette",
            "critic": "E. Quill",
            "excerpt": "Two rooms, one lamp, and not a minute too long.",
            "summary": "Praises the patience of the camera.",
        },
        {"publication": "Film Weekly", "summary": "Found the clockmaker a riddle too many."},
    ]
    assert document["offers"] == [
        {"provider": "Apple TV", "access": "rent"},
        {"provider": "Apple TV", "access": "buy"},
        {"provider": "Internet Archive", "access": "free"},
        {"access": "dvd"},
        {"provider": "Bandcamp", "access": "listen"},
    ]
    assert document["tracks"] == [
        {
            "title": "The Mail Boat Waltz",
            "artist": "Henri Dufour",
            "note": "heard three times, each time slower",
        },
        {"title": "Lamp Song"},
    ]
    assert [row["question"] for row in document["faqs"]] == ["Is there a real Skarn?", "Why paper?"]


def test_faulty_page_keeps_what_it_does_not_understand():
    parsed = parse(read("faulty"), filename="low-tide-1934.txt")

    assert parsed.unread == [
        UnreadLine(1, "Some words before the first heading."),
        UnreadLine(4, "- Release year: 31"),
        UnreadLine(5, "- Runtime (length): 99999h"),
        UnreadLine(6, "- IMDb rating: 11/10 (3 votes)"),
        UnreadLine(8, "- Favourite colour: green"),
        UnreadLine(11, "- A voice without a face"),
        UnreadLine(15, "- Budget: a great deal"),
        UnreadLine(16, "- Worldwide Gross: $0"),
        UnreadLine(21, "- Golden Anchor (Best Film)- 1492"),
        UnreadLine(28, "Wonderful! Anna"),
    ]
    assert parsed.document["notes"].split("\n") == [
        f"Line {line.number}: {line.text}" for line in parsed.unread
    ]


def test_faulty_page_gives_the_rest():
    document = document_of(read("faulty"), filename="low-tide-1934.txt")
    del document["notes"]

    assert document == {
        "title": "Low Tide",
        "year": 1934,
        "credits": [
            {"person": {"name": "Ida Sorel"}, "job": "director"},
            {"person": {"name": "Greta Lindqvist"}, "job": "actor", "character": "Marthe"},
        ],
        "scores": [{"source": "rotten_tomatoes", "value": "9.3", "best": "100"}],
        "quotes": [{"speaker": "Marthe", "text": "“The sea keeps no diary."}],
        "press_reviews": [{"excerpt": "“Wet, and proud of it."}],
        "soundtrack_note": "Here are some notable tracks:",
        "faqs": [{"answer": "Because the tide was low."}, {"answer": "On the third beach."}],
    }


def test_minimal_page_has_title_and_year():
    assert document_of(read("minimal")) == {
        "title": "Nocturne for Two Chairs",
        "year": 1922,
        "synopsis": "Two chairs. One is taken.",
    }


@pytest.mark.parametrize(
    "heading",
    [
        "💰Box Office",
        "💰 Box Office",
        "💰️ Box Office",
        "💵 Box Office",
        "💰 BOX OFFICE",
        "Box Office",
    ],
)
def test_heading_is_known_with_any_picture_and_space(heading):
    assert rows(heading, "- Budget: $5")["budget"] == 5


def test_words_alone_are_no_heading_on_a_page_with_pictures():
    document = document_of("⚠️ Spoilers and Ending Explained\nShe goes.\nSoundtrack\nShe stays.")

    assert document["ending"] == "She goes.\n\n### Soundtrack\n\nShe stays."


def test_section_that_comes_twice_goes_on():
    document = rows("🎬 Cast & Characters", "- A (B)", "🎬 Cast & Characters", "- C (D)")

    assert [row["character"] for row in document["credits"]] == ["A", "C"]


def test_title_given_wins_over_the_headings_and_those_over_the_file():
    text = "💥 Low Tide Reviews"

    assert document_of(text, title="High Tide", filename="ebb.txt")["title"] == "High Tide"
    assert document_of(text, filename="ebb.txt")["title"] == "Low Tide"
    assert document_of("🤨 FAQ", filename="/tmp/the-ebb_1930.txt") == {
        "title": "The Ebb",
        "year": 1930,
    }


def test_year_given_wins_over_the_page():
    assert document_of("🎯 Quick Overview\n- Release year: 1931", year=1932)["year"] == 1932


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_change_nothing(end):
    text = read("the-paper-lighthouse")

    assert parse(text.replace("\n", end)).document == parse(text).document


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("- “Go.”", {"text": "Go."}),
        ('- Ann: "Go." - Softly', {"speaker": "Ann", "text": "Go.", "context": "Softly"}),
        ("Ann: «Go.»", {"speaker": "Ann", "text": "Go."}),
        ("- Ann: Go.", {"speaker": "Ann", "text": "Go."}),
        ("- Ann: “He said “go” – twice.”", {"speaker": "Ann", "text": "He said “go” – twice."}),
        ("- Ann: “Go", {"speaker": "Ann", "text": "“Go"}),
        ("- Ann: “a\\” – b” – c", {"speaker": "Ann", "text": "a” – b", "context": "c"}),
    ],
)
def test_quote(line, row):
    assert rows("💬 Memorable Quotes", line)["quotes"] == [row]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("- Anchor (Best Film)- 1932", {"category": "Best Film", "year": 1932, "won": True}),
        ("- Anchor (Best Film) – 1932", {"category": "Best Film", "year": 1932, "won": True}),
        ("- Anchor- 1932", {"year": 1932, "won": True}),
        ("- Anchor (Best (Short) Film)", {"category": "Best (Short) Film", "won": True}),
        ("- Anchor, nominated: Ann", {"won": False, "recipient": "Ann"}),
    ],
)
def test_award(line, row):
    assert rows("💥 X Reviews", "Awards", line)["awards"] == [{"body": "Anchor", **row}]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("- Keeper (Ann (II)): Old.", ("Keeper", "Ann (II)", "Old.")),
        ("- Keeper (young) (Ann): Old.", ("Keeper (young)", "Ann", "Old.")),
        ("- (Ann)", (None, "Ann", None)),
        ("* Keeper (Ann)", ("Keeper", "Ann", None)),
    ],
)
def test_cast(line, row):
    (found,) = rows("🎬 Cast & Characters", line)["credits"]

    assert (found.get("character"), found["person"]["name"], found.get("description")) == row


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("- Fog (1931): Wet.", {"title": "Fog", "year": 1931, "reason": "Wet."}),
        ("- Fog: Part Two: Wet.", {"title": "Fog: Part Two", "reason": "Wet."}),
        ("- Fog: Part (1931)", {"title": "Fog: Part", "year": 1931}),
    ],
)
def test_similar_film(line, row):
    assert rows("🎥 Similar Movies", line)["similar_films"] == [row]


@pytest.mark.parametrize(
    ("line", "kind", "name"),
    [
        ("- Fog (Documentary): Wet.", "documentary", "Fog"),
        ("- Fog: A Novel: wet.", "book", "Fog: A Novel"),
        ("- Fog Poster (Other)", None, "Fog Poster"),
        ("- Fog mug", None, "Fog mug"),
    ],
)
def test_product(line, kind, name):
    (row,) = rows("🛒 X Related Products", line)["products"]

    assert (row.get("kind"), row["name"]) == (kind, name)


@pytest.mark.parametrize(
    ("lines", "offers"),
    [
        (["Stream it on Netflix."], [("Netflix", "stream")]),
        (["Find it on Netflix."], [("Netflix", "stream")]),
        (["Not on Netflix. Rent it on Prime Video."], [("Amazon Prime Video", "rent")]),
        (["On Apple TV+ by subscription."], [("Apple TV+", "stream")]),
        (["On Blu-ray."], [(None, "bluray")]),
        (["It was on Netflix once.", "- N/A"], []),
        (["Anywhere.", "- Kanopy (free, rent)"], [("Kanopy", "free"), ("Kanopy", "rent")]),
    ],
)
def test_offers(lines, offers):
    found = rows("🖥️ How to Watch X?", *lines).get("offers", [])

    assert [(row.get("provider"), row["access"]) for row in found] == offers


@pytest.mark.parametrize(
    ("text", "votes"),
    [("155K", 155_000), ("1.2M", 1_200_000), ("155,123", 155_123), ("155 123", 155_123), ("7", 7)],
)
def test_votes(text, votes):
    (score,) = rows("🎯 Quick Overview", f"- IMDb rating: 7.2/10 ({text} votes)")["scores"]

    assert score == {"source": "imdb", "value": "7.2", "best": "10", "votes": votes}


@pytest.mark.parametrize("line", ["- IMDb rating: 7.2/10 (many votes)", "- Metacritic: high"])
def test_score_that_is_none_is_handed_back(line):
    assert unread("🎯 Quick Overview", line) == [line]


def test_second_currency_is_handed_back():
    assert unread("💰Box Office", "- Budget: $5", "- Worldwide Gross: €7") == [
        "- Worldwide Gross: €7"
    ]


def test_further_lines_of_an_answer_belong_to_it():
    faqs = rows("🤨 FAQ", "Why?", "Because.", "And so on.", "  Indented.")["faqs"]

    assert faqs == [{"question": "Why?", "answer": "Because.\n\nAnd so on.\n\nIndented."}]


def test_question_without_an_answer_is_handed_back():
    assert unread("🤨 FAQ", "Why?", "Really?", "Yes.") == ["Why?"]


def test_bonus_video_may_lack_its_description():
    videos = rows("🔥 Bonus Content", "One", "About one.", "Two")["videos"]

    assert videos == [
        {"kind": "bonus", "title": "One", "description": "About one."},
        {"kind": "bonus", "title": "Two"},
    ]


def test_same_tag_and_credit_count_once():
    document = rows("🎯 Quick Overview", "- Genre: Drama, drama", "- Director: Ann, Ann")

    assert document["tags"] == [{"kind": "genre", "name": "Drama"}]
    assert len(document["credits"]) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*NASTY, *read("the-paper-lighthouse").split("\n")]) | st.text()))
def test_any_text_is_read_without_failing_and_no_line_is_lost(lines):
    text = "\n".join(["🎬 Cast & Characters", *lines])

    parsed = parse(text)

    assert parsed.document.get("notes", "").count("\n") + 1 == max(len(parsed.unread), 1)
    assert [line.number for line in parsed.unread] == sorted(
        {line.number for line in parsed.unread}
    )
