"""Who did what with a page, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.choices import EventVerb
from films.models.deletion import Deletion
from films.models.film import Film
from films.models.line_field import LineField
from films.models.revision import Revision


class FilmEvent(models.Model):
    """One step in the life of a page; only ever added, never changed (films/events.py).

    ``before`` and ``after`` say from where to where: states, addresses, dates.
    """

    film = models.ForeignKey(Film, models.CASCADE, null=True, related_name="events")
    deletion = models.ForeignKey(
        Deletion, models.CASCADE, null=True, blank=True, related_name="events"
    )
    verb = LineField(_("what"), max_length=12, choices=EventVerb)
    before = LineField(_("before"), max_length=300, blank=True)
    after = LineField(_("after"), max_length=300, blank=True)
    comment = LineField(_("comment"), max_length=1_000, blank=True)
    revision = models.ForeignKey(
        Revision, models.SET_NULL, null=True, blank=True, related_name="events"
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="film_events",
        verbose_name=_("who"),
    )
    created_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps taken")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(film__isnull=True) ^ Q(deletion__isnull=True),
                name="film_event_is_of_a_film_or_of_a_deleted_one",
            )
        ]
        indexes = [
            models.Index(  # home of the desk: what came back with a comment, newest first
                fields=["-id"],
                condition=Q(verb=EventVerb.RETURNED),
                name="film_event_returned",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.film or self.deletion}: {self.get_verb_display()}"
