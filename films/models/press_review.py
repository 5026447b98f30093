"""What critics wrote."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.choices import Verdict
from films.models.address_field import AddressField
from films.models.line_field import LineField
from films.models.page_block import PageBlock, film_key
from films.models.prose_field import ProseField


class PressReview(PageBlock):
    """A review in the press: a short excerpt in its own words, or what it found in ours."""

    film = film_key("press_reviews")
    publication = LineField(_("publication"), blank=True)
    critic = LineField(_("critic"), blank=True)
    excerpt = ProseField(
        _("excerpt"),
        max_length=2_000,
        help_text=_("Their words, without quotation marks."),
    )
    summary = ProseField(_("summary"), max_length=2_000, help_text=_("What they found, in ours."))
    verdict = LineField(_("verdict"), max_length=8, choices=Verdict, blank=True)
    url = AddressField(_("address"))
    published_on = models.DateField(_("published on"), null=True, blank=True)

    class Meta(PageBlock.Meta):
        verbose_name = _("press review")
        verbose_name_plural = _("press reviews")
        constraints = [
            models.CheckConstraint(
                condition=~Q(excerpt="", summary=""), name="press_review_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.publication or self.critic or str(_("Unattributed review"))

    def clean(self) -> None:
        if not self.excerpt and not self.summary:
            raise ValidationError(_("Give an excerpt, or say what the review found."))
