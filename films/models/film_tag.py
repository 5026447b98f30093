"""What a film is browsed by."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from films.choices import TagKind, WarningLevel
from films.models.line_field import LineField
from films.models.page_block import PageBlock, film_key
from films.models.tag import Tag


class FilmTag(PageBlock):
    """A tag on a film; a content warning also has its level and what it is about.

    A warning of level "none" says that somebody checked and there is nothing of the kind.
    """

    film = film_key("film_tags")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="film_tags", verbose_name=_("tag"))
    level = LineField(
        _("level"),
        max_length=8,
        choices=WarningLevel,
        blank=True,
        help_text=_("For content warnings only; “None” says that it was checked."),
    )
    detail = LineField(
        _("detail"),
        max_length=300,
        blank=True,
        help_text=_("For content warnings only."),
    )

    class Meta(PageBlock.Meta):
        verbose_name = _("tag of the film")
        verbose_name_plural = _("tags of the film")
        constraints = [
            models.UniqueConstraint(fields=["film", "tag"], name="film_tag_is_given_once"),
        ]

    def __str__(self) -> str:
        return str(self.tag)

    def clean(self) -> None:
        if (self.level or self.detail) and self.tag_id and self.tag.kind != TagKind.WARNING:
            raise ValidationError(_("Only a content warning has a level and a detail."))
