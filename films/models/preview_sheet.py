"""A page as it would look, before anything is saved."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from films.models.film import Film
from films.models.line_field import LineField


class PreviewSheet(models.Model):
    """What one editor's form says, drawn as the real page; kept for a day."""

    key = LineField(max_length=40, unique=True)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="preview_sheets"
    )
    film = models.ForeignKey(
        Film, models.CASCADE, null=True, blank=True, related_name="preview_sheets"
    )
    document = models.JSONField()
    html = models.TextField()
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("preview")
        verbose_name_plural = _("previews")

    def __str__(self) -> str:
        return self.key
