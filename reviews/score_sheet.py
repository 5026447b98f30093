"""A film's score with everything that it is made of, so that anybody can check it.

The figures, what is not counted and why, what became of all that was sent, and the public log of
unusual waves: numbers only. The page and its JSON print the same sheet.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from films.models import Film
from reviews import scores
from reviews.choices import DecisionReason, ReviewSource, ReviewStatus, SetAside
from reviews.models import FilmRating, Review, Storm

LATEST_WAVES = 50
PUBLISHED, WAITING, DECLINED, WITHDRAWN = "published", "waiting", "declined", "withdrawn"
WORDS_ONLY = "words_only"
_WORDS: dict[str, Any] = {
    WORDS_ONLY: _("Words without a rating"),
    WAITING: _("Waiting for a moderator"),
    DECLINED: _("Turned down by a moderator, or spam"),
    WITHDRAWN: _("Withdrawn by their authors"),
    ReviewSource.IMPORT: _("Brought here from another site"),
    ReviewSource.EDITOR: _("Written by the editors"),
    ReviewStatus.SPAM: _("Spam"),
    **{choice.value: choice.label for choice in (*SetAside, *DecisionReason)},
}


class Line(NamedTuple):
    """So many reviews for one reason; code is the reason for machines."""

    code: str
    words: str
    number: int


@dataclass(frozen=True)
class ScoreSheet:
    """Everything behind one film's score; the mean is None below three ratings.

    received = published + waiting + declined + withdrawn: what visitors sent, imports left out.
    """

    formula: scores.Formula
    histogram: tuple[int, ...]
    median: Decimal | None
    recounted_at: datetime | None
    frozen_since: datetime | None
    not_counted: list[Line]
    published: int
    waiting: int
    declined: list[Line]
    withdrawn: int
    waves: list[Storm]

    @property
    def mean(self) -> Decimal | None:
        """Out of 10, to two decimals."""
        return self.formula.mean if self.has_mean else None

    @property
    def has_mean(self) -> bool:
        """Whether there are enough ratings for a mean."""
        return self.formula.count >= scores.RATINGS_FOR_A_MEAN

    @property
    def site_mean(self) -> Decimal:
        """The mean that the rank starts from, out of 10, without zeros at its end."""
        return self.formula.prior_mean.normalize()

    @property
    def bars(self) -> list[scores.Bar]:
        """The ten columns, with percentages that add up to 100."""
        return scores.bars(self.histogram)

    @property
    def declined_count(self) -> int:
        """How many were turned down or taken off the page."""
        return sum(line.number for line in self.declined)

    @property
    def received(self) -> int:
        """How many visitors have sent."""
        return self.published + self.waiting + self.declined_count + self.withdrawn


class _Group(NamedTuple):
    """Reviews that are not counted and have all of this in common."""

    source: str
    status: str
    set_aside: str
    decision_reason: str
    number: int

    @property
    def fate(self) -> str:
        """What became of them, from the point of view of those who sent them."""
        if self.source != ReviewSource.VISITOR:
            return self.source
        if self.status == ReviewStatus.PUBLISHED:
            return PUBLISHED
        if self.status == WITHDRAWN or self.decision_reason == DecisionReason.AUTHOR:
            return WITHDRAWN
        if self.status == ReviewStatus.PENDING or self.decision_reason == DecisionReason.REPORTED:
            return WAITING
        return DECLINED

    @property
    def why_not_counted(self) -> str:
        """The code of the reason."""
        return self.set_aside or WORDS_ONLY if self.fate == PUBLISHED else self.fate

    @property
    def why_declined(self) -> str:
        """The code of the reason that their authors read."""
        return self.decision_reason or self.status


def score_sheet(film: Film) -> ScoreSheet:
    """Read a film's sheet; ``film.rating`` should be loaded. Two queries."""
    rating = film.rating if hasattr(film, "rating") else FilmRating(film=film)
    groups = _groups_not_counted(film)
    fates: Counter[str] = Counter()
    for group in groups:
        fates[group.fate] += group.number
    declined = [group for group in groups if group.fate == DECLINED]
    return ScoreSheet(
        formula=scores.formula(rating.total, rating.count, rating.prior_mean),
        histogram=rating.histogram,
        median=scores.median(rating.histogram),
        recounted_at=rating.recounted_at,
        frozen_since=rating.frozen_since,
        not_counted=_lines((group.why_not_counted, group.number) for group in groups),
        published=rating.count + fates[PUBLISHED],
        waiting=fates[WAITING],
        declined=_lines((group.why_declined, group.number) for group in declined),
        withdrawn=fates[WITHDRAWN],
        waves=list(Storm.objects.filter(film=film)[:LATEST_WAVES]),
    )


def _groups_not_counted(film: Film) -> list[_Group]:
    columns = ("source", "status", "set_aside", "decision_reason")
    rows = Review.objects.filter(film=film, counts=False).order_by().values(*columns)
    return [_Group(**row) for row in rows.annotate(number=Count("pk"))]


def _lines(numbers: Iterable[tuple[str, int]]) -> list[Line]:
    """One line a code, the largest number first."""
    sums: Counter[str] = Counter()
    for code, number in numbers:
        sums[code] += number
    return [Line(code, str(_WORDS[code]), number) for code, number in sums.most_common()]
