"""Two people, tags or services that turned out to be one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.choices import MergeKind
from films.models.line_field import LineField


class Merge(models.Model):
    """One was put into another; ``record`` holds all that is needed to part them again."""

    kind = LineField(_("kind"), max_length=10, choices=MergeKind)
    gone_name = LineField(_("was"), max_length=200)
    gone_path = LineField(_("old address"), max_length=500, blank=True)
    kept_name = LineField(_("is now"), max_length=200)
    kept_id = models.PositiveBigIntegerField(_("number of the one that was kept"))
    record = models.JSONField(_("record"))
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

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(gone_name="") & ~Q(kept_name=""), name="merge_names_both"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gone_name} → {self.kept_name}"
