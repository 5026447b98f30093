"""Both sides at a glance: the most helpful high, middle and low review of a film, without spoilers.

So nobody's first impression is made by the louder side alone. Reviews of 40 words or more are
preferred. Nobody is hidden: the whole list is one link away.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

from django.db.models import QuerySet, Subquery, TextChoices
from django.utils.translation import gettext_lazy as _

from films.models import Film
from reviews import scores
from reviews.models import Review

LONG_ENOUGH = 40  # words
# Among so many of the most helpful all sides are looked for first: all that most films have.
LOOKED_AT = 200
# A film page shows so many of the newest, and both sides where there are more.
NEWEST_SHOWN = 10
FEWEST_SIDES = 2

_HELPFUL_FIRST = ("-helpfulness", "-published_at", "-id")


class Side(TextChoices):
    """A third of the scale, in the order in which the sides are shown."""

    HIGH = "high", _("Loved it")
    MIDDLE = "middle", _("In between")
    LOW = "low", _("Not for them")

    @property
    def scores(self) -> range:
        """Its scores in half stars: 4 stars or more, 2½ to 3½, 2 or fewer."""
        return {
            Side.HIGH: range(8, scores.HIGHEST + 1),
            Side.MIDDLE: range(5, 8),
            Side.LOW: range(scores.LOWEST, 5),
        }[self]


class _Candidate(NamedTuple):
    pk: int
    score: int
    word_count: int


_Row = TypeVar("_Row", _Candidate, Review)


def both_sides(film: Film) -> dict[Side, Review]:
    """The most helpful review of each side that a film has; two queries, each on an index."""
    return _load(film, _candidates(film))


def first_screen(film: Film) -> tuple[dict[Side, Review], list[Review]]:
    """What the page of a film shows: its reviews, and by side where both sides are shown.

    ``film.rating`` has to be loaded; two queries at most, none where there is nothing to read.
    """
    text_count = film.rating.text_count if hasattr(film, "rating") else 0
    if not text_count:
        return {}, []
    candidates = _candidates(film) if text_count > NEWEST_SHOWN else []
    if len(_best_by_side(candidates)) >= FEWEST_SIDES:
        by_side = _load(film, candidates)
        return by_side, list(by_side.values())
    newest = Review.objects.filter(film=film).for_list().select_related("reply")
    return {}, list(newest[:NEWEST_SHOWN])


def _suitable(film: Film) -> QuerySet[Review]:
    rows = Review.objects.filter(film=film, contains_spoilers=False, score__isnull=False)
    return rows.published().exclude(body="").order_by(*_HELPFUL_FIRST)


def _candidates(film: Film) -> list[_Candidate]:
    rows = _suitable(film).values_list("pk", "score", "word_count")
    return [_Candidate(pk, score or 0, words) for pk, score, words in rows[:LOOKED_AT]]


def _best_by_side(rows: Sequence[_Row]) -> dict[Side, _Row]:
    """Of rows with the most helpful first: the first long one of each side, or its first one."""
    best = {}
    for side in Side:
        of_side = [row for row in rows if row.score in side.scores]
        if of_side:
            best[side] = max(of_side, key=lambda row: row.word_count >= LONG_ENOUGH)
    return best


def _load(film: Film, candidates: list[_Candidate]) -> dict[Side, Review]:
    best = _best_by_side(candidates)
    wanted: list[Any] = [row.pk for row in best.values()]
    if len(candidates) == LOOKED_AT:  # what none of these has may still be found by its scores
        missing = [score for side in Side if side not in best for score in side.scores]
        wanted += [Subquery(_suitable(film).filter(score=n).values("pk")[:1]) for n in missing]
    rows = Review.objects.filter(pk__in=wanted).select_related("reply")
    return _best_by_side(sorted(rows, key=_by_helpfulness))


def _by_helpfulness(review: Review) -> tuple[float, float]:
    published_at = review.published_at.timestamp() if review.published_at else 0.0
    return -review.helpfulness, -published_at
