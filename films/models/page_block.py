"""One row of a section of a film page."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


def film_key(related_name: str, **options: Any) -> models.ForeignKey:
    """Return the key of a row to its film, reached from there as ``film.<related_name>``."""
    return models.ForeignKey(
        "films.Film",
        models.CASCADE,
        related_name=related_name,
        verbose_name=_("film"),
        **options,
    )


class PageBlock(models.Model):
    """Base of everything that stands on a film page in rows: credits, quotes, offers and the like.

    A child has a ``film`` (see film_key) and is ordered by ``position``, which editors change by
    moving rows; equal positions keep the order in which the rows were made.
    """

    position = models.PositiveSmallIntegerField(
        _("position"),
        default=0,
        help_text=_("Rows are shown in this order, lowest first."),
    )

    class Meta:
        abstract = True
        ordering = ["position", "id"]
