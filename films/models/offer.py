"""Where a film can be seen and its music heard."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.choices import Access
from films.models.address_field import AddressField
from films.models.line_field import LineField
from films.models.page_block import PageBlock, film_key
from films.models.provider import Provider


class Offer(PageBlock):
    """One way to see the film; ``access`` "listen" is one to hear its soundtrack.

    A disc or a cinema needs no provider; a service's offer does.
    """

    film = film_key("offers")
    provider = models.ForeignKey(
        Provider,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offers",
        verbose_name=_("service"),
        help_text=_("Leave empty for a disc or a cinema."),
    )
    access = LineField(_("access"), max_length=8, choices=Access)
    region = LineField(
        _("region"),
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Two capital letters: US, GB, DE."))],
        help_text=_("Two letters, as in US; empty where it holds everywhere."),
    )
    url = AddressField(_("address"))
    price = models.DecimalField(
        _("price"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    currency = LineField(
        _("currency"),
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{3}$", _("Three capital letters: USD, EUR."))],
    )
    until = models.DateField(_("until"), null=True, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    class Meta(PageBlock.Meta):
        verbose_name = _("offer")
        verbose_name_plural = _("where to watch and listen")
        constraints = [
            models.CheckConstraint(
                condition=Q(price__isnull=True) | (Q(price__gte=0) & ~Q(currency="")),
                name="offer_price_has_a_currency",
            ),
            models.CheckConstraint(
                condition=Q(provider__isnull=False)
                | Q(access__in=[Access.DVD, Access.BLURAY, Access.CINEMA]),
                name="offer_of_a_service_names_it",
            ),
        ]
        indexes = [
            models.Index(  # home of the desk: looked at long ago
                fields=["checked_on", "film"],
                condition=Q(checked_on__isnull=False),
                name="offer_longest_unchecked",
            ),
            models.Index(  # home of the desk: over
                fields=["until", "film"],
                condition=Q(until__isnull=False),
                name="offer_over",
            ),
        ]

    def __str__(self) -> str:
        name = self.provider.name if self.provider else ""
        return " · ".join(filter(None, [name, self.get_access_display(), self.region]))

    def clean(self) -> None:
        # A service that is about to be made has no number yet.
        if (
            not self.provider_id
            and self.provider is None
            and self.access
            not in (
                Access.DVD,
                Access.BLURAY,
                Access.CINEMA,
            )
        ):
            raise ValidationError({"provider": _("Say which service this is.")})
        if self.price is not None and not self.currency:
            raise ValidationError({"currency": _("Say in which currency the price is.")})
