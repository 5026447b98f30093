"""What other sites made of a film."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from films.choices import ScoreSource
from films.models.address_field import AddressField
from films.models.line_field import LineField
from films.models.page_block import PageBlock, film_key


class Score(PageBlock):
    """A figure of another site with its scale, link and the day it was read.

    Shown to readers, never marked up for search engines: Google allows only a site's own ratings.
    """

    film = film_key("scores")
    source = LineField(_("source"), max_length=30, choices=ScoreSource)
    value = models.DecimalField(
        _("value"), max_digits=5, decimal_places=2, validators=[MinValueValidator(0)]
    )
    best = models.DecimalField(
        _("out of"),
        max_digits=5,
        decimal_places=2,
        default=10,
        validators=[MinValueValidator(1)],
    )
    votes = models.PositiveIntegerField(_("votes"), null=True, blank=True)
    url = AddressField(_("address"))
    checked_on = models.DateField(_("read on"), null=True, blank=True)

    class Meta(PageBlock.Meta):
        verbose_name = _("score elsewhere")
        verbose_name_plural = _("scores elsewhere")
        constraints = [
            models.UniqueConstraint(fields=["film", "source"], name="score_is_one_a_source"),
            models.CheckConstraint(
                condition=Q(value__gte=0, value__lte=F("best"), best__gte=1),
                name="score_is_within_its_scale",
            ),
        ]
        indexes = [
            models.Index(  # home of the desk: read long ago
                fields=["checked_on", "film"],
                condition=Q(checked_on__isnull=False),
                name="score_longest_unread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.value.normalize():f}/{self.best.normalize():f}"

    def clean(self) -> None:
        if self.value is not None and self.best is not None and self.value > self.best:
            raise ValidationError(
                {
                    "value": _("%(value)s is more than the best possible, %(best)s.")
                    % {"value": self.value, "best": self.best}
                }
            )
