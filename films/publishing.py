"""The states of a page, and the verbs that lead from one to the next.

draft -> in review -> published -> archived, and back. "Scheduled" is published with a time ahead:
the page appears by itself, because FilmQuerySet.published asks the clock.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from films.choices import FilmStatus, RevisionKind
from films.models import Film, SimilarFilm
from films.models.slug_field import first_free
from films.revisions import record
from films.text import slugify_title


class PublishingError(ValueError):
    """What stands between a page and the public, one sentence each."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


def missing_for_publishing(film: Film) -> list[str]:
    """Return what a page still needs before visitors may see it, one sentence each."""
    reasons = []
    if film.draft_of_id:
        reasons.append(_("This is a working copy: publish the film it belongs to."))
    if not film.year:
        reasons.append(_("Give the year of the film."))
    if not (film.logline or film.synopsis):
        reasons.append(_("Write a logline or a synopsis: without either the page says nothing."))
    try:
        film.full_clean(exclude=["slug"])
    except ValidationError as error:
        reasons += error.messages
    return reasons


@transaction.atomic
def submit(film: Film, *, by: User) -> Film:
    """Hand a draft over to the editors."""
    return _change(film, FilmStatus.REVIEW, RevisionKind.SUBMIT, by=by)


@transaction.atomic
def publish(film: Film, *, by: User | None = None, at: datetime | None = None) -> Film:
    """Show the page to visitors now, or from ``at`` on.

    Raises PublishingError with every reason at once. Similar films elsewhere that were waiting for
    this page are linked to it.
    """
    if reasons := missing_for_publishing(film):
        raise PublishingError(reasons)
    film.slug = film.slug or first_free(slugify_title(film.title, film.year), Film.objects.all())
    film.published_at = at or film.published_at or timezone.now()
    _change(film, FilmStatus.PUBLISHED, RevisionKind.PUBLISH, by=by)
    link_similar_films(film)
    return film


@transaction.atomic
def unpublish(film: Film, *, by: User | None = None) -> Film:
    """Take the page from the public; it is a draft again and keeps its address and date."""
    return _change(film, FilmStatus.DRAFT, RevisionKind.UNPUBLISH, by=by)


@transaction.atomic
def archive(film: Film, *, by: User | None = None) -> Film:
    """Take the page from the public and from the desk."""
    return _change(film, FilmStatus.ARCHIVED, RevisionKind.UNPUBLISH, by=by)


def _change(film: Film, status: FilmStatus, kind: RevisionKind, *, by: User | None) -> Film:
    film.status = status
    film.save()
    record(film, kind, by=by)
    return film


def link_similar_films(film: Film) -> int:
    """Link to this film the picks of others that name its title and year; return how many."""
    waiting = SimilarFilm.objects.filter(other=None, folded=film.folded, year=film.year)
    picked_already = SimilarFilm.objects.filter(other=film).values("film")
    return waiting.exclude(film=film).exclude(film__in=picked_already).update(other=film)


def link_published_films(film: Film) -> int:
    """Link this film's picks to the published films of their title and year; return how many."""
    waiting = list(film.similar_films.filter(other=None))
    pages = Film.objects.published().filter(folded__in=[pick.folded for pick in waiting])
    found = {(page.folded, page.year): page for page in pages.exclude(pk=film.pk)}
    picked = set(film.similar_films.exclude(other=None).values_list("other_id", flat=True))
    linked = 0
    for pick in waiting:
        other = found.get((pick.folded, pick.year))
        if other and other.pk not in picked:
            pick.other = other
            pick.save(update_fields=["other"])
            picked.add(other.pk)
            linked += 1
    return linked
