"""Music of a film."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.models.address_field import AddressField
from films.models.line_field import LineField
from films.models.page_block import PageBlock, film_key


class Track(PageBlock):
    """A notable piece of the soundtrack."""

    film = film_key("tracks")
    title = LineField(_("title"), max_length=300)
    artist = LineField(_("artist"), max_length=300, blank=True)
    note = LineField(_("note"), max_length=500, blank=True)
    url = AddressField(_("address"))

    class Meta(PageBlock.Meta):
        verbose_name = _("track")
        verbose_name_plural = _("soundtrack")
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="track_has_a_title")]

    def __str__(self) -> str:
        return f"{self.title} – {self.artist}" if self.artist else self.title
