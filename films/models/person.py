"""People: who made films and who plays in them."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.choices import FilmStatus
from films.models.image import Image
from films.models.line_field import LineField
from films.models.partial_date_field import IsPartialDate, PartialDateField
from films.models.prose_field import ProseField
from films.models.slug_field import SlugField, first_free
from films.text import fold, slugify_name


class PersonQuerySet(models.QuerySet["Person"]):
    def seen(self) -> "PersonQuerySet":
        """Return those with a credit on a published film: the people visitors may meet."""
        credit = self.model.credits.rel.related_model  # which is built upon Person
        live = credit.objects.filter(
            person=OuterRef("pk"),
            film__status=FilmStatus.PUBLISHED,
            film__published_at__lte=timezone.now(),
        )
        return self.filter(Exists(live))


class Person(models.Model):
    """Somebody with a credit on a film; a stub until a life story is written."""

    name = LineField(_("name"), help_text=_("As credited, in the order it is spoken."))
    slug = SlugField(_("address"), unique=True, blank=True)
    sort_name = LineField(
        _("name for sorting"),
        blank=True,
        help_text=_("Family name first, “Keaton, Buster”. Made from the name when left empty."),
    )
    folded = LineField(max_length=400, editable=False, db_index=True)
    sort_key = LineField(max_length=400, editable=False, db_index=True)
    also_known_as = ProseField(
        _("also known as"), max_length=2_000, help_text=_("Other names, one a line.")
    )
    born = PartialDateField(_("born"), help_text=_("1895-10-04, or as much of it as is known."))
    died = PartialDateField(_("died"))
    birthplace = LineField(_("place of birth"), blank=True)
    biography = ProseField(_("life story"), help_text=_("Markdown."))
    portrait = models.ForeignKey(
        Image, models.PROTECT, null=True, blank=True, related_name="portraits"
    )
    imdb_id = LineField(
        _("IMDb number"),
        max_length=12,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(r"^nm\d{7,10}$", _("nm and seven digits or more: nm0000036."))],
        help_text=_("Begins with nm."),
    )
    tmdb_id = models.PositiveIntegerField(_("TMDB number"), null=True, blank=True, unique=True)
    wikidata_id = LineField(
        _("Wikidata number"),
        max_length=16,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(r"^Q[1-9]\d*$", _("Q and a number: Q103949."))],
        help_text=_("Begins with Q."),
    )
    created_at = models.DateTimeField(_("added at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_key", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="person_has_a_name"),
            models.CheckConstraint(condition=~Q(slug=""), name="person_has_an_address"),
            models.CheckConstraint(condition=IsPartialDate("born"), name="person_born_is_a_date"),
            models.CheckConstraint(condition=IsPartialDate("died"), name="person_died_is_a_date"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("films:person_detail", args=[self.slug])

    def clean(self) -> None:
        self.fill()

    def fill(self) -> None:
        """Work out what the name says: address, name for sorting and both folded."""
        if not self.slug:
            self.slug = first_free(slugify_name(self.name), Person.objects.all())
        if not self.sort_name:
            *given, family = self.name.split() or [""]
            self.sort_name = f"{family}, {' '.join(given)}" if given else family
        self.folded, self.sort_key = fold(self.name), fold(self.sort_name)
        # A form sends an empty text where the column must be NULL to stay unique.
        self.imdb_id, self.wikidata_id = self.imdb_id or None, self.wikidata_id or None
