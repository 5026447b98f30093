"""Which tags visitors meet: those that a published film carries, or was given an award by."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from films.choices import TagKind, WarningLevel
from films.models import Award, Film, FilmTag, Tag


def film_tags_in_use() -> "QuerySet[FilmTag]":
    """Return the tags of published films, without warnings that were checked and not found."""
    live = Film.objects.published().values("pk")
    return FilmTag.objects.filter(film__in=live).exclude(level=WarningLevel.NONE).order_by()


def awards_in_use() -> "QuerySet[Award]":
    """Return the awards and nominations of published films."""
    return Award.objects.filter(film__in=Film.objects.published().values("pk")).order_by()


def tags_in_use() -> "QuerySet[Tag]":
    """Return the tags that have a landing page."""
    tagged = film_tags_in_use().filter(tag=OuterRef("pk"))
    awarded = awards_in_use().filter(body=OuterRef("pk"))
    return Tag.objects.filter(Q(Exists(tagged)) | Q(kind=TagKind.AWARD) & Q(Exists(awarded)))
