"""Storing the visitors' figures of films: exact at every moment, and checkable.

Who writes a review holds the lock of its film's figures (`FilmRating.objects.lock`) from before
the first read until the commit, and calls `settle` last. Without that lock PostgreSQL stored 1 of 2
scores where two writers each counted before the other's commit.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, F, FloatField, Q, Sum, Value
from django.db.models.functions import Cast
from django.utils import timezone

from films.models import Film
from reviews import scores
from reviews.choices import ReviewSource, ReviewStatus
from reviews.models import FilmRating, Review, SiteFigures
from reviews.models.film_rating import Figures
from reviews.models.review import HAS_WORDS, store_figures

# Counting 100,000 reviews afresh took 119 ms (busy machine, both databases alike), applying the
# difference 9 ms with everything else of a submission.
COUNTED_AFRESH = 20_000


class Share(NamedTuple):
    """What one review adds to its film's figures."""

    score: int | None = None
    language: str | None = None  # of its words, "" where it is unknown; None without words
    imported: int = 0  # 1 for words from elsewhere


NOTHING = Share()


def share(review: Review) -> Share:
    """What this review adds, going by the values it holds now."""
    has_words = review.status == ReviewStatus.PUBLISHED and review.body != ""
    return Share(
        score=review.score if review.is_countable else None,
        language=review.language if has_words else None,
        imported=int(has_words and review.source == ReviewSource.IMPORT),
    )


def settle(rating: FilmRating, *, before: Share, after: Share) -> None:
    """Bring a locked film's figures up to date after one review changed."""
    if rating.count >= COUNTED_AFRESH:
        store_figures(rating, _moved(rating.figures, before, after))
    elif (before.language, after.language) != (None, None):
        store_figures(rating)
    else:  # stars only, most of all submissions: one count less
        histogram = Review.objects.filter(film_id=rating.pk).histogram()
        store_figures(rating, Figures(histogram, rating.languages, rating.imported))


def _moved(figures: Figures, before: Share, after: Share) -> Figures:
    bins = list(figures.histogram)
    if before.score:
        bins[before.score - 1] -= 1
    if after.score:
        bins[after.score - 1] += 1
    languages = Counter(figures.languages)
    languages.update({after.language: 1} if after.language is not None else {})
    languages.subtract({before.language: 1} if before.language is not None else {})
    return Figures(
        tuple(bins),
        {name: number for name, number in languages.items() if number},
        figures.imported + after.imported - before.imported,
    )


def recount(film: Film | int) -> FilmRating:
    """Count a film's reviews afresh and store the figures, under its lock."""
    film_id = film if isinstance(film, int) else film.pk
    with transaction.atomic():
        (rating,) = FilmRating.objects.lock([film_id])
        store_figures(rating)
    return rating


@transaction.atomic
def reckon_site(now: datetime | None = None) -> int:
    """Take the mean of all counted scores anew and rank every film by it; returns their number.

    The ranks are worked out by the database, in the same steps as scores.rank and to the same
    float. Locks all films, in their order, for as long as it takes.
    """
    ratings = FilmRating.objects.order_by("pk")
    film_ids = list(ratings.select_for_update().values_list("pk", flat=True))
    sums = FilmRating.objects.aggregate(count=Sum("count"), total=Sum("total"))
    figures = {name: number or 0 for name, number in sums.items()}
    site, _ = SiteFigures.objects.update_or_create(
        pk=SiteFigures.SINGLETON, defaults={**figures, "reckoned_at": now or timezone.now()}
    )
    start = Value(site.mean * scores.PRIOR_COUNT, output_field=FloatField())
    ranked = (start + Cast("total", FloatField())) / Cast(
        F("count") + scores.PRIOR_COUNT, FloatField()
    )
    FilmRating.objects.update(prior_mean=site.mean, rank_score=ranked)
    return len(film_ids)


@dataclass(frozen=True)
class Difference:
    """A film whose stored figures are not what its reviews add up to."""

    film: Film
    stored: Figures
    counted: Figures

    def __str__(self) -> str:
        parts = [
            f"{score} of 10: {stored} stored, {counted} counted"
            for score, (stored, counted) in enumerate(
                zip(self.stored.histogram, self.counted.histogram, strict=True), start=1
            )
            if stored != counted
        ]
        stored, counted = Counter(self.stored.languages), Counter(self.counted.languages)
        parts += [
            f"words ({name or 'language unknown'}): {stored[name]} stored, {counted[name]} counted"
            for name in sorted(stored | counted)
            if stored[name] != counted[name]
        ]
        if self.stored.imported != self.counted.imported:
            parts.append(
                f"words from elsewhere: {self.stored.imported} stored, "
                f"{self.counted.imported} counted"
            )
        return f"{self.film}: {'; '.join(parts)}"


def differences() -> list[Difference]:
    """Compare the figures of all films with their reviews; two queries for the whole site."""
    counted = _counted_figures()
    ratings = FilmRating.objects.in_bulk()
    wrong = {
        film_id: (stored, figures)
        for film_id in ratings.keys() | counted.keys()
        if (stored := ratings[film_id].figures if film_id in ratings else _EMPTY)
        != (figures := counted.get(film_id, _EMPTY))
    }
    films = Film.objects.in_bulk(wrong)
    return [Difference(films[film_id], *wrong[film_id]) for film_id in sorted(wrong)]


_EMPTY = Figures((0,) * 10, {})


def _counted_figures() -> dict[int, Figures]:
    rows = (
        Review.objects.published()
        .order_by()
        .values_list("film_id", "counts", "score", "language")
        .annotate(
            number=Count("pk"),
            texts=Count("pk", filter=HAS_WORDS),
            imported=Count("pk", filter=HAS_WORDS & Q(source=ReviewSource.IMPORT)),
        )
    )
    bins: dict[int, list[int]] = {}
    languages: dict[int, Counter[str]] = {}
    imported: Counter[int] = Counter()
    for film_id, counts, score, language, number, with_words, from_elsewhere in rows:
        if counts:
            bins.setdefault(film_id, [0] * 10)[score - 1] += number
        if with_words:
            languages.setdefault(film_id, Counter())[language] += with_words
            imported[film_id] += from_elsewhere
    return {
        film_id: Figures(
            tuple(bins.get(film_id, _EMPTY.histogram)),
            dict(languages.get(film_id, {})),
            imported[film_id],
        )
        for film_id in bins.keys() | languages.keys()
    }
