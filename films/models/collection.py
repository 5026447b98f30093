"""Editors' lists of films."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models.film import Film
from films.models.line_field import LineField
from films.models.prose_field import ProseField
from films.models.slug_field import SlugField, first_free
from films.text import slugify_name


class CollectionQuerySet(models.QuerySet["Collection"]):
    def published(self) -> "CollectionQuerySet":
        """Return what visitors may see now; the one place that says so."""
        now = timezone.now()
        return self.filter(
            Q(published_at__isnull=True) | Q(published_at__lte=now),
            Q(until__isnull=True) | Q(until__gt=now),
            published=True,
        )


class Collection(models.Model):
    """A list with a title and a word on each film; ranked, or simply in a good order."""

    title = LineField(_("title"))
    slug = SlugField(_("address"), unique=True, blank=True)
    introduction = ProseField(_("introduction"), help_text=_("Markdown."))
    ranked = models.BooleanField(_("ranked"), default=False, help_text=_("Number the films."))
    published = models.BooleanField(_("published"), default=False)
    published_at = models.DateTimeField(
        _("from when on"),
        null=True,
        blank=True,
        help_text=_("A time ahead schedules the collection; empty: as soon as it is published."),
    )
    until = models.DateTimeField(
        _("until when"), null=True, blank=True, help_text=_("Empty: for as long as you like.")
    )
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = CollectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="collection_has_a_title"),
            models.CheckConstraint(condition=~Q(slug=""), name="collection_has_an_address"),
            models.CheckConstraint(
                condition=Q(until__isnull=True)
                | Q(published_at__isnull=True)
                | Q(until__gt=F("published_at")),
                name="collection_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("films:collection_detail", args=[self.slug])

    @property
    def was_public(self) -> bool:
        """Whether visitors may see the list now, or could until it ended."""
        begins = self.published_at
        return self.published and (begins is None or begins <= timezone.now())

    @property
    def is_over(self) -> bool:
        """Whether its time is up."""
        return self.until is not None and self.until <= timezone.now()

    @property
    def is_live(self) -> bool:
        """Whether visitors can see the list now; see CollectionQuerySet.published."""
        return self.was_public and not self.is_over

    def clean(self) -> None:
        self.fill()

    def fill(self) -> None:
        """Make the address from the title where none was given."""
        if not self.slug:
            self.slug = first_free(slugify_name(self.title), Collection.objects.all())


class CollectionItem(models.Model):
    """One film's place in a collection, and why it is there."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="items")
    film = models.ForeignKey(Film, models.CASCADE, related_name="collection_items")
    note = ProseField(_("note"), max_length=1_000)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("film of the collection")
        verbose_name_plural = _("films of the collection")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "film"], name="collection_item_is_listed_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.film)
