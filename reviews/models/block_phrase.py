from django.db import models
from django.utils.translation import gettext_lazy as _

from films.models.line_field import LineField
from reviews.choices import PhraseAction


class BlockPhrase(models.Model):
    """Words that hold a review back, found as whole words and also in look-alike letters."""

    phrase = LineField(
        _("words"),
        max_length=100,
        unique=True,
        help_text=_(
            "“press” does not find “impressive”. Letters that only look the same are found."
        ),
    )
    action = LineField(
        _("what happens"), max_length=4, choices=PhraseAction, default=PhraseAction.HOLD
    )
    hits = models.PositiveIntegerField(_("found so far"), default=0, editable=False)
    expires_on = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Empty: for good.")
    )

    class Meta:
        verbose_name = _("blocked phrase")
        verbose_name_plural = _("blocked phrases")
        ordering = ["phrase"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(phrase=""), name="block_phrase_has_words"),
        ]

    def __str__(self) -> str:
        return self.phrase
