"""Who has which page open: "Anna is editing this"."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from films.models import Film, Presence

ALIVE_FOR = timedelta(seconds=90)  # three signs of life of an open form


@transaction.atomic
def see(film: Film, *, by: AbstractBaseUser) -> None:
    """Note that somebody has the form of a page open now."""
    now = timezone.now()
    page = Presence.objects.filter(film=film.main, editor_id=by.pk)
    if page.filter(seen_at__gt=now - ALIVE_FOR).update(seen_at=now):
        return
    times = {"since": now, "seen_at": now}
    Presence.objects.update_or_create(film=film.main, editor_id=by.pk, defaults=times)


def alive() -> QuerySet[Presence]:
    """Return who was heard of in the last 90 seconds, who came first at the head."""
    rows = Presence.objects.filter(seen_at__gt=timezone.now() - ALIVE_FOR)
    return rows.select_related("editor").order_by("since", "pk")


def others(film: Film, *, than: AbstractBaseUser) -> list[Presence]:
    """Return who else has the form of a page open. One query."""
    return list(alive().filter(film=film.main).exclude(editor_id=than.pk))


def on_pages(films: Iterable[Film], *, than: AbstractBaseUser) -> dict[int, list[Presence]]:
    """Return for each of these pages, by its key, who else has its form open. One query."""
    found: dict[int, list[Presence]] = {film.pk: [] for film in films}
    for presence in alive().filter(film__in=found).exclude(editor_id=than.pk):
        found[presence.film_id].append(presence)
    return found


def purge_gone() -> int:
    """Delete the traces of forms that were closed; returns how many."""
    return Presence.objects.filter(seen_at__lt=timezone.now() - ALIVE_FOR).delete()[0]
