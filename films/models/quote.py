"""Memorable lines."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.choices import FilmStatus
from films.models.credit import Credit
from films.models.line_field import LineField
from films.models.page_block import PageBlock, film_key
from films.models.prose_field import ProseField
from films.models.slug_field import first_free
from films.text import fold


class QuoteQuerySet(models.QuerySet["Quote"]):
    def published(self) -> "QuoteQuerySet":
        """Return the quotes of published films that give nothing away."""
        return self.filter(
            film__status=FilmStatus.PUBLISHED,
            film__published_at__lte=timezone.now(),
            spoiler=False,
        )


class Quote(PageBlock):
    """A line of the film, with its own page; ``key`` keeps that page's address for ever."""

    film = film_key("quotes")
    key = LineField(
        _("short name"),
        max_length=40,
        validators=[RegexValidator(r"^[a-z0-9-]+$", _("Small letters, digits and hyphens."))],
        help_text=_("The end of the quote's address. Made from the words when left empty."),
        blank=True,
    )
    text = ProseField(
        _("words"),
        max_length=2_000,
        blank=False,
        help_text=_("Without quotation marks."),
    )
    speaker = LineField(_("speaker"), blank=True, help_text=_("The character, as in the cast."))
    credit = models.ForeignKey(
        Credit,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="quotes",
        verbose_name=_("spoken by"),
    )
    context = ProseField(_("context"), max_length=1_000, help_text=_("When and why it is said."))
    spoiler = models.BooleanField(_("gives something away"), default=False)

    objects = QuoteQuerySet.as_manager()

    class Meta(PageBlock.Meta):
        verbose_name = _("quote")
        verbose_name_plural = _("memorable quotes")
        constraints = [
            models.UniqueConstraint(fields=["film", "key"], name="quote_key_is_unique_in_film"),
            models.CheckConstraint(condition=~Q(text=""), name="quote_has_words"),
            models.CheckConstraint(condition=~Q(key=""), name="quote_has_a_key"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("films:quote_detail", args=[self.film.slug, self.key])

    def clean(self) -> None:
        self.fill()
        if self.credit and self.film_id and self.credit.film_id != self.film_id:
            raise ValidationError({"credit": _("This person's credit is on another film.")})

    def fill(self) -> None:
        """Make the key from the first words where none was given."""
        if not self.key:
            words = "-".join(fold(self.text).split()[:5])
            plain = "".join(character for character in words if character.isascii())
            siblings = Quote.objects.filter(film=self.film_id)
            self.key = first_free(plain[:34].strip("-") or "quote", siblings, "key")
