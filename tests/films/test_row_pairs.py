import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.row_pairs import moved, pair_rows

NUMBERS = st.lists(st.integers(0, 9), unique=True, max_size=9)


def known_by_name(row):
    return row.get("name")


def pairs(old, new):
    return pair_rows(old, new, keys=[known_by_name])


def test_rows_that_are_the_same_go_before_rows_of_the_same_name():
    old = [{"name": "a", "n": 1}, {"name": "a", "n": 2}]

    assert pairs(old, [{"name": "a", "n": 2}, {"name": "a", "n": 3}]) == {0: 1, 1: 0}


def test_rows_known_by_nothing_are_paired_by_their_words():
    old = [{"text": "He rowed the boat home at night."}, {"text": "It rained for nine days."}]
    new = [{"text": "Something else entirely."}, {"text": "He rowed his boat home at dawn."}]

    assert pairs(old, new) == {1: 0}


def test_two_words_in_common_are_no_kinship():
    assert pairs([{"text": "The End"}], [{"text": "The Sea"}]) == {}


def test_the_likest_rows_belong_together():
    old = [{"text": "one two three four five six"}]
    new = [{"text": "one two three four x y"}, {"text": "one two three four five y"}]

    assert pairs(old, new) == {1: 0}


def test_two_thousand_rows_of_the_same_words_take_no_time():
    old = [{"text": f"the same words again {number}"} for number in range(2_000)]
    new = [{"text": f"the same words again {number}"} for number in range(3_000, 5_000)]

    assert pairs(old, new) == {}


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], set()),
        ([0, 1, 2], set()),
        ([2, 0, 1], {2}),
        ([1, 2, 0], {0}),
        ([99, *range(99)], {99}),
        ([0, 3, 2, 1, 4], {2, 3}),
    ],
)
def test_moved_rows_are_as_few_as_may_be(places, expected):
    assert moved(places) == expected


@given(places=NUMBERS)
def test_what_was_not_moved_stands_in_order(places):
    stayed = [place for place in places if place not in moved(places)]

    assert stayed == sorted(stayed)
    assert len(stayed) == longest_rising(places)


def longest_rising(places):
    best = []
    for at, place in enumerate(places):
        best.append(1 + max((best[i] for i in range(at) if places[i] < place), default=0))
    return max(best, default=0)
