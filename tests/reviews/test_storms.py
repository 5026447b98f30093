import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews import storms

# How visitors usually rate: most around 3½ and 4 stars.
USUAL = [1, 1, 2, 3, 6, 10, 20, 27, 20, 10]
THREE_A_DAY = [3] * 28


def of(**numbers: int) -> list[int]:
    """A histogram from counts by score: of(s1=200) is two hundred ratings of half a star."""
    return [numbers.get(f"s{score}", 0) for score in range(1, 11)]


def judge(new, daily=THREE_A_DAY, before=USUAL, history_days=365):
    return storms.judge(new, daily, before, history_days=history_days)


def test_200_one_star_scores_on_a_quiet_film_are_a_storm():
    """S8: three ratings a day, then two hundred of one star."""
    verdict = judge(of(s2=200))

    assert verdict.is_storm
    assert (verdict.rate, verdict.baseline, verdict.extreme_share) == (200, 3, 1)
    assert verdict.p < 1e-50
    assert verdict.reason == (
        "200 ratings in 24 hours. For a film with 3 a day 18 are unusual. "
        "200 of them are of at most 1 star or at least 4½; 7 in 10 are unusual. "
        "Chance would spread them so unlike those before less than once in 1000 times."
    )


def test_praise_is_judged_as_blame_is():
    """S8: the same wave at the other end of the scale is a storm too."""
    assert judge(of(s10=200)).is_storm
    assert judge(of(s10=200), before=USUAL[::-1]).p == judge(of(s1=200)).p


def test_usual_day_of_a_film_is_no_storm():
    """S8: normal films are unaffected."""
    verdict = judge(of(s6=1, s8=2, s9=1))

    assert not verdict.is_storm
    assert verdict.reason == "4 ratings in 24 hours. For a film with 3 a day 18 are unusual."


def test_day_without_ratings_is_no_storm():
    """A5, S8"""
    verdict = judge(of(), daily=[0] * 28)

    assert not verdict.is_storm
    assert (verdict.extreme_share, verdict.p) == (0, 1)
    assert verdict.reason == (
        "0 ratings in 24 hours. For a film with 2 a day or fewer 15 are unusual."
    )


def test_film_shown_again_with_a_broad_mix_is_no_storm():
    """S8: sixty new scores of all kinds on a film with three a day."""
    verdict = judge(of(s2=2, s4=3, s5=5, s6=9, s7=11, s8=14, s9=10, s10=6))

    assert not verdict.is_storm
    assert verdict.reason == (
        "60 ratings in 24 hours. For a film with 3 a day 18 are unusual. "
        "18 of them are of at most 1 star or at least 4½; 7 in 10 are unusual."
    )


def test_festival_weekend_of_a_loved_film_is_no_storm():
    """S8: eighty delighted viewers in a day, where viewers have always been delighted."""
    verdict = judge(of(s7=5, s8=13, s9=22, s10=40), before=of(s6=4, s7=9, s8=25, s9=52, s10=90))

    assert (verdict.is_many, verdict.is_extreme, verdict.is_storm) == (True, True, False)
    assert verdict.reason.endswith("They are spread much like those before.")


def test_festival_weekend_of_a_busy_film_is_measured_by_its_own_days():
    """S8: seventy a day are no more than usual for a film with twelve, whoever they come from."""
    assert not judge(of(s1=71), daily=[12] * 28).is_storm
    assert judge(of(s1=72), daily=[12] * 28).is_storm


@pytest.mark.parametrize(("rate", "is_storm"), [(14, False), (15, True)])
def test_fewer_than_15_ratings_are_never_a_storm(rate, is_storm):
    """S8"""
    assert judge(of(s1=rate), daily=[0] * 28).is_storm is is_storm


@pytest.mark.parametrize(("extreme", "is_storm"), [(69, False), (70, True)])
def test_share_of_extreme_scores_must_reach_seven_in_ten(extreme, is_storm):
    """S8: 0.69 and 0.70 of a hundred."""
    verdict = judge(of(s1=extreme - 9, s2=4, s9=5, s6=100 - extreme))

    assert (verdict.extreme_share, verdict.is_storm) == (extreme / 100, is_storm)


@pytest.mark.parametrize(("score", "is_extreme"), [(2, True), (3, False), (8, False), (9, True)])
def test_extreme_is_at_most_1_star_or_at_least_4_and_a_half(score, is_extreme):
    """S8"""
    assert judge(of(**{f"s{score}": 20})).is_extreme is is_extreme


def test_one_loud_day_does_not_raise_the_baseline():
    """S8: the median of the days, so an earlier wave leaves the measure alone."""
    assert judge(of(s1=200), daily=[3] * 25 + [900] * 3).baseline == 3


def test_baseline_of_a_film_younger_than_28_days_leaves_out_the_days_before_it():
    """S8: fourteen days of twenty ratings are twenty a day, not ten."""
    assert judge(of(), daily=[0] * 14 + [20] * 14, history_days=14).baseline == 20


@pytest.mark.parametrize(("earlier", "is_compared"), [(29, False), (30, True)])
def test_mix_is_compared_from_30_earlier_ratings_on(earlier, is_compared):
    """S8: with fewer the wave is a storm by number and extremes alone."""
    verdict = judge(of(s10=20), before=of(s10=earlier))

    assert (verdict.p is not None, verdict.is_storm) == (is_compared, not is_compared)


def test_class_of_30_that_liked_a_new_film_is_no_storm():
    """S8, S3: opening day, all of them delighted."""
    verdict = judge(of(s9=6, s10=24), daily=[0] * 28, before=of(), history_days=0)

    assert not verdict.is_storm
    assert verdict.baseline is None
    assert verdict.reason == (
        "30 ratings in 24 hours. For a film first rated less than 14 days ago 60 are unusual."
    )


def test_busy_opening_day_with_a_usual_mix_is_no_storm():
    """S8"""
    assert not judge(USUAL, daily=[0] * 28, before=of(), history_days=0).is_storm


def test_bombing_of_a_new_film_is_a_storm():
    """S8: nothing to compare with, and yet nobody in between."""
    verdict = judge(of(s1=70, s2=5, s7=3), daily=[0] * 28, before=of(), history_days=0)

    assert verdict.is_storm
    assert verdict.reason == (
        "78 ratings in 24 hours. For a film first rated less than 14 days ago 60 are unusual. "
        "75 of them are of at most 1 star or at least 4½; 9 in 10 are unusual. "
        "There are too few earlier ratings to compare them with."
    )


def test_bombing_on_the_second_day_is_a_storm_however_busy_the_first_was():
    """S8: opening day is no measure of a usual one."""
    assert judge(of(s1=70), daily=[0] * 27 + [100], before=USUAL, history_days=1).is_storm


def test_second_day_like_a_delighted_first_is_no_storm():
    """S8: a new film's mix is compared with its own, as soon as there is one."""
    second = judge(
        of(s9=20, s10=60), daily=[0] * 27 + [90], before=of(s9=25, s10=65), history_days=1
    )

    assert (second.is_extreme, second.is_storm) == (True, False)


@pytest.mark.parametrize(
    ("new", "is_storm"),
    [
        (of(s1=59), False),
        (of(s1=60), True),
        (of(s1=53, s6=7), False),
        (of(s1=54, s6=6), True),
    ],
)
def test_new_film_takes_60_ratings_nine_in_ten_of_them_extreme(new, is_storm):
    """S8"""
    assert judge(new, daily=[0] * 28, before=of(), history_days=13).is_storm is is_storm


@pytest.mark.parametrize(("days", "is_storm"), [(13, False), (14, True)])
def test_film_has_a_past_from_14_days_on(days, is_storm):
    """S8"""
    assert judge(of(s1=40), before=USUAL, history_days=days).is_storm is is_storm


@given(
    st.lists(st.integers(0, 10**6), min_size=10, max_size=10),
    st.lists(st.integers(0, 10**5), min_size=28, max_size=28),
    st.lists(st.integers(0, 10**6), min_size=10, max_size=10),
    st.integers(0, 10**5),
)
def test_every_verdict_can_be_told_in_one_line_of_a_log(new, daily, before, history_days):
    """S8: and is the same when it is asked for again."""
    verdict = storms.judge(new, daily, before, history_days=history_days)

    assert len(verdict.reason) < 300
    assert verdict.p is None or 0 <= verdict.p <= 1
    assert verdict == storms.judge(new, daily, before, history_days=history_days)


@pytest.mark.parametrize("earlier", [30, 100, 1000, 100_000])
@pytest.mark.parametrize("rate", [20, 60, 400])
def test_raid_is_told_from_every_kind_of_past(earlier, rate):
    """S8: however small the groups of scores that must be put together."""
    pasts = [USUAL, [10] * 10, of(s10=95, s8=3, s1=2), of(s7=20, s8=20, s9=25, s10=35)]
    for past in pasts:
        before = [share * earlier // 100 for share in past]
        before[7] += earlier - sum(before)
        assert judge(of(s1=rate), before=before).is_storm


def test_chance_of_mix_is_the_chi_square_test():
    """S8: rows 10 20 30 and 30 20 10, so chi-square is 20 with two degrees: e to the minus 10."""
    assert storms.chance_of_mix(of(s1=10, s2=20, s3=30), of(s1=30, s2=20, s3=10)) == pytest.approx(
        math.exp(-10), rel=1e-12
    )


def test_chance_of_mix_of_two_groups_is_fishers():
    """S8: the lady who tasted tea and named three of four cups: 34 of 70."""
    assert storms.chance_of_mix(of(s1=3, s10=1), of(s1=1, s10=3)) == pytest.approx(34 / 70)


def test_chance_of_mix_is_the_same_either_way_round():
    """S8: both histograms are samples."""
    assert storms.chance_of_mix(USUAL, [10] * 10) == storms.chance_of_mix([10] * 10, USUAL)


def test_chance_of_mix_puts_scores_together_that_expect_fewer_than_five():
    """S8: how three early ratings lie among the lowest scores tells nothing."""
    before = of(s1=3, s5=50, s8=50)

    assert storms.chance_of_mix(of(s2=3, s5=50, s8=50), before) == pytest.approx(1)


def test_chance_of_mix_rarely_cries_wolf():
    """S8: of 400 pairs drawn from one source about 20 come out below 0.05, as they should."""
    pick = random.Random(8)

    def draw(count):
        drawn = pick.choices(range(10), USUAL, k=count)
        return [drawn.count(score) for score in range(10)]

    alarms = sum(storms.chance_of_mix(draw(25), draw(60)) < 0.05 for _ in range(400))

    assert 5 < alarms < 36


@pytest.mark.parametrize(
    ("degrees", "chance", "statistic"),
    # Upper quantiles of chi-square, as statistical tables give them, to 15 digits.
    [
        (1, 0.05, 3.841458820694124),
        (2, 0.05, 5.991464547107979),
        (3, 0.05, 7.814727903251179),
        (8, 0.05, 15.50731305586545),
        (9, 0.05, 16.918977604620448),
        (1, 0.001, 10.827566170662733),
        (4, 0.001, 18.46682695290317),
        (9, 0.001, 27.877164871256568),
    ],
)
def test_chi_square_tail_is_that_of_the_tables(degrees, chance, statistic):
    """S8"""
    assert storms.chi_square_tail(statistic, degrees) == pytest.approx(chance, abs=1e-12)


def test_chi_square_tail_of_nothing_is_certain_and_of_very_much_is_none():
    """S8"""
    assert storms.chi_square_tail(0, 3) == 1
    assert storms.chi_square_tail(1e6, 3) == 0
