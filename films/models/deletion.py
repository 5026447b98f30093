"""What was deleted, with all that is needed to have it back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.choices import DeletedKind
from films.models.line_field import LineField


class Deletion(models.Model):
    """A page that was deleted: its last document, and for a film its history (``revisions``)."""

    kind = LineField(_("kind"), max_length=10, choices=DeletedKind)
    name = LineField(_("name"), max_length=500)
    path = LineField(_("address"), max_length=500, blank=True)
    document = models.JSONField(_("document"))
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="deletions",
        verbose_name=_("who"),
    )
    deleted_at = models.DateTimeField(_("deleted at"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("deleted page")
        verbose_name_plural = _("deleted pages")
        ordering = ["-deleted_at", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="deletion_has_a_name")]

    def __str__(self) -> str:
        return self.name
