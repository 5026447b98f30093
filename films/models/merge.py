"""Two people, tags or services that turned out to be one."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.choices import MergeKind, TagKind
from films.models.line_field import LineField
from films.text import fold


class MergeQuerySet(models.QuerySet["Merge"]):
    def standing(self) -> "MergeQuerySet":
        """Return the merges that nobody has undone."""
        return self.filter(undone_at=None)


class Merge(models.Model):
    """One was put into another; ``record`` holds all that is needed to part them again.

    The one that went keeps its number when it comes back, so ``gone_id`` stays good. ``waiting``
    names the films whose history has not been told yet.
    """

    kind = LineField(_("kind"), max_length=10, choices=MergeKind)
    gone_id = models.PositiveBigIntegerField(_("number of the one that went"))
    gone_name = LineField(_("was"), max_length=200)
    gone_folded = LineField(max_length=400, editable=False)
    gone_path = LineField(_("old address"), max_length=500, blank=True)
    tag_kind = LineField(_("kind of tag"), max_length=12, choices=TagKind, blank=True)
    kept_name = LineField(_("is now"), max_length=200)
    kept_id = models.PositiveBigIntegerField(_("number of the one that was kept"))
    record = models.JSONField(_("record"))
    waiting = models.JSONField(default=list, blank=True, editable=False)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="merges",
        verbose_name=_("who"),
    )
    created_at = models.DateTimeField(_("when"), auto_now_add=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(gone_name="") & ~Q(kept_name=""), name="merge_names_both"
            ),
            models.CheckConstraint(
                condition=~Q(gone_id=models.F("kept_id")), name="merge_is_of_two"
            ),
            models.UniqueConstraint(
                fields=["kind", "gone_id"],
                condition=Q(undone_at__isnull=True),
                name="merge_puts_one_into_one",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "gone_folded"], name="merge_of_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.gone_name} → {self.kept_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.gone_folded = fold(self.gone_name)
        super().save(*args, **kwargs)
