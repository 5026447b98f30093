from decimal import Decimal

import pytest

from films.figures import compact, trimmed


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0"),
        (999, "999"),
        (1_000, "1K"),
        (1_999, "1.9K"),
        (155_000, "155K"),
        (999_999, "999K"),
        (1_240_000, "1.2M"),
        (2_000_000_000, "2B"),
    ],
)
def test_compact_rounds_down(count, words):
    assert compact(count) == words


@pytest.mark.parametrize(("value", "words"), [("7.20", "7.2"), ("93.00", "93"), ("100", "100")])
def test_trimmed_has_no_noughts_behind_the_point(value, words):
    assert trimmed(Decimal(value)) == words
