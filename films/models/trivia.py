"""Behind the scenes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.models.line_field import LineField
from films.models.page_block import PageBlock, film_key
from films.models.prose_field import ProseField


class Trivia(PageBlock):
    """Something worth knowing about the making of the film, with where it is known from."""

    film = film_key("trivia")
    text = ProseField(_("what"), max_length=2_000, blank=False, help_text=_("Markdown."))
    source = LineField(
        _("source"),
        max_length=500,
        blank=True,
        help_text=_("A book, an interview, an address."),
    )

    class Meta(PageBlock.Meta):
        verbose_name = _("behind the scenes")
        verbose_name_plural = _("behind the scenes")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="trivia_has_words")]

    def __str__(self) -> str:
        return self.text[:60]
