"""Quotation marks and brackets in the ways of many languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.proofing.pairing import unpaired

PAIRED = [
    "“One,” he said, “and two.”",
    "She said: “He said ‘no’ and left.”",
    "‘One,’ he said. It’s the keepers’ lamp; rock ’n’ roll in the ’30s.",
    "„Deutsch“, sagte er, „mit ‚innen‘ darin.“",
    "„Polski” albo „tekst”.",
    "”Svenska”, sade han.",
    "« Français », dit-il. «Italiano» e « “dentro” ».",
    "»Deutsch« und »noch eines«.",
    "「日本語」と『本』",
    '"Straight," he said, "and even."',
    'A 12" record and a 5\'10" man.',
    "“The first paragraph is not closed.\n\n“The second goes on.\n\n“The third ends.”",
    "« Le premier.\n\n» Le second. »",
    "“Is it?” – “It is.” (“Well …”)",
    "*“In emphasis”* and **“in bold”**.",
    "Hawai‘i, and the ‘90s, and ‘em all.",
    "‘Abd al-Rahman’s lamp",
    "“A quote with a mark”; “and another”—“joined”.",
    "“Nested “twice” in one.”",
]
LONE = [
    ("“Never closed.", "“"),
    ("Never opened.”", "”"),
    ("„Nie zu.", "„"),
    ("« Jamais fermé.", "«"),
    ("‘Never closed.", "‘"),
    ('He said "nothing and went.', '"'),
    ("“The first paragraph.\n\nThe second is not a quotation.", "“"),
    ("“One” and “two.", "“"),
    ("「日本語", "「"),
    ("»Nie zu.", "»"),
]


@pytest.mark.parametrize("words", PAIRED)
def test_paired_marks_are_left_alone(words):
    assert list(unpaired(words, "quotes")) == []


@pytest.mark.parametrize(("words", "mark"), LONE)
def test_lone_mark_is_found(words, mark):
    assert [found.mark for found in unpaired(words, "quotes")] == [mark]


@pytest.mark.parametrize(
    "words",
    [
        "One (two [three] two) one.",
        "1) first, 2) second, a) third, iv) fourth",
        "A smile :) and another ;-)",
        "[A link](https://example.org/a_(b)) and \\(one alone",
        "（日本語）【本】",
        "Released (1985), and again (2005).",
    ],
)
def test_paired_brackets_are_left_alone(words):
    assert list(unpaired(words, "brackets")) == []


@pytest.mark.parametrize(
    ("words", "mark", "is_opening"),
    [("A film (of 1931.", "(", True), ("A film of 1931).", ")", False), ("[a (b] c)", "]", False)],
)
def test_lone_bracket_is_found(words, mark, is_opening):
    found = [(it.mark, it.is_opening) for it in unpaired(words, "brackets")]

    assert found == [(mark, is_opening)]


@given(st.text(alphabet='“”„‘’«»"()[] a\n.:-*', max_size=60))
def test_any_text_is_read_without_a_crash(words):
    for kind in ("quotes", "brackets"):
        for mark in unpaired(words, kind):
            assert words[mark.start] == mark.mark


@given(
    st.lists(st.sampled_from(["“{}”", "„{}“", "« {} »", "({})", "[{}]"]), min_size=1, max_size=5)
)
def test_what_is_wrapped_in_pairs_stays_paired(wraps):
    words = "word"
    for wrap in wraps:
        words = f"so {wrap.format(words)} on"

    assert [*unpaired(words, "quotes"), *unpaired(words, "brackets")] == []
