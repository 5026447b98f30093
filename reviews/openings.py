"""From when on a film may be rated: its release date, unless an editor says otherwise."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from films.models import Film
from reviews.choices import EventAction, Opening, SetAside
from reviews.models import FilmRating, ModerationEvent, Review
from reviews.models.review import store_figures


class NotOpenError(Exception):
    """A film cannot be rated yet; opens_on is None where nobody knows from when on."""

    def __init__(self, opens_on: date | None) -> None:
        super().__init__(opens_on)
        self.opens_on = opens_on


def release_day(film: Film) -> date | None:
    """The first day of a film's release: of "2027-05" the first of May, of "2027" New Year's Day.

    Without a release date the film's year decides; without either, None.
    """
    known = film.released or (str(film.year) if film.year else "")
    if not known:
        return None
    year, month, day = ([*map(int, known.split("-")), 1, 1])[:3]
    return date(year, month, day)


def is_released(film: Film, today: date | None = None) -> bool:
    """Whether the release day has come; a film without any date has long been out."""
    day = release_day(film)
    return day is None or day <= (today or timezone.localdate())


def is_open(film: Film, opening: str) -> bool:
    """Whether the film may be rated now."""
    if opening == Opening.RELEASE:
        return is_released(film)
    return opening != Opening.CLOSED


def opens_on(film: Film, opening: str) -> date | None:
    """The day from which on the film may be rated, for one that is not open; None: nobody knows."""
    return release_day(film) if opening == Opening.RELEASE else None


def counts_from(film: Film, opening: str) -> date | None:
    """The day from which on a score given now counts; None: it need not wait for one."""
    return release_day(film) if opening == Opening.EARLY and not is_released(film) else None


def set_aside(film: Film, rating: FilmRating) -> str:
    """Why a score given now is stored and not counted yet; "" when it counts."""
    if rating.frozen_since:
        return SetAside.STORM
    if rating.opening == Opening.EARLY and not is_released(film):
        return SetAside.EMBARGO
    return ""


@transaction.atomic
def set_opening(film: Film, opening: Opening) -> None:
    """Decide from when on a film may be rated; early scores count or wait accordingly."""
    (rating,) = FilmRating.objects.lock([film.pk])
    rating.opening = opening
    rating.save(update_fields=["opening"])
    early = Review.objects.filter(film=film)
    if opening == Opening.EARLY and not is_released(film):
        _mark(early.filter(set_aside="", score__isnull=False), SetAside.EMBARGO)
    elif opening == Opening.OPEN or is_released(film):
        _mark(early.filter(set_aside=SetAside.EMBARGO), "")
    store_figures(rating)


def release_due(now: datetime | None = None) -> int:
    """Count the early scores of every film whose day has come; returns the number of films.

    Each film's scores begin to count in one transaction.
    """
    today = timezone.localdate(now)
    waiting = Film.objects.filter(
        pk__in=Review.objects.filter(set_aside=SetAside.EMBARGO).values("film_id")
    )
    due = [film for film in waiting if is_released(film, today)]
    for film in due:
        with transaction.atomic():
            (rating,) = FilmRating.objects.lock([film.pk])
            _mark(Review.objects.filter(film=film, set_aside=SetAside.EMBARGO), "")
            store_figures(rating)
    return len(due)


def _mark(reviews: QuerySet[Review], value: str) -> None:
    chosen = list(reviews)
    Review.objects.filter(pk__in=[review.pk for review in chosen]).update_under_lock(
        set_aside=value
    )
    ModerationEvent.objects.bulk_create(
        ModerationEvent(
            review=review,
            public_id=review.public_id,
            action=EventAction.SET_ASIDE,
            from_status=review.status,
            to_status=review.status,
            reason=str(SetAside(value).label) if value else "",
        )
        for review in chosen
    )
