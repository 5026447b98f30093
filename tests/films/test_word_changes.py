import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.word_changes import IN, KEPT, OUT, Stretch, stretches

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
