"""Who has which page open."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from films.models.film import Film


class Presence(models.Model):
    """An editor who has the form of a page open, since when, and when it was last heard of."""

    film = models.ForeignKey(Film, models.CASCADE, related_name="presences")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="presences")
    since = models.DateTimeField(_("since"))
    seen_at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = _("open form")
        verbose_name_plural = _("open forms")
        constraints = [
            models.UniqueConstraint(fields=["film", "editor"], name="presence_is_one_an_editor")
        ]

    def __str__(self) -> str:
        return f"{self.editor}: {self.film}"
