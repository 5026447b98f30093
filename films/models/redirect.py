"""Old addresses that still lead somewhere."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from films.models.line_field import LineField


class Redirect(models.Model):
    """From an address that was ours to the one that is; an empty target means removed (410)."""

    old_path = LineField(_("old address"), max_length=500, unique=True)
    new_path = LineField(_("new address"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ["old_path"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(old_path=F("new_path")), name="redirect_leads_elsewhere"
            ),
            models.CheckConstraint(
                condition=Q(old_path__startswith="/"),
                name="redirect_starts_on_this_site",
            ),
            models.CheckConstraint(
                condition=Q(new_path="")
                | (Q(new_path__startswith="/") & ~Q(new_path__startswith="//")),
                name="redirect_stays_on_this_site",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_path} → {self.new_path}"
