"""What an editor has typed and not yet saved."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.models.film import Film
from films.models.line_field import LineField


class Autosave(models.Model):
    """The form of one page as one editor has it before them: one row that is written over.

    ``key`` is made anew whenever a form is opened, so that what was typed yesterday is not written
    over by what is typed today. ``fields`` is JSON: a list of name and value as a browser sends
    them. Once its form is saved or thrown away the row is empty and stays for a while, so that
    what arrives late is known to be late. Of a page that is deleted it becomes that of a new one.
    """

    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="autosaves", verbose_name=_("who")
    )
    film = models.ForeignKey(Film, models.SET_NULL, null=True, blank=True, related_name="autosaves")
    key = LineField(max_length=40)
    title = LineField(_("title"), max_length=400, blank=True)
    fields = models.TextField(blank=True)
    seen_version = models.PositiveIntegerField(null=True, blank=True)
    typed_at = models.PositiveBigIntegerField(default=0)  # milliseconds, by the browser's clock
    saved_at = models.DateTimeField(_("when"))
    is_done = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("unsaved work")
        verbose_name_plural = _("unsaved work")
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(fields=["editor", "key"], name="autosave_is_one_a_form"),
            models.CheckConstraint(
                condition=Q(is_done=False) | Q(fields=""), name="autosave_is_empty_when_done"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.key
