"""Two people or tags that may be one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from films.choices import MergeKind
from films.models.line_field import LineField


class PossibleDouble(models.Model):
    """A pair that find_doubles came upon; ``are_two`` says that somebody looked and parted them.

    The numbers are those of two people or two tags; a pair of which one is gone is not shown.
    ``reasons`` are the names of films.duplicates.reasons.Reason.
    """

    kind = LineField(_("kind"), max_length=10, choices=MergeKind)
    first_id = models.PositiveBigIntegerField()
    second_id = models.PositiveBigIntegerField()
    certainty = models.PositiveSmallIntegerField(_("certainty"), default=0)
    reasons = models.JSONField(_("reasons"), default=list)
    are_two = models.BooleanField(_("these are two"), default=False)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    found_at = models.DateTimeField(_("found at"), auto_now_add=True)

    class Meta:
        verbose_name = _("possible double")
        verbose_name_plural = _("possible doubles")
        ordering = ["-certainty", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "first_id", "second_id"], name="possible_double_is_noted_once"
            ),
            models.CheckConstraint(
                condition=Q(first_id__lt=F("second_id")), name="possible_double_is_a_pair"
            ),
            models.CheckConstraint(
                condition=Q(certainty__lte=100), name="possible_double_certainty_is_a_percentage"
            ),
        ]
        indexes = [
            models.Index(  # the list of suggestions, most certain first
                fields=["kind", "-certainty", "id"],
                condition=Q(are_two=False),
                name="possible_double_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} = {self.second_id}"


class DoubleSearch(models.Model):
    """When possible doubles of a kind were last looked for."""

    kind = LineField(_("kind"), max_length=10, choices=MergeKind, unique=True)
    searched_at = models.DateTimeField(_("looked for at"))

    class Meta:
        verbose_name = _("search for doubles")
        verbose_name_plural = _("searches for doubles")

    def __str__(self) -> str:
        return str(self.get_kind_display())
