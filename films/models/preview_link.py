"""Showing a page that is not public to somebody without a login."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from films.models.film import Film
from films.models.line_field import LineField


class PreviewLink(models.Model):
    """A link that shows what is saved of a page, until it expires or is taken back.

    The address holds the key with our signature: whoever reads this table cannot make it.
    """

    film = models.ForeignKey(
        Film, models.CASCADE, related_name="preview_links", verbose_name=_("film")
    )
    key = LineField(max_length=40, unique=True)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="preview_links",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires at"), db_index=True)

    class Meta:
        verbose_name = _("link to a preview")
        verbose_name_plural = _("links to previews")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="preview_link_lasts"
            )
        ]

    def __str__(self) -> str:
        return str(self.film)
