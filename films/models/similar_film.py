"""What to see next."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from films.models.film import FIRST_FILM_YEAR, LAST_FILM_YEAR, Film
from films.models.line_field import LineField
from films.models.page_block import PageBlock, film_key
from films.models.prose_field import ProseField
from films.text import fold


class SimilarFilm(PageBlock):
    """An editor's pick with its reason; it links itself once the other film has a page.

    ``title`` and ``year`` stay when ``other`` is known, so that the pick outlives that page.
    """

    film = film_key("similar_films")
    title = LineField(_("title"), max_length=400)
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[
            MinValueValidator(FIRST_FILM_YEAR),
            MaxValueValidator(LAST_FILM_YEAR),
        ],
    )
    reason = ProseField(_("reason"), max_length=1_000, help_text=_("Why one leads to the other."))
    folded = LineField(max_length=1_200, editable=False)
    other = models.ForeignKey(
        Film,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="similar_to",
        verbose_name=_("its page"),
    )

    class Meta(PageBlock.Meta):
        verbose_name = _("similar film")
        verbose_name_plural = _("similar films")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="similar_film_has_a_title"),
            models.CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(other=F("film")),
                name="similar_film_is_another_film",
            ),
            models.UniqueConstraint(
                fields=["film", "other"],
                condition=Q(other__isnull=False),
                name="similar_film_is_picked_once",
            ),
        ]
        indexes = [
            models.Index(  # publishing looks for picks that wait for its page
                fields=["folded", "year"],
                condition=Q(other__isnull=True),
                name="similar_film_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})" if self.year else self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.title)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if self.other_id and self.other_id == self.film_id:
            raise ValidationError({"other": _("A film is not similar to itself.")})
