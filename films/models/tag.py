"""The one vocabulary that films are browsed by."""

from typing import Any

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.choices import FilmStatus, TagKind
from films.models.line_field import LineField
from films.models.prose_field import ProseField
from films.models.slug_field import SlugField, first_free
from films.text import fold, slugify_name


class TagQuerySet(models.QuerySet["Tag"]):
    def with_film_count(self) -> "TagQuerySet":
        """Annotate ``film_count``, the number of published films that carry the tag."""
        live = Q(
            film_tags__film__status=FilmStatus.PUBLISHED,
            film_tags__film__published_at__lte=timezone.now(),
        )
        return self.annotate(film_count=Count("film_tags", filter=live))


class Tag(models.Model):
    """A genre, mood, theme, country, award body …: one table, one landing page each."""

    kind = LineField(_("kind"), max_length=12, choices=TagKind)
    name = LineField(_("name"), max_length=120)
    slug = SlugField(_("address"), max_length=130, blank=True)
    folded = LineField(max_length=240, editable=False, db_index=True)
    code = LineField(
        _("code"),
        max_length=8,
        blank=True,
        help_text=_("For countries the two letters of ISO 3166, for languages those of ISO 639."),
    )
    introduction = ProseField(
        _("introduction"), help_text=_("Markdown, shown at the top of the tag's page.")
    )

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["kind", "folded", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="tag_address_is_unique_in_kind"),
            models.UniqueConstraint(fields=["kind", "name"], name="tag_name_is_unique_in_kind"),
            models.CheckConstraint(condition=~Q(name=""), name="tag_has_a_name"),
            models.CheckConstraint(condition=~Q(slug=""), name="tag_has_an_address"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("films:tag_detail", args=[self.kind, self.slug])

    def clean(self) -> None:
        self.fill()

    def fill(self) -> None:
        """Work out what the name says: the address within its kind, and the folded name."""
        if not self.slug:
            self.slug = first_free(slugify_name(self.name), Tag.objects.filter(kind=self.kind))
        self.folded = fold(self.name)
