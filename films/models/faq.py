"""Questions people ask."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.models.line_field import LineField
from films.models.page_block import PageBlock, film_key
from films.models.prose_field import ProseField


class Faq(PageBlock):
    """A question and its answer; an import may bring an answer that has lost its question."""

    film = film_key("faqs")
    question = LineField(_("question"), max_length=300, blank=True)
    answer = ProseField(_("answer"), max_length=4_000, blank=False, help_text=_("Markdown."))

    class Meta(PageBlock.Meta):
        verbose_name = _("question and answer")
        verbose_name_plural = _("questions and answers")
        constraints = [
            models.CheckConstraint(condition=~Q(answer=""), name="faq_has_an_answer"),
        ]

    def __str__(self) -> str:
        return self.question or self.answer[:60]
