"""Services that show films or play their music."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.choices import ProviderKind
from films.models.address_field import AddressField
from films.models.line_field import LineField
from films.models.slug_field import SlugField


class Provider(models.Model):
    """A service such as Apple TV; one that has closed vanishes everywhere by ``active``."""

    name = LineField(_("name"), max_length=80, unique=True)
    slug = SlugField(_("short name"), max_length=90, unique=True)
    kind = LineField(_("kind"), max_length=8, choices=ProviderKind, default=ProviderKind.VIDEO)
    url = AddressField(_("address"))
    active = models.BooleanField(
        _("open"),
        default=True,
        help_text=_("Untick when the service closes: its offers vanish from every page at once."),
    )

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="provider_has_a_name")]

    def __str__(self) -> str:
        return self.name
