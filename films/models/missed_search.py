"""What visitors looked for and did not find."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.models.line_field import LineField


class MissedSearch(models.Model):
    """Words that found nothing, and how often; nothing is known of who typed them."""

    folded = LineField(max_length=240, unique=True)
    words = LineField(_("words"), max_length=80)
    count = models.PositiveIntegerField(_("how often"), default=1)
    first_on = models.DateField(_("first on"))
    last_on = models.DateField(_("last on"))

    class Meta:
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")
        ordering = ["-count", "-last_on", "id"]
        indexes = [models.Index(fields=["-count", "-last_on"], name="missed_search_most_wanted")]
        constraints = [
            models.CheckConstraint(condition=~Q(folded=""), name="missed_search_has_words"),
            models.CheckConstraint(condition=Q(count__gte=1), name="missed_search_happened"),
        ]

    def __str__(self) -> str:
        return self.words
