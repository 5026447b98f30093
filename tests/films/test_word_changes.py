import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.word_changes import (
    IN,
    KEPT,
    OUT,
    Stretch,
    passages,
    readable_stretches,
    stretches,
)

WORDS = st.lists(st.sampled_from(["a ", "b ", "c\n", "d"]), max_size=12).map("".join)


def test_a_word_is_replaced():
    assert stretches("A quiet film.", "A loud film.") == [
        Stretch(KEPT, "A "),
        Stretch(OUT, "quiet "),
        Stretch(IN, "loud "),
        Stretch(KEPT, "film."),
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("", "New.", [Stretch(IN, "New.")]),
        ("Old.", "", [Stretch(OUT, "Old.")]),
        ("The same.", "The same.", [Stretch(KEPT, "The same.")]),
        ("One two", "One\n\ntwo", [Stretch(KEPT, "One\n\ntwo")]),  # spaces alone are no change
    ],
)
def test_at_the_edges(before, after, expected):
    assert stretches(before, after) == expected


@given(before=WORDS, after=WORDS)
def test_both_texts_are_there_and_the_most_is_kept(before, after):
    found = stretches(before, after)
    of_new = "".join(part.text for part in found if part.change != OUT)
    of_old = [w for part in found if part.change != IN for w in part.text.split()]
    kept = [w for part in found if part.change == KEPT for w in part.text.split()]
    assert of_new == after
    assert of_old == before.split()
    assert len(kept) == longest(before.split(), after.split())


def longest(a: list[str], b: list[str]) -> int:
    row = [0] * (len(b) + 1)
    for word in a:
        last = row
        row = [0]
        for place, other in enumerate(b):
            best = last[place] + 1 if word == other else max(last[place + 1], row[place])
            row.append(best)
    return row[-1]


def test_one_word_repeated_takes_no_time():
    """Whoever sends this must not stop the moderators' page."""
    found = stretches("a " * 2500, "a " * 2000 + "b " * 500)
    assert sum(len(part.text) for part in found if part.change == KEPT) == 4000


def marked(parts):
    """Return the parts as one text: [taken out], {put in}."""
    forms = {KEPT: "%s", OUT: "[%s]", IN: "{%s}"}
    return "".join(forms[part.change] % part.text for part in parts)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "The cat sat on the mat.",
            "The dog sat on a mat.",
            "The [cat ]{dog }sat on [the ]{a }mat.",
        ),
        (
            "They talk for hours about the sea and then go home.",
            "They quarrel about money and she leaves the city for good.",
            (
                "They [talk for hours about the sea and then go home.]"
                "{quarrel about money and she leaves the city for good.}"
            ),
        ),
    ],
)
def test_a_sentence_written_anew_is_no_mesh_of_both(before, after, expected):
    assert marked(readable_stretches(before, after)) == expected


@given(before=WORDS, after=WORDS)
def test_readable_stretches_say_both_texts_too(before, after):
    found = readable_stretches(before, after)
    assert "".join(part.text for part in found if part.change != OUT) == after
    old = [w for part in found if part.change != IN for w in part.text.split()]
    assert old == before.split()


def test_passages_tell_changed_paragraphs_from_kept_ones():
    before = "### West\n\nShe comes.\n\nIt blows.\n\nShe stays."
    after = "### West\n\nShe comes.\n\nIt blows hard.\n\nNew.\n\nShe stays."

    found = passages(before, after)

    assert [passage.unchanged for passage in found] == [2, 0, 1]
    assert marked(found[1].stretches) == "It [blows.\n\n]{blows hard.\n\nNew.\n\n}"


@given(before=WORDS, after=WORDS)
def test_passages_say_both_texts_too(before, after):
    found = [part for passage in passages(before, after) for part in passage.stretches]
    assert "".join(part.text for part in found if part.change != OUT) == after
    old = [w for part in found if part.change != IN for w in part.text.split()]
    assert old == before.split()


def test_texts_too_long_to_compare_are_one_out_and_one_in():
    before, after = "a " * 20_000 + "x", "b " * 20_000 + "y"
    assert [part.change for part in stretches(before, after)] == [OUT, IN]
