"""Watching for unusual waves of ratings, and setting them aside until somebody has looked.

What is unusual, reviews/storms.py says in numbers. On notice every score of the last 24 hours is
set aside, so the score on show is again the one of before, and scores that come later are stored
and set aside as well. Nothing is weighed differently: in the end all of them count or none.
"""

import uuid
from datetime import datetime, timedelta
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Case, Count, Max, Q, QuerySet, Value, When
from django.utils import timezone

from films.models import Film
from reviews import openings, scores, storms
from reviews.choices import EventAction, ReviewSource, SetAside, StormOutcome
from reviews.models import FilmRating, ModerationEvent, Review, Storm
from reviews.models.review import PUBLISHED, ReviewQuerySet, store_figures

DAY = timedelta(days=1)
DAYS_BEFORE = 28
CALM_DAYS = 7
# One look costs a query, so a film is looked at on every fifth change of its figures only.
CHANGES_A_LOOK = 5
# What a wave is judged by. Scores found void before are no part of the next one.
JUDGED = PUBLISHED & Q(source=ReviewSource.VISITOR, set_aside__in=["", SetAside.STORM])


class StormOverError(Exception):
    """Somebody else has decided about this wave already."""


def after_rating(rating: FilmRating, now: datetime | None = None) -> Storm | None:
    """Look at a film that was just rated; the caller holds the lock on its figures.

    Costs no query but on every fifth change of a film with enough ratings for a wave.
    """
    if rating.version % CHANGES_A_LOOK or rating.count < storms.LEAST_RATE or rating.frozen_since:
        return None
    return _look(rating, now or timezone.now())


@transaction.atomic
def look(film: Film | int, now: datetime | None = None) -> Storm | None:
    """Judge the last 24 hours of a film; returns the wave that was noticed and set aside now."""
    (rating,) = FilmRating.objects.lock([film if isinstance(film, int) else film.pk])
    return None if rating.frozen_since else _look(rating, now or timezone.now())


def watch(now: datetime | None = None) -> int:
    """Look at every film that is rated a lot, and end the waves that have been calm for a week.

    Returns how many waves were noticed or ended.
    """
    now = now or timezone.now()
    noticed = [look(film_id, now) for film_id in _busy_films(now)]
    return sum(map(bool, noticed)) + sum(_release_if_calm(storm, now) for storm in _old(now))


def release(storm: Storm, *, by: User | None, now: datetime | None = None) -> int:
    """Count all scores of a wave; returns their number. Raises StormOverError if it has ended."""
    return _end(storm, StormOutcome.RELEASED, by, now or timezone.now())


def void(storm: Storm, *, by: User | None, now: datetime | None = None) -> int:
    """Count none of a wave's scores, for good; returns their number.

    Raises StormOverError if it has ended.
    """
    return _end(storm, StormOutcome.VOIDED, by, now or timezone.now())


def begin(rating: FilmRating, *, since: datetime, reason: str, now: datetime) -> Storm:
    """Set aside what comes from now on; the caller holds the lock, and stores the figures."""
    rating.frozen_since = since
    return Storm.objects.create(
        film_id=rating.pk, began_at=since, noticed_at=now, reason=reason[:300]
    )


@transaction.atomic
def _end(storm: Storm, outcome: StormOutcome, by: User | None, now: datetime) -> int:
    (rating,) = FilmRating.objects.lock([storm.film_id])
    current = Storm.objects.select_related("film").filter(pk=storm.pk, ended_at=None).first()
    if current is None:
        raise StormOverError
    rating.frozen_since = None
    is_void = outcome == StormOutcome.VOIDED
    value = SetAside.VOID if is_void else openings.set_aside(current.film, rating)
    wave = Review.objects.filter(film_id=rating.pk, set_aside=SetAside.STORM)
    current.rating_count = _mark(wave, value, str(outcome.label), by=by)
    current.ended_at, current.outcome, current.ended_by = now, outcome, by
    current.save()
    store_figures(rating)
    return current.rating_count


def _mark(wave: ReviewQuerySet, value: str, reason: str, *, by: User | None) -> int:
    rows = list(wave.order_by("pk").values_list("pk", "public_id", "status"))
    wave.update_under_lock(set_aside=value)
    batch = uuid.uuid4()
    ModerationEvent.objects.bulk_create(
        ModerationEvent(
            review_id=pk,
            public_id=public_id,
            actor=by,
            action=EventAction.SET_ASIDE,
            from_status=status,
            to_status=status,
            reason=reason[:250],
            batch=batch,
        )
        for pk, public_id, status in rows
    )
    return len(rows)


def _look(rating: FilmRating, now: datetime) -> Storm | None:
    if not _may_be_storm(_given(rating.pk, now - DAY).all):
        return None
    since = _undecided_since(rating.pk, now)
    given = _given(rating.pk, since)
    before = [n - new for n, new in zip(rating.histogram, given.counted, strict=True)]
    verdict = _judge(rating.pk, given.all, before, since)
    if not verdict.is_storm:
        return None
    storm = begin(rating, since=since, reason=verdict.reason, now=now)
    wave = Review.objects.filter(film_id=rating.pk, scored_at__gte=since, set_aside="")
    _mark(wave.filter(source=ReviewSource.VISITOR), SetAside.STORM, storm.reason, by=None)
    store_figures(rating)
    return storm


def _may_be_storm(new: list[int]) -> bool:
    """Whether the scores would be a wave if the film had the quietest of pasts."""
    nothing = [0] * scores.HIGHEST
    return storms.judge(new, [0], nothing, history_days=storms.DAYS_OF_A_PAST).is_storm


def _undecided_since(film_id: int, now: datetime) -> datetime:
    # What was decided on is not judged a second time.
    ended = Storm.objects.filter(film_id=film_id, ended_at__gt=now - DAY)
    return ended.aggregate(latest=Max("ended_at"))["latest"] or now - DAY


def _judge(film_id: int, new: list[int], before: list[int], since: datetime) -> storms.Verdict:
    of_film = Review.objects.filter(JUDGED, film_id=film_id, scored_at__lt=since)
    first = of_film.order_by("scored_at").values_list("scored_at", flat=True).first()
    days = (since - first).days if first else 0
    return storms.judge(new, _daily(of_film, since), before, history_days=days)


def _daily(of_film: QuerySet[Review], since: datetime) -> list[int]:
    """How many scores were given on each of the 28 days before, oldest first."""
    ends = [since - n * DAY for n in reversed(range(DAYS_BEFORE))]
    day = Case(*(When(scored_at__lt=end, then=Value(n)) for n, end in enumerate(ends)))
    recent = of_film.filter(scored_at__gte=since - DAYS_BEFORE * DAY).annotate(day=day)
    found = dict(recent.values_list("day").annotate(number=Count("pk")))
    return [found.get(n, 0) for n in range(DAYS_BEFORE)]


class Given(NamedTuple):
    """The scores of a film since some time: all that are judged, and those that count now."""

    all: list[int]
    counted: list[int]


def _given(film_id: int, since: datetime, until: datetime | None = None) -> Given:
    of_film = Review.objects.filter(JUDGED, film_id=film_id, scored_at__gte=since)
    if until:
        of_film = of_film.filter(scored_at__lt=until)
    given = Given([0] * scores.HIGHEST, [0] * scores.HIGHEST)
    for score, counts, number in of_film.values_list("score", "counts").annotate(n=Count("pk")):
        given.all[score - 1] += number
        given.counted[score - 1] += number * counts
    return given


def _busy_films(now: datetime) -> list[int]:
    recent = Review.objects.filter(scored_at__gte=now - DAY, film__rating__frozen_since=None)
    busy = recent.values("film_id").annotate(n=Count("pk")).filter(n__gte=storms.LEAST_RATE)
    return list(busy.order_by("film_id").values_list("film_id", flat=True))


def _old(now: datetime) -> QuerySet[Storm]:
    return Storm.objects.filter(ended_at=None, noticed_at__lte=now - CALM_DAYS * DAY)


def _release_if_calm(storm: Storm, now: datetime) -> bool:
    if not all(_is_calm(storm, now - n * DAY) for n in range(CALM_DAYS)):
        return False
    try:
        release(storm, by=None, now=now)
    except StormOverError:
        return False
    return True


def _is_calm(storm: Storm, end: datetime) -> bool:
    """Whether the day that ends then looked no worse than the film's past before the wave."""
    day = _given(storm.film_id, end - DAY, end).all
    if not _may_be_storm(day):
        return True
    before = list(Review.objects.filter(film_id=storm.film_id).histogram())
    return not _judge(storm.film_id, day, before, storm.began_at).is_storm
