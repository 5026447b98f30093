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
    key = LineField(max_length=64, blank=True, help_text="The same for the same title and year.")
    document = models.JSONField(
        default=dict,
        help_text="As it was read, under its form: film, page or cells.",
    )
    changes = models.JSONField(
        default=list,
        help_text="Every difference by its mark, with a tick where it is taken.",
    )
    is_by_hand = models.BooleanField(
        _("touches what was written by hand"), default=False, help_text="Some of its changes do."
    )
    is_chosen = models.BooleanField(
        _("chosen by hand"), default=False, help_text="Somebody has set its ticks."
    )
    state = LineField(_("state"), max_length=10, choices=ItemState, default=ItemState.READ)
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
        indexes = [
            models.Index(fields=["run", "state", "number"], name="import_item_next"),
            models.Index(fields=["run", "key"], name="import_item_twice"),
        ]

    def __str__(self) -> str:
        return self.name or str(self.number)
