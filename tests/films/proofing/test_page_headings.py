"""Headings of a text page, of one form or not."""

from io import BytesIO

import pytest

from films.importers import batches
from films.importers.sources import Sent
from films.proofing.page_headings import inconsistent_headings


def test_headings_of_one_form():
    assert (
        inconsistent_headings("🎯 Quick Overview\n- Year: 1931\n🎬 Cast & Characters\n🤨 FAQ") == []
    )
    assert inconsistent_headings("🎯Quick Overview\n🎬Cast & Characters") == []
    assert inconsistent_headings("⚠️ Spoilers and Ending Explained\n🛠️ Behind the Scenes") == []
    assert inconsistent_headings("No headings here.") == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "🎯 Quick Overview\n💰Box Office",
            "“💰Box Office” has no space behind its picture, the other headings have one.",
        ),
        (
            "💥 The Lamp Reviews\n🤨 FAQ",
            "Some headings name the film (1), the others, as “🤨 FAQ”, do not.",
        ),
        (
            "💥 The Lamp Reviews\n🛒 The Ferry Related Products",
            "The headings name two films: “The Lamp” and “The Ferry”.",
        ),
        ("🤨 FAQ\nWhy?\n🤨 FAQ", "There is a second heading “🤨 FAQ”."),
    ],
)
def test_inconsistent_headings(text, sentence):
    assert inconsistent_headings(text) == [sentence]


def test_import_keeps_what_was_odd_in_the_text(db):
    text = "🎯 Quick Overview\n- Release year: 1931\n🤨FAQ\nWhy?\nSo."
    run = batches.begin([Sent("the-lamp.txt", BytesIO(text.encode()))], by=None)

    assert run.items.get().document["remarks"] == [
        "“🤨FAQ” has no space behind its picture, the other headings have one."
    ]
