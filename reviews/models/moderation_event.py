from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models.line_field import LineField
from reviews.choices import TRANSITIONS, EventAction, ReviewStatus
from reviews.models.review import Review


def legal_step() -> Q:
    """The rule of the log: a change of status follows TRANSITIONS, or undoes one, or deletes."""
    steps = [(before, after) for before, all_after in TRANSITIONS.items() for after in all_after]
    forward = reduce(or_, (Q(from_status=before, to_status=after) for before, after in steps))
    back = reduce(or_, (Q(from_status=after, to_status=before) for before, after in steps))
    changed = Q(action=EventAction.STATUS) & (forward | (Q(is_undo=True) & back))
    erased = Q(action=EventAction.ERASE, to_status="")
    other = ~Q(action__in=[EventAction.STATUS, EventAction.ERASE]) & Q(from_status=F("to_status"))
    return changed | erased | other


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
    """One decision about a review: who, from what, to what, why. The log only grows.

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
    action = LineField(_("what"), max_length=10, choices=EventAction, default=EventAction.STATUS)
    from_status = LineField(_("from"), max_length=10, choices=ReviewStatus)
    to_status = LineField(
        _("to"), max_length=10, choices=ReviewStatus, blank=True, help_text=_("Empty: deleted.")
    )
    reason = LineField(_("reason"), max_length=250, blank=True)
    # All that was decided with one press, so that it can be undone with one press.
    batch = models.UUIDField(null=True, blank=True, editable=False, db_index=True)
    is_undo = models.BooleanField(_("undone"), default=False)
    # What an undo puts back: the values that the decision replaced.
    before = models.JSONField(default=dict, editable=False)
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = ModerationEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=legal_step(), name="moderation_event_is_legal_step"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id}: {self.from_status} → {self.to_status or _('deleted')}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("The log of decisions only grows; it is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused: the log only grows."""
        raise TypeError("The log of decisions only grows; nothing is taken out of it.")
