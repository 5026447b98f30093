"""Things to buy that belong to a film."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.choices import ProductKind
from films.models.address_field import AddressField
from films.models.image import Image
from films.models.line_field import LineField
from films.models.page_block import PageBlock, film_key
from films.models.prose_field import ProseField


class Product(PageBlock):
    """A book, album or print; its link is marked as sponsored and disclosed on the page."""

    film = film_key("products")
    kind = LineField(_("kind"), max_length=12, choices=ProductKind, blank=True)
    name = LineField(_("name"), max_length=300)
    pitch = ProseField(_("pitch"), max_length=1_000, help_text=_("Why it is worth having."))
    url = AddressField(_("address"))
    image = models.ForeignKey(
        Image,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="products",
        verbose_name=_("picture"),
    )

    class Meta(PageBlock.Meta):
        verbose_name = _("product")
        verbose_name_plural = _("related products")
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="product_has_a_name")]

    def __str__(self) -> str:
        return self.name
