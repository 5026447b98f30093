"""What audiences made of a film."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.models.page_block import PageBlock, film_key
from films.models.prose_field import ProseField


class AudienceReaction(PageBlock):
    """A thing that audiences said, and what lies behind it."""

    film = film_key("audience_reactions")
    claim = ProseField(_("what they said"), max_length=500, blank=False)
    explanation = ProseField(_("explained"), max_length=2_000)

    class Meta(PageBlock.Meta):
        verbose_name = _("audience reaction")
        verbose_name_plural = _("audience reactions")
        constraints = [
            models.CheckConstraint(condition=~Q(claim=""), name="audience_reaction_has_a_claim"),
        ]

    def __str__(self) -> str:
        return self.claim[:60]
