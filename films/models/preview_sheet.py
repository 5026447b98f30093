"""A page as it would look, before anything is saved."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.models.film import Film
from films.models.line_field import LineField


class PreviewSheet(models.Model):
    """What one editor's form says, drawn as the real page; kept for a day.

    ``film`` is the main one, None for a film that has not been saved yet; ``path`` is the address
    that the page would have.
    """

    key = LineField(max_length=40, unique=True)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="preview_sheets"
    )
    film = models.ForeignKey(
        Film, models.CASCADE, null=True, blank=True, related_name="preview_sheets"
    )
    document = models.JSONField()
    html = models.TextField()
    path = LineField(max_length=500, blank=True)
    made_at = models.DateTimeField(_("made at"), auto_now=True, db_index=True)

    class Meta:
        verbose_name = _("preview")
        verbose_name_plural = _("previews")
        constraints = [
            models.UniqueConstraint(fields=["editor", "film"], name="preview_sheet_one_a_film"),
            models.UniqueConstraint(
                fields=["editor"],
                condition=Q(film__isnull=True),
                name="preview_sheet_one_of_new_films",
            ),
        ]

    def __str__(self) -> str:
        return self.key
