"""What visitors looked for and did not find."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from films.models.line_field import LineField


class MissedSearch(models.Model):
    """Words that found nothing, and how often; nothing is known of who typed them.

    ``days`` is on how many days somebody did: a page that one visitor loads again and again makes
    ``count`` large, and not that. Of the time no more than the day is kept.
    """

    folded = LineField(max_length=240, unique=True)
    words = LineField(_("words"), max_length=80)
    days = models.PositiveIntegerField(_("on how many days"), default=1)
    count = models.PositiveIntegerField(_("how often"), default=1)
    first_on = models.DateField(_("first on"))
    last_on = models.DateField(_("last on"))

    class Meta:
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")
        ordering = ["-days", "-count", "-last_on", "-id"]
        indexes = [
            # Read by the home of the desk, and backwards by what makes room for new words.
            models.Index(
                fields=["-days", "-count", "-last_on", "-id"], name="missed_search_most_wanted"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(folded=""), name="missed_search_has_words"),
            models.CheckConstraint(
                condition=Q(days__gte=1, count__gte=F("days")), name="missed_search_happened"
            ),
        ]

    def __str__(self) -> str:
        return self.words
