"""One film of an import: what would change, what was chosen, and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from films.choices import ItemState
from films.models.film import Film
from films.models.import_run import ImportRun
from films.models.line_field import LineField
from films.models.revision import Revision


class ImportItem(models.Model):
    """A row or file of an import, with its own document; each is taken over or undone whole."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="items")
    number = models.PositiveIntegerField(_("number"))
    place = LineField(_("where"), max_length=300, blank=True)
    name = LineField(_("film"), max_length=500, blank=True)
    document = models.JSONField(default=dict)
    changes = models.JSONField(default=list)
    chosen = models.JSONField(null=True)
    state = LineField(_("state"), max_length=10, choices=ItemState, default=ItemState.PLANNED)
    words = LineField(_("what became of it"), max_length=1_000, blank=True)
    film = models.ForeignKey(
        Film, models.SET_NULL, null=True, blank=True, related_name="import_items"
    )
    is_new = models.BooleanField(_("new film"), default=False)
    before = models.ForeignKey(Revision, models.SET_NULL, null=True, blank=True, related_name="+")
    after = models.ForeignKey(Revision, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("film of an import")
        verbose_name_plural = _("films of an import")
        ordering = ["run", "number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="import_item_number_is_unique")
        ]

    def __str__(self) -> str:
        return self.name or str(self.number)
