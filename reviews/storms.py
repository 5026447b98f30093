"""When a wave of ratings is abnormal: a rule on numbers alone, the same on every run.

A film's last 24 hours are a storm where three things meet: many more ratings than it usually gets,
nearly all of them at the ends of the scale, and a mix of scores unlike the one before. Which end
makes no difference: praise on order is judged as blame on order is.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from django.utils.translation import gettext, ngettext

# A film with a past of its own: the day's ratings must be at least so many, and so many times its
# usual day, which counts as two ratings where it is less.
LEAST_RATE, TIMES_BASELINE, LEAST_BASELINE = 15, 6, 2.0
LEAST_EXTREME = 0.7
# A film first rated fewer days ago has no usual day. Opening days are busy and enthusiastic by
# nature: it takes more than two school classes, and hardly anybody in between.
DAYS_OF_A_PAST = 14
LEAST_RATE_OF_YOUNG, LEAST_EXTREME_OF_YOUNG = 60, 0.9
# With fewer earlier ratings there is no mix to compare with.
RATINGS_OF_A_MIX = 30
LEAST_CHANCE = 0.001
# The chi-square distribution holds only where every group can expect so many ratings.
LEAST_EXPECTED = 5

# A histogram's columns ½ and 1 star, 4½ and 5 stars.
_LOW, _HIGH = slice(0, 2), slice(8, 10)


@dataclass(frozen=True)
class Verdict:
    """What a film's last 24 hours look like beside its past.

    rate counts its ratings, extreme those among them of at most 1 star or at least 4½. baseline is
    its usual number a day, at least 2; None for a film too young to have a usual day. p is the
    chance that so different a mix comes about by accident; None where fewer than 30 earlier ratings
    leave nothing to compare with.
    """

    rate: int
    extreme: int
    baseline: float | None
    p: float | None

    @property
    def least_rate(self) -> int:
        """From how many ratings in 24 hours on the number is abnormal."""
        if self.baseline is None:
            return LEAST_RATE_OF_YOUNG
        return max(LEAST_RATE, math.ceil(TIMES_BASELINE * self.baseline))

    @property
    def extreme_share(self) -> float:
        """The share of extreme scores, 0 to 1."""
        return self.extreme / self.rate if self.rate else 0.0

    @property
    def least_extreme(self) -> float:
        """From which share of extreme scores on they are abnormal."""
        return LEAST_EXTREME_OF_YOUNG if self.baseline is None else LEAST_EXTREME

    @property
    def is_many(self) -> bool:
        """Whether there are abnormally many ratings."""
        return self.rate >= self.least_rate

    @property
    def is_extreme(self) -> bool:
        """Whether abnormally many of them stand at the ends of the scale."""
        return self.extreme_share >= self.least_extreme

    @property
    def is_unlike_before(self) -> bool:
        """Whether nothing says that the film is always rated like this."""
        return self.p is None or self.p < LEAST_CHANCE

    @property
    def is_storm(self) -> bool:
        """Whether the score should be frozen until somebody has looked."""
        return self.is_many and self.is_extreme and self.is_unlike_before

    @property
    def reason(self) -> str:
        """Why, in up to three plain sentences with the numbers; fewer than 300 characters."""
        sentences = [_of_number(self)]
        if self.is_many:
            sentences.append(_of_ends(self))
        if self.is_many and self.is_extreme:
            sentences.append(_of_mix(self))
        return " ".join(sentences)


def judge(
    new: Sequence[int], daily: Sequence[int], before: Sequence[int], *, history_days: int
) -> Verdict:
    """Judge the last 24 hours of one film.

    new: how many gave ½ star, 1 star ... 5 stars in these 24 hours, those set aside included, or
    a storm would end as soon as it is noticed. daily: how many ratings came on each of the 28 days
    before, oldest first. before: the histogram of all scores counted before these 24 hours.
    history_days: whole days since the film's first rating, 0 where that is one of the new.
    """
    return Verdict(
        rate=sum(new),
        extreme=sum(new[_LOW]) + sum(new[_HIGH]),
        baseline=_baseline(daily, history_days),
        p=chance_of_mix(new, before) if sum(before) >= RATINGS_OF_A_MIX else None,
    )


def _baseline(daily: Sequence[int], history_days: int) -> float | None:
    if history_days < DAYS_OF_A_PAST:
        return None
    # Days before the first rating say nothing about a usual one.
    return max(LEAST_BASELINE, float(median(daily[-history_days:])))


def chance_of_mix(new: Sequence[int], before: Sequence[int]) -> float:
    """The chance (p) that two histograms of one source differ as much as these, 0 to 1.

    Pearson's chi-square test of homogeneity, as the earlier ratings are a sample like the new ones.
    Where no more than two groups of scores can be told apart, Fisher's exact test. One of the two
    must hold a rating.
    """
    groups = _groups(new, before)
    if len(groups) == 2:
        return _fisher(*groups)
    news, olds = sum(new), sum(before)
    differences = ((n * olds - o * news) ** 2 / (n + o) for n, o in groups)
    return chi_square_tail(sum(differences) / (news * olds), len(groups) - 1)


def _groups(new: Sequence[int], before: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring scores together, as (new, before), until each group may expect five of each.

    The least group joins the lesser of its neighbours. Two groups always remain. Only the sum of
    new and before decides, never how they differ, or the test would no longer be one.
    """
    groups = list(zip(new, before, strict=True))
    fewer, count = min(sum(new), sum(before)), sum(new) + sum(before)
    while len(groups) > 2 and min(map(sum, groups)) * fewer < LEAST_EXPECTED * count:
        sizes = [sum(group) for group in groups]
        least = sizes.index(min(sizes))
        neighbours = [place for place in (least - 1, least + 1) if 0 <= place < len(groups)]
        first = min(least, min(neighbours, key=sizes.__getitem__))
        (new_here, before_here), (new_next, before_next) = groups[first : first + 2]
        groups[first : first + 2] = [(new_here + new_next, before_here + before_next)]
    return groups


def _fisher(low: tuple[int, int], high: tuple[int, int]) -> float:
    """Fisher's exact test, two-sided: all tables together that are no likelier than this one.

    Source: R. A. Fisher, "On the Interpretation of χ² from Contingency Tables, and the Calculation
    of P", Journal of the Royal Statistical Society 85 (1922), 87-94.
    """
    lows, highs, news = sum(low), sum(high), low[0] + high[0]
    logs = {
        n: _log_choose(lows, n) + _log_choose(highs, news - n) - _log_choose(lows + highs, news)
        for n in range(max(0, news - highs), min(lows, news) + 1)
    }
    just_as_likely = logs[low[0]] + 1e-7  # logarithms of equal chances differ in the last digits
    return min(1.0, math.fsum(math.exp(log) for log in logs.values() if log <= just_as_likely))


def _log_choose(count: int, chosen: int) -> float:
    return math.lgamma(count + 1) - math.lgamma(chosen + 1) - math.lgamma(count - chosen + 1)


def chi_square_tail(statistic: float, degrees: int) -> float:
    """The chance that chi-square of so many degrees of freedom (1 or more) is at least this.

    The regularised upper incomplete gamma function Q(degrees/2, statistic/2). Degrees are whole, so
    Q(a+1, x) = Q(a, x) + xᵃ·e⁻ˣ / Γ(a+1) leads there in a few steps from Q(½, x) = erfc(√x) or
    Q(1, x) = e⁻ˣ. Source: NIST Digital Library of Mathematical Functions, 8.4.6, 8.4.5 and 8.8.6.
    """
    x = statistic / 2
    if x <= 0:
        return 1.0
    a, tail = (0.5, math.erfc(math.sqrt(x))) if degrees % 2 else (1.0, math.exp(-x))
    while a < degrees / 2:
        tail += math.exp(a * math.log(x) - x - math.lgamma(a + 1))
        a += 1
    return tail


def _of_number(verdict: Verdict) -> str:
    came = ngettext("%(rate)d rating in 24 hours.", "%(rate)d ratings in 24 hours.", verdict.rate)
    if verdict.baseline is None:
        bound = gettext("For a film first rated less than %(days)d days ago %(least)d are unusual.")
    elif verdict.baseline == LEAST_BASELINE:
        bound = gettext("For a film with %(usual)s a day or fewer %(least)d are unusual.")
    else:
        bound = gettext("For a film with %(usual)s a day %(least)d are unusual.")
    return f"{came} {bound}" % {
        "rate": verdict.rate,
        "days": DAYS_OF_A_PAST,
        "usual": f"{verdict.baseline or 0:g}",
        "least": verdict.least_rate,
    }


def _of_ends(verdict: Verdict) -> str:
    return gettext(
        "%(extreme)d of them are of at most 1 star or at least 4½; %(least)d in 10 are unusual."
    ) % {"extreme": verdict.extreme, "least": round(10 * verdict.least_extreme)}


def _of_mix(verdict: Verdict) -> str:
    if verdict.p is None:
        return gettext("There are too few earlier ratings to compare them with.")
    if not verdict.is_unlike_before:
        return gettext("They are spread much like those before.")
    return gettext(
        "Chance would spread them so unlike those before less than once in %(times)d times."
    ) % {"times": round(1 / LEAST_CHANCE)}
