from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models import Film
from films.models.line_field import LineField
from reviews.choices import StormOutcome


class Storm(models.Model):
    """An unusual wave of ratings of one film, from its notice to its end: the public log.

    While it is open, new scores of the film are stored and set aside.
    """

    film = models.ForeignKey(Film, models.CASCADE, related_name="storms", verbose_name=_("film"))
    began_at = models.DateTimeField(_("ratings set aside since"))
    noticed_at = models.DateTimeField(_("noticed"), default=timezone.now)
    reason = LineField(_("why"), max_length=300)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    outcome = LineField(_("outcome"), max_length=8, choices=StormOutcome, blank=True)
    rating_count = models.PositiveIntegerField(_("ratings decided on"), default=0)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
        help_text=_("Empty: it ended by itself after seven calm days."),
    )

    class Meta:
        verbose_name = _("unusual wave of ratings")
        verbose_name_plural = _("unusual waves of ratings")
        ordering = ["-noticed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["film"], condition=Q(ended_at__isnull=True), name="storm_one_open_per_film"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, outcome="")
                | (Q(ended_at__isnull=False) & ~Q(outcome="")),
                name="storm_ended_has_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.film}, {self.noticed_at:%Y-%m-%d}"
