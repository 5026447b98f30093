"""The questions asked of films: which are public, and with what they are loaded."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Prefetch
from django.utils import timezone

from films.choices import FilmStatus, Job, TagKind
from films.models.award import Award
from films.models.credit import Credit
from films.models.film_tag import FilmTag
from films.models.offer import Offer
from films.models.product import Product
from films.models.still import Still
from films.models.video import Video

if TYPE_CHECKING:
    pass


class FilmQuerySet(models.QuerySet["Film"]):
    def published(self) -> "FilmQuerySet":
        """Return what visitors may see now; the one place that says what "published" means.

        Working copies need no condition of their own: a constraint keeps them unpublished, and
        naming them here costs SQLite its index.
        """
        return self.filter(status=FilmStatus.PUBLISHED, published_at__lte=timezone.now())

    def for_card(self) -> "FilmQuerySet":
        """Load what a card shows: poster, directors, genres and visitors' score."""
        directors = Prefetch(
            "credits",
            queryset=Credit.objects.filter(job=Job.DIRECTOR).select_related("person"),
            to_attr="director_credits",
        )
        genres = Prefetch(
            "film_tags",
            queryset=FilmTag.objects.filter(tag__kind=TagKind.GENRE).select_related("tag"),
            to_attr="genre_tags",
        )
        return self.select_related("poster", "rating").prefetch_related(directors, genres)

    def for_page(self) -> "FilmQuerySet":
        """Load all that a film page shows, in the same number of queries for any page."""
        return self.select_related("poster", "backdrop", "rating").prefetch_related(
            Prefetch("film_tags", FilmTag.objects.select_related("tag")),
            Prefetch("credits", Credit.objects.select_related("person")),
            "scores",
            Prefetch("videos", Video.objects.select_related("thumbnail")),
            "quotes",
            "press_reviews",
            "audience_reactions",
            Prefetch("awards", Award.objects.select_related("body", "person")),
            "trivia",
            Prefetch("offers", Offer.objects.select_related("provider")),
            Prefetch("products", Product.objects.select_related("image")),
            "tracks",
            "faqs",
            Prefetch("stills", Still.objects.select_related("image")),
        )
