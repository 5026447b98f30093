"""Pictures kept on our own server."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.models.line_field import LineField

# Pixels; a closed list, so that nobody can make the server write files of every size.
RENDITION_WIDTHS = (200, 400, 800, 1600)


class Image(models.Model):
    """One picture, re-encoded by us and stored once, whoever uses it.

    ``file`` is named after ``sha256``, the hash of its bytes, so the address never changes its
    content. Renditions of fixed widths lie beside it (films/images/renditions.py).
    """

    file = models.FileField(_("file"), max_length=120)
    alt = LineField(
        _("alt text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it. Leave out “picture of”."),
    )
    credit = LineField(_("credit"), blank=True, help_text=_("Who made it."))
    licence = LineField(
        _("licence"),
        blank=True,
        help_text=_("Why we may show it, for example CC BY 4.0."),
    )
    width = models.PositiveIntegerField(_("width in pixels"), editable=False)
    height = models.PositiveIntegerField(_("height in pixels"), editable=False)
    focal_x = models.PositiveSmallIntegerField(
        _("focal point, from the left"),
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=_("In per cent of the width: what must stay in sight when the picture is cut."),
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point, from the top"),
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=_("In per cent of the height."),
    )
    sha256 = LineField(_("hash of the file"), max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(width__gt=0, height__gt=0), name="image_has_an_extent"
            ),
            models.CheckConstraint(
                condition=Q(focal_x__lte=100, focal_y__lte=100),
                name="image_focal_point_is_inside",
            ),
        ]

    def __str__(self) -> str:
        return self.alt or self.file.name

    def rendition_widths(self) -> list[int]:
        """Return the widths of the renditions beside the file, smallest first; none is larger."""
        return [width for width in RENDITION_WIDTHS if width < self.width]

    def rendition_name(self, width: int) -> str:
        """Return the storage name of the rendition ``width`` pixels wide."""
        stem, extension = str(self.file).rsplit(".", 1)
        return f"{stem}-{width}.{extension}"

    def url_for(self, width: int) -> str:
        """Return the address of the smallest picture that is at least ``width`` pixels wide.

        It is the file itself where no rendition is that wide.
        """
        for available in self.rendition_widths():
            if available >= width:
                return self.file.storage.url(self.rendition_name(available))
        return self.file.url

    def srcset(self) -> str:
        """Return all sizes for an ``img`` element: ``/media/...-200.webp 200w, ...``."""
        sizes = [(self.url_for(width), width) for width in self.rendition_widths()]
        return ", ".join(f"{url} {width}w" for url, width in [*sizes, (self.file.url, self.width)])
