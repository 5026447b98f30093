"""What must hold for the reviews at every moment, looked at afresh: check_reviews tells the rest.

Most of it the database refuses to break; it is looked at all the same, because a restored copy, a
statement typed by hand or a disk can do what no code of ours does.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Count, Model, Q, QuerySet
from django.utils import timezone

from reviews import film_ratings, scores, voting
from reviews.choices import LIVE_STATUSES, ReviewSource, ReviewStatus, SetAside
from reviews.chores import KEYS_ARE_KEPT, SALTS_ARE_KEPT
from reviews.models import (
    DailySalt,
    FilmRating,
    HelpfulVote,
    Report,
    Review,
    ReviewContact,
    ReviewSignal,
    SiteFigures,
    Storm,
)

# The chores are done every ten minutes; a site that was switched off for a night is forgiven.
LATE = timedelta(days=1)
RECKONED_EVERY = timedelta(days=2)
# Ways in which a review lacks what its author must be able to read, or its readers.
NEEDED = {
    "waits for a moderator, and nothing says why": Q(status=ReviewStatus.PENDING, hold_reason=""),
    "waits for a moderator, and is not in the queue": Q(
        status=ReviewStatus.PENDING, queued_at=None
    ),
    "was turned down or hidden, and nothing says why": Q(
        status__in=[ReviewStatus.REJECTED, ReviewStatus.HIDDEN], decision_reason=""
    ),
    "is published and has no date": Q(status=ReviewStatus.PUBLISHED, published_at=None),
}


@dataclass(frozen=True)
class Fault:
    """Something that is not as it must be, in words, and how it is mended without a person."""

    words: str
    mend: Callable[[], object] | None = None


def faults(now: datetime | None = None) -> Iterator[Fault]:
    """Look at everything and yield what is wrong; what is being changed meanwhile is not."""
    now = now or timezone.now()
    wrong = [each for each in film_ratings.differences() if _is_still_wrong(each.film.pk)]
    for difference in wrong:
        yield Fault(str(difference), partial(film_ratings.recount, difference.film.pk))
    yield from _ranks({difference.film.pk for difference in wrong})
    yield from _site(now)
    yield from _votes()
    yield from _doubles()
    yield from _reasons()
    yield from _storms()
    yield from _left_over(now)


@transaction.atomic
def _is_still_wrong(film_id: int) -> bool:
    """Whether it was not just rated between two queries of ours."""
    (rating,) = FilmRating.objects.lock([film_id])
    return rating.figures != Review.objects.filter(film_id=film_id).figures()


def _ranks(wrong: set[int]) -> Iterator[Fault]:
    for rating in FilmRating.objects.exclude(pk__in=wrong).select_related("film"):
        rank = scores.rank(rating.total, rating.count, prior_mean=rating.prior_mean)
        if not math.isclose(rating.rank_score, rank):
            yield Fault(
                f"{rating.film}: ranked by {rating.rank_score}, and its figures make {rank}",
                partial(film_ratings.recount, rating.pk),
            )


def _site(now: datetime) -> Iterator[Fault]:
    site = SiteFigures.current()
    if FilmRating.objects.exclude(prior_mean=site.mean).exists():
        yield Fault("Not all films are ranked by the same mean", film_ratings.reckon_site)
    is_due = Review.objects.filter(counts=True, created_at__lt=now - RECKONED_EVERY).exists()
    if is_due and (site.reckoned_at is None or site.reckoned_at < now - RECKONED_EVERY):
        yield Fault(
            "The mean of all ratings is more than two days old: the server reckons it every night,"
            " purge_reviews does it too",
            film_ratings.reckon_site,
        )


def _votes() -> Iterator[Fault]:
    cast = HelpfulVote.objects.values_list("review_id").annotate(
        yes=Count("pk", filter=Q(is_helpful=True)), no=Count("pk", filter=Q(is_helpful=False))
    )
    counted = {review_id: (yes, no) for review_id, yes, no in cast}
    shown = Review.objects.filter(Q(helpful_yes__gt=0) | Q(helpful_no__gt=0))
    stored = {pk: (yes, no) for pk, yes, no in shown.values_list("pk", "helpful_yes", "helpful_no")}
    wrong = [pk for pk in counted.keys() | stored.keys() if counted.get(pk) != stored.get(pk)]
    for review in Review.objects.filter(pk__in=wrong).order_by("pk"):
        yes, no = counted.get(review.pk, (0, 0))
        yield Fault(
            f"Review {review.public_id}: {review.helpful_yes} of"
            f" {review.helpful_yes + review.helpful_no} found it helpful by what is stored,"
            f" {yes} of {yes + no} by their votes",
            partial(_recount_votes, review.pk),
        )


@transaction.atomic
def _recount_votes(review_id: int) -> None:
    film_id = Review.objects.values_list("film_id", flat=True).get(pk=review_id)
    FilmRating.objects.lock([film_id])
    voting.recount(Review.objects.get(pk=review_id))


def _doubles() -> Iterator[Fault]:
    for key in ("author_key", "verified_email_hash"):
        live = Review.objects.filter(status__in=LIVE_STATUSES, **{f"{key}__isnull": False})
        pairs = live.order_by().values("film__title", key).annotate(number=Count("pk"))
        for pair in pairs.filter(number__gt=1):
            yield Fault(f"{pair['film__title']}: {pair['number']} reviews of one person")


def _reasons() -> Iterator[Fault]:
    visitors = Review.objects.filter(source=ReviewSource.VISITOR).order_by("pk")
    for words, lack in NEEDED.items():
        for public_id in visitors.filter(lack).values_list("public_id", flat=True):
            yield Fault(f"Review {public_id} {words}")


def _storms() -> Iterator[Fault]:
    watched = Storm.objects.filter(ended_at=None).values("film_id")
    ratings = FilmRating.objects.select_related("film")
    for rating in ratings.filter(frozen_since__isnull=False).exclude(film_id__in=watched):
        yield Fault(f"{rating.film}: new ratings are set aside, and no unusual wave is open")
    for rating in ratings.filter(frozen_since=None, film_id__in=watched):
        yield Fault(f"{rating.film}: an unusual wave is open, and new ratings count")
    forgotten = Review.objects.filter(set_aside=SetAside.STORM).exclude(film_id__in=watched)
    for title, number in forgotten.values_list("film__title").annotate(number=Count("pk")):
        yield Fault(f"{title}: {number} ratings are set aside, and no unusual wave is open")


def _left_over(now: datetime) -> Iterator[Fault]:
    old_keys = now - KEYS_ARE_KEPT - LATE
    left: dict[str, QuerySet[Model]] = {
        "e-mail addresses that nobody confirmed": ReviewContact.objects.filter(
            verified_at=None, purge_after__lt=now - LATE
        ),
        "marks of networks": ReviewSignal.objects.filter(expires_at__lt=now - LATE),
        "keys of votes": HelpfulVote.objects.filter(created_at__lt=old_keys).exclude(voter_key=""),
        "keys of reports": Report.objects.filter(created_at__lt=old_keys).exclude(reporter_key=""),
        "salts of days": DailySalt.objects.filter(day__lte=(now - SALTS_ARE_KEPT - LATE).date()),
    }
    for words, rows in left.items():
        if number := rows.count():
            yield Fault(f"{number} {words} should be deleted by now: purge_reviews does it")
