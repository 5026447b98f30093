"""Showing a page that is not public to somebody without a login."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from films.models.film import Film
from films.models.line_field import LineField


class PreviewLink(models.Model):
    """A link that shows what is saved of a page, until it expires or is taken back."""

    film = models.ForeignKey(Film, models.CASCADE, related_name="preview_links")
    key = LineField(max_length=40, unique=True)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="preview_links"
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires at"))

    class Meta:
        verbose_name = _("link to a preview")
        verbose_name_plural = _("links to previews")
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.film)
