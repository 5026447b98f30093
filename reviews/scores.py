"""The arithmetic of ratings: pure functions on whole numbers, exact and the same everywhere.

A score is a whole number of half stars, 1 to 10. A film's figures are the count of its scores,
their total and the histogram of the ten values.

Rounding: half up, worked out in whole numbers so that no float can tip it. A mean of 8.45 out of 10
is 4.225 stars and shows as 4.2; 8.5 out of 10 is 4.25 stars and shows as 4.3.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

LOWEST, HIGHEST = 1, 10
# Below this many ratings a mean says more about chance than about the film, so it is not shown.
RATINGS_FOR_A_MEAN = 3
# The bayesian rank starts every film off with ten ratings of 6.5 out of 10.
PRIOR_MEAN = 6.5
PRIOR_COUNT = 10


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


def rank(
    total: int, count: int, *, prior_mean: float = PRIOR_MEAN, prior_count: int = PRIOR_COUNT
) -> float:
    """The bayesian mean out of 10 that films are ordered by: (C·m + total) / (m + count)."""
    return (prior_mean * prior_count + total) / (prior_count + count)


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
