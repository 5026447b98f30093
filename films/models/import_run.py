"""What came in from outside."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from films.choices import ImportKind, ImportState
from films.models.film import Film
from films.models.line_field import LineField


class ImportRun(models.Model):
    """One import: what was read, by whom, and what it changed or could not read."""

    kind = LineField(_("kind"), max_length=10, choices=ImportKind)
    name = LineField(_("file"), max_length=255, blank=True)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="import_runs",
        verbose_name=_("who"),
    )
    film = models.ForeignKey(
        Film,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="import_runs",
        verbose_name=_("film"),
        help_text=_("Empty for the import of a whole guide."),
    )
    report = models.JSONField(_("report"), default=dict)
    state = LineField(_("state"), max_length=10, choices=ImportState, default=ImportState.DONE)
    options = models.JSONField(_("options"), default=dict)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    created_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}".strip()
