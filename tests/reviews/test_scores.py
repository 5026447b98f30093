import math
import random
from decimal import Decimal
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews import scores

HISTOGRAM = st.lists(st.integers(0, 5000), min_size=10, max_size=10)


@pytest.mark.parametrize(
    ("total", "count", "shown"),
    [(0, 0, None), (169, 20, "4.2"), (17, 2, "4.3"), (1, 1, "0.5"), (10, 1, "5.0"), (29, 3, "4.8")],
)
def test_stars_are_rounded_half_up(total, count, shown):
    """A6: a mean of 8.45 out of 10 shows as 4.2."""
    assert scores.stars(total, count) == (Decimal(shown) if shown else None)


def test_percentages_add_up_to_100_for_10000_histograms():
    """A6: and each is less than one point away from the exact share."""
    pick = random.Random(6)
    for _ in range(10_000):
        histogram = pick.choices(range(pick.choice([2, 5, 400, 50_000])), k=10)
        count, percents = sum(histogram), scores.percentages(histogram)
        assert sum(percents) == (100 if count else 0)
        exact = zip(percents, histogram, strict=True)
        assert not count or all(abs(p * count - 100 * n) < count for p, n in exact)


def test_percentages_without_ratings_are_all_nothing():
    """A5"""
    assert scores.percentages([0] * 10) == [0] * 10


def test_percentages_give_the_rest_to_the_largest_remainder():
    assert scores.percentages([2, 1, 0]) == [67, 33, 0]
    assert scores.percentages([1, 1, 1]) == [34, 33, 33]


@pytest.mark.parametrize("site_mean", [1, 6.5, 10])
def test_rank_tells_close_means_apart(site_mean):
    """A7: 100 ratings of 4.26 stars stand below 100 of 4.34."""
    lower, higher = (scores.rank(total, 100, prior_mean=site_mean) for total in (852, 868))

    assert lower < higher


@pytest.mark.parametrize("site_mean", [1, 6.5, 9])
def test_rank_of_one_full_score_is_below_many_good_ones(site_mean):
    """A7: one 5 star rating stands below 200 of 4.6, whatever the site's mean up to 4½ stars."""
    one = scores.rank(10, 1, prior_mean=site_mean)

    assert one < scores.rank(1840, 200, prior_mean=site_mean)


def test_rank_is_the_prior_with_the_total():
    assert scores.rank(30, 4, prior_mean=6, prior_count=5) == (6 * 5 + 30) / 9


def test_rank_without_ratings_is_the_prior_mean():
    """A5"""
    assert scores.rank(0, 0, prior_mean=scores.PRIOR_MEAN) == 6.5


@pytest.mark.parametrize(("total", "count", "mean"), [(0, 0, None), (169, 20, 8.45), (20, 2, 10)])
def test_mean_is_out_of_10_or_none(total, count, mean):
    """A5, A6"""
    assert scores.mean_of(total, count) == mean


@pytest.mark.parametrize(
    ("given_scores", "middle"),
    [([], None), ([1], "1"), ([8, 9], "8.5"), ([1, 10], "5.5"), ([2, 2, 9], "2"), ([10] * 4, "10")],
)
def test_median_is_the_middle_score(given_scores, middle):
    """A5, A6: between two scores it is their mean."""
    histogram = [given_scores.count(score) for score in range(1, 11)]

    assert scores.median(histogram) == (Decimal(middle) if middle else None)


@given(st.lists(st.integers(1, 10), min_size=1))
def test_median_is_that_of_the_single_scores(given_scores):
    """A6"""
    histogram = [given_scores.count(score) for score in range(1, 11)]

    assert scores.median(histogram) == Decimal(median(given_scores))


def test_formula_is_filled_in_with_numbers_that_can_be_checked():
    """A6: a mean of 8.45 is 4.2 stars; (7.2846·10 + 169) / (10 + 20) is 8.0615."""
    assert scores.formula(169, 20, 7.284611) == scores.Formula(
        total=169,
        count=20,
        mean=Decimal("8.45"),
        stars=Decimal("4.2"),
        prior_mean=Decimal("7.2846"),
        prior_count=10,
        rank=Decimal("8.06"),
        rank_stars=Decimal("4.0"),
    )


def test_formula_without_ratings_has_no_mean_and_the_prior_for_a_rank():
    """A5"""
    made = scores.formula(0, 0, scores.PRIOR_MEAN)

    assert (made.mean, made.stars, made.rank) == (None, None, Decimal("6.50"))


def test_formula_rounds_half_up_where_a_float_would_round_down():
    """A6: 8.125 is 8.13, a rank of 8.5 is 4.3 stars."""
    assert scores.formula(65, 8, 6.5).mean == Decimal("8.13")
    assert scores.formula(85, 10, 8.5).rank_stars == Decimal("4.3")


def test_formula_reckons_the_rank_from_the_mean_it_prints():
    """A6: a site's mean of 7.00496 is printed 7.0050, and that is 7.01, not 7.00."""
    assert scores.formula(0, 0, 7.00496).rank == Decimal("7.01")


@given(HISTOGRAM, st.floats(1, 10), st.integers(1, 50))
def test_formula_shows_the_rank_that_films_are_ordered_by(histogram, site_mean, prior_count):
    """A6, A7: but for the rounding of what is printed."""
    count = sum(histogram)
    total = sum(score * number for score, number in enumerate(histogram, start=1))
    ranked = scores.rank(total, count, prior_mean=site_mean, prior_count=prior_count)

    made = scores.formula(total, count, site_mean, prior_count)

    assert abs(float(made.rank) - ranked) < 0.00506


@pytest.mark.parametrize(
    ("yes", "no", "bound"),
    # By hand: with nothing but n times yes the bound is n / (n + z²), z² = 3.841458820694124.
    [(0, 0, 0), (0, 7, 0), (1, 0, 1 / 4.841458820694124), (10, 0, 10 / 13.841458820694124)],
)
def test_wilson_of_votes_that_agree(yes, no, bound):
    assert scores.wilson(yes, no) == pytest.approx(bound, abs=1e-12)


@given(st.integers(1, 10_000), st.integers(0, 10_000))
def test_wilson_is_where_the_votes_are_just_within_the_interval(yes, no):
    """The bound b solves share - b = z·√(b(1-b)/n), with which Wilson begins."""
    votes, bound = yes + no, scores.wilson(yes, no)

    assert 0 < bound < yes / votes
    distance = 1.959963984540054 * math.sqrt(bound * (1 - bound) / votes)
    assert yes / votes - bound == pytest.approx(distance, rel=1e-9)


def test_wilson_puts_many_good_votes_above_one():
    """Nine of ten helpful stand above one of one, and below ninety of a hundred."""
    assert scores.wilson(1, 0) < scores.wilson(9, 1) < scores.wilson(90, 10)


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
