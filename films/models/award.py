"""Prizes won and nominations had."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.choices import TagKind
from films.models.line_field import LineField
from films.models.page_block import PageBlock, film_key
from films.models.person import Person
from films.models.tag import Tag


class Award(PageBlock):
    """One award or nomination: body, category, year of the ceremony, result and recipient."""

    film = film_key("awards")
    body = models.ForeignKey(
        Tag,
        models.PROTECT,
        related_name="awards",
        verbose_name=_("given by"),
        limit_choices_to={"kind": TagKind.AWARD},
    )
    category = LineField(_("category"), blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1895), MaxValueValidator(2200)],
        help_text=_("Of the ceremony."),
    )
    won = models.BooleanField(_("won"), default=True, help_text=_("Untick for a nomination."))
    recipient = LineField(_("recipient"), blank=True, help_text=_("Who received it."))
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="awards",
        verbose_name=_("page of the recipient"),
    )

    class Meta(PageBlock.Meta):
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        constraints = [
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__gte=1895, year__lte=2200),
                name="award_year_is_of_the_cinema",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(str(part) for part in (self.body, self.category, self.year) if part)

    def clean(self) -> None:
        if self.body_id and self.body.kind != TagKind.AWARD:
            raise ValidationError({"body": _("Choose a body that gives awards.")})
