from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews import scores


@pytest.mark.parametrize(
    ("total", "count", "shown"),
    [(0, 0, None), (169, 20, "4.2"), (17, 2, "4.3"), (1, 1, "0.5"), (10, 1, "5.0"), (29, 3, "4.8")],
)
def test_stars_are_rounded_half_up(total, count, shown):
    """A6: a mean of 8.45 out of 10 shows as 4.2."""
    assert scores.stars(total, count) == (Decimal(shown) if shown else None)


@given(st.lists(st.integers(0, 5000), min_size=10, max_size=10))
def test_percentages_add_up_to_100(histogram):
    """A6"""
    assert sum(scores.percentages(histogram)) == (100 if any(histogram) else 0)


def test_percentages_give_the_rest_to_the_largest_remainder():
    assert scores.percentages([2, 1, 0]) == [67, 33, 0]
    assert scores.percentages([1, 1, 1]) == [34, 33, 33]


def test_rank_tells_close_means_apart():
    """A7: 100 ratings of 4.26 stars stand below 100 of 4.34."""
    assert scores.rank(852, 100) < scores.rank(868, 100)


def test_rank_of_one_full_score_is_below_many_good_ones():
    """A7: one 5 star rating stands below 200 of 4.6."""
    assert scores.rank(10, 1) < scores.rank(1840, 200)


def test_rank_is_the_prior_with_the_total():
    assert scores.rank(30, 4, prior_mean=6, prior_count=5) == (6 * 5 + 30) / 9


@pytest.mark.parametrize(("score", "written"), [(1, "½"), (2, "1"), (9, "4½"), (10, "5")])
def test_half_stars_are_written_with_a_fraction(score, written):
    assert scores.half_stars(score) == written


def test_bars_are_drawn_against_the_tallest():
    drawn = scores.bars([0, 0, 0, 0, 0, 0, 0, 4, 2, 0])
    assert [bar.height for bar in drawn] == [2, 2, 2, 2, 2, 2, 2, 100, 50, 2]
    assert [bar.is_top for bar in drawn].index(True) == 7


def test_bars_without_ratings_are_all_feet():
    assert [bar.height + bar.gap for bar in scores.bars([0] * 10)] == [100] * 10
    assert not any(bar.is_top for bar in scores.bars([0] * 10))
