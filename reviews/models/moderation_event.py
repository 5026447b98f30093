from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models.line_field import LineField
from reviews.choices import ReviewStatus
from reviews.models.review import Review


class ModerationEventQuerySet(models.QuerySet):
    def update(self, **fields: Any) -> int:
        """Refused: the log only grows."""
        raise TypeError("The log of decisions only grows; it is never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused: the log only grows."""
        raise TypeError("The log of decisions only grows; nothing is taken out of it.")

    delete.alters_data = True
    delete.queryset_only = True


class ModerationEvent(models.Model):
    """One change of a review's status: who, from what, to what, why. The log only grows.

    It outlives its review (then only the public id is left) and the moderator's login.
    """

    review = models.ForeignKey(
        Review, models.SET_NULL, null=True, related_name="events", verbose_name=_("review")
    )
    public_id = LineField(_("review"), max_length=12)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Empty: the author of the review, or a rule of the site."),
    )
    from_status = LineField(_("from"), max_length=10, choices=ReviewStatus)
    to_status = LineField(
        _("to"), max_length=10, choices=ReviewStatus, blank=True, help_text=_("Empty: deleted.")
    )
    reason = LineField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = ModerationEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.public_id}: {self.from_status} → {self.to_status or _('deleted')}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("The log of decisions only grows; it is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused: the log only grows."""
        raise TypeError("The log of decisions only grows; nothing is taken out of it.")
