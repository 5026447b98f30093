"""Who did what on a film, and whom they play."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from films.choices import Job
from films.models.line_field import LineField
from films.models.page_block import PageBlock, film_key
from films.models.person import Person


class Credit(PageBlock):
    """One person's job on a film; for actors also the character. Position is billing order."""

    film = film_key("credits")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="credits", verbose_name=_("person")
    )
    job = LineField(_("job"), max_length=20, choices=Job, default=Job.ACTOR)
    character = LineField(_("character"), max_length=300, blank=True)
    description = LineField(
        _("about the character"),
        max_length=1_000,
        blank=True,
        help_text=_("A sentence or two."),
    )

    class Meta(PageBlock.Meta):
        verbose_name = _("credit")
        verbose_name_plural = _("cast and crew")
        constraints = [
            models.UniqueConstraint(
                fields=["film", "person", "job", "character"],
                name="credit_is_given_once",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "job"], name="credit_filmography"),
        ]

    def __str__(self) -> str:
        part = self.character or self.get_job_display()
        return f"{self.person} ({part})"
