"""The history of a page."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.choices import RevisionKind
from films.models.deletion import Deletion
from films.models.film import Film
from films.models.line_field import LineField


class Revision(models.Model):
    """The whole page as one document (docs/document.md) at one moment; never changed.

    ``film`` is never a working copy: one page has one history. Of a page that was deleted the
    history waits with its Deletion.
    """

    film = models.ForeignKey(Film, models.CASCADE, null=True, related_name="revisions")
    deletion = models.ForeignKey(
        Deletion, models.CASCADE, null=True, blank=True, related_name="revisions"
    )
    number = models.PositiveIntegerField(_("number"))
    document = models.JSONField(_("document"))
    kind = LineField(_("why"), max_length=10, choices=RevisionKind)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="revisions",
        verbose_name=_("who"),
    )
    comment = LineField(_("comment"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["film", "number"], name="revision_number_is_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_counts_from_one"),
            models.CheckConstraint(
                condition=Q(film__isnull=True) ^ Q(deletion__isnull=True),
                name="revision_is_of_a_film_or_of_a_deleted_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.film or self.deletion} #{self.number}"
