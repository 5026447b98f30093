"""The arithmetic of ratings: pure functions on whole numbers, exact and the same everywhere.

A score is a whole number of half stars, 1 to 10. A film's figures are the count of its scores,
their total and the histogram of the ten values.

Rounding: half up, worked out in whole numbers so that no float can tip it. A mean of 8.45 out of 10
is 4.225 stars and shows as 4.2; 8.5 out of 10 is 4.25 stars and shows as 4.3.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from statistics import NormalDist

LOWEST, HIGHEST = 1, 10
# Below this many ratings a mean says more about chance than about the film, so it is not shown.
RATINGS_FOR_A_MEAN = 3
# The bayesian rank starts every film off with ten ratings of the site's own mean out of 10,
# and of this one while nobody has rated anything.
PRIOR_MEAN = 6.5
PRIOR_COUNT = 10
# So many standard deviations to either side hold 95 % of a normal distribution.
_Z = NormalDist().inv_cdf(0.975)


def stars(total: int, count: int) -> Decimal | None:
    """The mean in stars out of 5 with one decimal, or None without ratings."""
    return Decimal((10 * total + count) // (2 * count)) / 10 if count else None


def star_width(total: int, count: int) -> int:
    """How much of a row of five stars is lit, in whole percent."""
    return (20 * total + count) // (2 * count) if count else 0


def percentages(histogram: Sequence[int]) -> list[int]:
    """Whole percentages that add up to 100 (all 0 without ratings), by the largest remainder.

    Where remainders are equal the lower score gets the point.
    """
    count = sum(histogram)
    if not count:
        return [0] * len(histogram)
    shares = [divmod(100 * number, count) for number in histogram]
    rest = 100 - sum(whole for whole, _ in shares)
    by_remainder = sorted(range(len(shares)), key=lambda place: -shares[place][1])
    lucky = set(by_remainder[:rest])
    return [whole + (place in lucky) for place, (whole, _) in enumerate(shares)]


def mean_of(total: int, count: int) -> float | None:
    """The mean out of 10, the same float as the database's own, or None without ratings."""
    return total / count if count else None


def median(histogram: Sequence[int]) -> Decimal | None:
    """The middle score out of 10, between two scores their mean (8.5); None without ratings."""
    count = sum(histogram)
    if not count:
        return None
    up_to = list(accumulate(histogram))
    lower, upper = bisect_right(up_to, (count - 1) // 2), bisect_right(up_to, count // 2)
    return Decimal(lower + upper + 2 * LOWEST) / 2


def rank(total: int, count: int, *, prior_mean: float, prior_count: int = PRIOR_COUNT) -> float:
    """The bayesian mean out of 10 that films are ordered by: (C·m + total) / (m + count).

    prior_mean (C) is the mean of all counted scores of the site, PRIOR_MEAN where there are none;
    prior_count (m) is how many ratings of that mean every film starts with.
    """
    return (prior_mean * prior_count + total) / (prior_count + count)


@dataclass(frozen=True)
class Formula:
    """The numbers of mean = total / count and rank = (C·m + total) / (m + count), to be printed.

    Means and rank are out of 10, all rounded half up: prior_mean (C) to four decimals, the others
    to two. The rank is reckoned from C as printed, so that whoever checks it gets the same number.
    Stars follow from the exact mean and rank, not from the rounded ones.
    """

    total: int
    count: int
    mean: Decimal | None
    stars: Decimal | None
    prior_mean: Decimal
    prior_count: int
    rank: Decimal
    rank_stars: Decimal


def formula(total: int, count: int, prior_mean: float, prior_count: int = PRIOR_COUNT) -> Formula:
    """What the page "How this score is made" prints; mean and stars are None without ratings."""
    shown_prior = _half_up(Fraction(prior_mean), 4)
    ranked = (Fraction(shown_prior) * prior_count + total) / (prior_count + count)
    return Formula(
        total=total,
        count=count,
        mean=_half_up(Fraction(total, count), 2) if count else None,
        stars=stars(total, count),
        prior_mean=shown_prior,
        prior_count=prior_count,
        rank=_half_up(ranked, 2),
        rank_stars=_half_up(ranked / 2, 1),
    )


def _half_up(value: Fraction, places: int) -> Decimal:
    return Decimal(math.floor(value * 10**places + Fraction(1, 2))).scaleb(-places)


def wilson(yes: int, no: int) -> float:
    """The least share of "yes" that so many votes allow for, 0 to 1; 0.0 without votes.

    The lower bound of Wilson's score interval at 95 %: with n votes, share p of yes and z = 1.96,
    (p + z²/2n - z·√(p(1-p)/n + z²/4n²)) / (1 + z²/n). Here the same without a difference of
    nearly equal numbers, so that it is exactly 0 without a yes.
    Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
    Journal of the American Statistical Association 22 (1927), 209-212.
    """
    if not yes:
        return 0.0
    votes = yes + no
    root = math.sqrt(yes * no / votes + _Z**2 / 4)
    return yes * yes / (votes * (yes + _Z**2 / 2 + _Z * root))


def half_stars(score: int) -> str:
    """A score as it is written: 1 is "½", 9 is "4½", 10 is "5"."""
    whole, half = divmod(score, 2)
    return f"{whole or ''}{'½' if half else ''}"


@dataclass(frozen=True)
class Bar:
    """One column of a drawn histogram; height is in percent of the tallest one."""

    score: int
    label: str
    count: int
    percent: int
    height: int
    is_top: bool

    @property
    def gap(self) -> int:
        """The empty part above the column, in percent."""
        return 100 - self.height


def bars(histogram: Sequence[int]) -> list[Bar]:
    """The ten columns from ½ to 5 stars; each keeps a foot of 2 % so that it can be seen."""
    tallest = max(histogram, default=0)
    return [
        Bar(
            score=score,
            label=half_stars(score),
            count=number,
            percent=percent,
            height=max(2, round(100 * number / tallest)) if tallest else 2,
            is_top=bool(tallest) and number == tallest,
        )
        for score, (number, percent) in enumerate(
            zip(histogram, percentages(histogram), strict=True), start=LOWEST
        )
    ]
