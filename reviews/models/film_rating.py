from collections.abc import Iterable
from functools import reduce
from operator import add
from typing import NamedTuple

from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Cast, NullIf
from django.utils.translation import gettext_lazy as _

from films.models import Film
from films.models.line_field import LineField
from reviews import scores
from reviews.choices import Opening
from reviews.models.site_figures import SiteFigures

BINS = [f"h{score}" for score in range(scores.LOWEST, scores.HIGHEST + 1)]


class Figures(NamedTuple):
    """What the published reviews of one film add up to.

    histogram holds how many gave ½ star, 1 star ... 5 stars; languages how many reviews have words
    in which language ("" for unknown ones), so a list offers its languages without a query.
    """

    histogram: tuple[int, ...]
    languages: dict[str, int]
    imported: int = 0  # of those with words: brought from elsewhere, read and never marked up

    @property
    def text_count(self) -> int:
        """How many have words to read."""
        return sum(self.languages.values())


class FilmRatingQuerySet(models.QuerySet):
    def lock(self, film_ids: Iterable[int]) -> list["FilmRating"]:
        """The figures of these films, made where missing, locked until the transaction ends.

        Every write to a film's reviews takes this lock first, in the order of the films, so that
        two writers never count past each other and never wait for each other in a circle.
        PostgreSQL locks the rows; SQLite's IMMEDIATE transaction has locked the database by then.
        """
        if not transaction.get_connection(self.db).in_atomic_block:
            raise transaction.TransactionManagementError("FilmRating.lock() needs a transaction.")
        wanted = sorted(set(film_ids))
        rows = self._locked(wanted)
        if len(rows) < len(wanted):
            missing, mean = set(wanted) - {row.pk for row in rows}, SiteFigures.current().mean
            new = [FilmRating(film_id=pk, prior_mean=mean, rank_score=mean) for pk in missing]
            self.bulk_create(new, ignore_conflicts=True)
            rows = self._locked(wanted)
        return rows

    def _locked(self, film_ids: list[int]) -> list["FilmRating"]:
        return list(self.filter(pk__in=film_ids).order_by("pk").select_for_update())


class FilmRating(models.Model):
    """The visitors' figures of one film: derived from its reviews, recounted on every change.

    A row of its own, so that a rating never touches the film's row, its date or its lock.
    """

    film = models.OneToOneField(
        Film, models.CASCADE, primary_key=True, related_name="rating", verbose_name=_("film")
    )
    count = models.PositiveIntegerField(_("ratings"), default=0)
    total = models.PositiveIntegerField(_("sum of the scores"), default=0)
    h1 = models.PositiveIntegerField(default=0)
    h2 = models.PositiveIntegerField(default=0)
    h3 = models.PositiveIntegerField(default=0)
    h4 = models.PositiveIntegerField(default=0)
    h5 = models.PositiveIntegerField(default=0)
    h6 = models.PositiveIntegerField(default=0)
    h7 = models.PositiveIntegerField(default=0)
    h8 = models.PositiveIntegerField(default=0)
    h9 = models.PositiveIntegerField(default=0)
    h10 = models.PositiveIntegerField(default=0)
    languages = models.JSONField(_("reviews with words, by language"), default=dict)
    imported = models.PositiveIntegerField(_("of these from elsewhere"), default=0)
    mean = models.GeneratedField(
        expression=Cast("total", models.FloatField()) / NullIf("count", 0),
        output_field=models.FloatField(null=True),
        db_persist=True,
        verbose_name=_("mean out of 10"),
    )
    # The site's mean at its last reckoning: the same in every row, and here so that ranking a film
    # needs no other row.
    prior_mean = models.FloatField(default=scores.PRIOR_MEAN, editable=False)
    rank_score = models.FloatField(_("rank"), default=scores.PRIOR_MEAN)
    version = models.PositiveIntegerField(default=0)
    recounted_at = models.DateTimeField(null=True)
    opening = LineField(
        _("may be rated"),
        max_length=8,
        choices=Opening,
        default=Opening.RELEASE,
        help_text=_("“At any time” is for films that were shown before their release date."),
    )
    frozen_since = models.DateTimeField(
        _("new ratings are set aside since"), null=True, blank=True, editable=False
    )

    objects = FilmRatingQuerySet.as_manager()

    class Meta:
        verbose_name = _("film's rating")
        verbose_name_plural = _("films' ratings")
        indexes = [
            # Read by every list that is ordered by what visitors love.
            models.Index(fields=["-rank_score", "film"], name="film_rating_by_rank"),
            # Read by the home of the desk: the films that most visitors have rated.
            models.Index(
                fields=["-count", "film"],
                condition=Q(count__gt=0),
                name="film_rating_by_count",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(count=reduce(add, map(F, BINS))),
                name="film_rating_count_is_sum_of_bins",
            ),
            models.CheckConstraint(
                condition=Q(
                    total=reduce(add, [F(name) * score for score, name in enumerate(BINS, start=1)])
                ),
                name="film_rating_total_is_weighted_bins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count} ratings"

    @property
    def histogram(self) -> tuple[int, ...]:
        """How many gave ½ star, 1 star ... 5 stars."""
        return tuple(getattr(self, name) for name in BINS)

    @property
    def figures(self) -> Figures:
        """What is stored, in the form in which reviews are counted."""
        return Figures(self.histogram, self.languages, self.imported)

    @property
    def text_count(self) -> int:
        """How many reviews have words to read."""
        return self.figures.text_count

    def set_figures(self, figures: Figures) -> None:
        """Take these figures over; count, total and rank follow from them. Does not save."""
        for name, number in zip(BINS, figures.histogram, strict=True):
            setattr(self, name, number)
        self.languages, self.imported = figures.languages, figures.imported
        self.count = sum(figures.histogram)
        self.total = sum(n * score for score, n in enumerate(figures.histogram, start=1))
        self.rank_score = scores.rank(self.total, self.count, prior_mean=self.prior_mean)
