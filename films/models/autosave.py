"""What an editor has typed and not yet saved."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from films.models.film import Film
from films.models.line_field import LineField


class Autosave(models.Model):
    """The form of one page as one editor has it before them: one row that is written over.

    ``key`` names the form: "film-7" of a page, a random one of a page that is being begun.
    ``fields`` is JSON, a list of name and value as the browser would send them.
    """

    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="autosaves", verbose_name=_("who")
    )
    film = models.ForeignKey(Film, models.CASCADE, null=True, blank=True, related_name="autosaves")
    key = LineField(max_length=40)
    title = LineField(_("title"), max_length=400, blank=True)
    fields = models.TextField()
    seen_version = models.PositiveIntegerField(null=True)
    saved_at = models.DateTimeField(_("when"), auto_now=True)

    class Meta:
        verbose_name = _("unsaved work")
        verbose_name_plural = _("unsaved work")
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(fields=["editor", "key"], name="autosave_is_one_a_form")
        ]

    def __str__(self) -> str:
        return self.title or self.key
