"""Pictures from a film."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from films.models.image import Image
from films.models.line_field import LineField
from films.models.page_block import PageBlock, film_key


class Still(PageBlock):
    """A picture from the film; one that gives something away stands behind a veil."""

    film = film_key("stills")
    image = models.ForeignKey(
        Image, models.PROTECT, related_name="stills", verbose_name=_("picture")
    )
    caption = LineField(_("caption"), max_length=300, blank=True)
    spoiler = models.BooleanField(_("gives something away"), default=False)

    class Meta(PageBlock.Meta):
        verbose_name = _("still")
        verbose_name_plural = _("stills")
        constraints = [
            models.UniqueConstraint(fields=["film", "image"], name="still_is_shown_once"),
        ]

    def __str__(self) -> str:
        return self.caption or str(self.image)
