"""Trailers and other moving pictures."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.choices import VideoKind, VideoProvider
from films.models.image import Image
from films.models.line_field import LineField
from films.models.page_block import PageBlock, film_key
from films.models.prose_field import ProseField


class Video(PageBlock):
    """A video elsewhere or of our own; it plays only after the visitor has pressed.

    A row may lack its video (an imported page that lost it): the page then leaves it out, and
    the editor is told.
    """

    film = film_key("videos")
    kind = LineField(_("kind"), max_length=12, choices=VideoKind, default=VideoKind.TRAILER)
    title = LineField(_("title"), blank=True)
    description = ProseField(_("about it"), max_length=2_000)
    provider = LineField(_("plays from"), max_length=8, choices=VideoProvider, blank=True)
    key = LineField(
        _("video id"),
        max_length=40,
        blank=True,
        help_text=_("The part of the address that names the video. Paste the whole address."),
    )
    file = models.FileField(_("own file"), max_length=120, blank=True, upload_to="videos")
    thumbnail = models.ForeignKey(
        Image,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="thumbnail_of",
        verbose_name=_("picture"),
        help_text=_("Stands in front of the video until it is played."),
    )
    duration = models.PositiveIntegerField(
        _("duration"), null=True, blank=True, help_text=_("In seconds.")
    )
    uploaded_on = models.DateField(_("uploaded on"), null=True, blank=True)

    class Meta(PageBlock.Meta):
        verbose_name = _("video")
        verbose_name_plural = _("videos")
        constraints = [
            models.CheckConstraint(
                condition=Q(provider="", key="", file="")
                | (Q(provider=VideoProvider.FILE, key="") & ~Q(file=""))
                | (
                    Q(
                        provider__in=[VideoProvider.YOUTUBE, VideoProvider.VIMEO],
                        file="",
                    )
                    & ~Q(key="")
                ),
                name="video_provider_fits_its_source",
            ),
            models.CheckConstraint(
                condition=~Q(kind=VideoKind.BONUS) | ~Q(title=""),
                name="video_bonus_has_a_title",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()

    def clean(self) -> None:
        if self.provider == VideoProvider.FILE and not self.file:
            raise ValidationError({"file": _("Choose the file that is to be played.")})
        if self.provider in (VideoProvider.YOUTUBE, VideoProvider.VIMEO) and not self.key:
            raise ValidationError({"key": _("Paste the address of the video.")})
        if not self.provider and (self.key or self.file):
            raise ValidationError({"provider": _("Say where the video plays from.")})

    @property
    def is_playable(self) -> bool:
        """Whether there is anything to play."""
        return bool(self.provider)
