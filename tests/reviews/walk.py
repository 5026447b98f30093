"""Everything that can happen to reviews, one thing after the other, chosen by seeded dice."""

import random
import uuid
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import F
from django.utils import timezone

from films.models import Film
from reviews import (
    confirmation,
    curating,
    erasure,
    film_ratings,
    integrity,
    moderation,
    openings,
    replying,
    reporting,
    review_document,
    spam,
    storm_watch,
    submission,
    undoing,
    voting,
    withdrawal,
)
from reviews.authors import Author
from reviews.choices import DecisionReason, Opening, ReportReason, ReviewStatus
from reviews.importers import own_json, site_reviews, storing
from reviews.importers.film_finder import FilmFinder
from reviews.importers.incoming import RowError
from reviews.importers.tables import Row
from reviews.models import FilmRating, ModerationEvent, Review, ReviewContact, Storm
from reviews.spam import Attempt
from reviews.submission import Draft, Sender
from reviews.voting import Reader

BODIES = (
    "",
    "",
    "Good",
    "It is quiet, and it stays with you for a week or two.",
    "Es ist still, und man denkt noch wochenlang an ihn, auch wenn man nicht will.",
    "See www.spam.example",
    "Buy at a.example.com, b.example.com and c.example.com",
)
WAVE = 60  # scores of one kind that make a storm of a young film
WEEK = timedelta(days=7)
# What a rule may answer instead of doing it; then nothing may have changed either.
REFUSALS = (
    moderation.AppealError,
    openings.NotOpenError,
    replying.ReplyError,
    spam.TooManyError,
    storm_watch.StormOverError,
    voting.OwnReviewError,
    RowError,
    Review.DoesNotExist,
)


class Walk:
    """One site with a few films and people, and the dice."""

    def __init__(self, seed: int, *, films: int = 3, people: int = 5) -> None:
        self.dice = random.Random(seed)
        self.films = [_film(f"walk-{seed}-{number}") for number in range(films)]
        self.authors = [Author(f"{seed:05}{n:038}", is_new=False) for n in range(people)]
        self.emails = [f"person-{n}@example.org" for n in range(people)]
        self.moderator = get_user_model().objects.create_superuser(f"moderator-{seed}")
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()

    def step(self) -> str:
        """Do one thing and return its name."""
        (name,) = self.dice.choices(list(ACTS), weights=[weight for weight, _ in ACTS.values()])
        try:
            ACTS[name][1](self)
        except REFUSALS:
            self.refused[name] += 1
        else:
            self.done[name] += 1
        return name

    def faults(self) -> list[str]:
        """What does not hold now: a figure that a recount would change, or anything else."""
        return [fault.words for fault in integrity.faults()]

    def some(self, most: int = 3, **like: Any) -> list[Review]:
        """One to so many of the reviews that are like this."""
        keys = list(Review.objects.filter(**like).order_by("pk").values_list("pk", flat=True))
        if not keys:
            raise Review.DoesNotExist
        chosen = self.dice.sample(keys, min(len(keys), self.dice.randint(1, most)))
        return list(Review.objects.filter(pk__in=chosen).select_related("film").order_by("pk"))

    def one(self, **like: Any) -> Review:
        """One of the reviews that are like this."""
        return self.some(1, **like)[0]

    def network(self) -> str:
        """A visitor's address; so few that some come again."""
        return f"10.0.{self.dice.randint(0, 200)}.1"

    def film(self) -> Film:
        """One of the films."""
        return Film.objects.get(pk=self.dice.choice(self.films).pk)


def _film(slug: str) -> Film:
    now = timezone.now()
    return Film.objects.create(
        title=slug, slug=slug, year=1922, status="published", published_at=now
    )


def submit(walk: Walk) -> None:
    dice = walk.dice
    score, body = dice.choice([None, *range(1, 11)]), dice.choice(BODIES)
    submission.submit(
        walk.film(),
        draft=Draft(
            score or (None if body else 5), "", body, contains_spoilers=dice.random() < 0.1
        ),
        sender=Sender(dice.choice([None, *walk.authors])),
        email=dice.choice(["", "", *walk.emails]),
        attempt=Attempt(address=walk.network(), is_trapped=dice.random() < 0.05),
        idempotency_key=dice.choice([None, uuid.UUID(int=dice.randint(1, 50))]),
        keeps_earlier=dice.random() < 0.3,
    )


def rate_in_a_wave(walk: Walk) -> None:
    now, film = timezone.now(), walk.film()
    rating = film_ratings.recount(film)
    score = 1 if rating.h1 < rating.h10 else 10  # the end of the scale that it is not used to
    aside = openings.set_aside(film, rating)
    Review.objects.bulk_create(
        Review(
            film=film,
            score=score,
            status=ReviewStatus.PUBLISHED,
            published_at=now,
            scored_at=now,
            set_aside=aside,
        )
        for _ in range(WAVE)
    )
    film_ratings.recount(film)
    if walk.dice.random() < 0.7:
        storm_watch.look(film)


def let_days_pass(walk: Walk) -> None:
    """Scores and waves are older than they were: films have a past, and calm weeks."""
    Review.objects.filter(scored_at__isnull=False).update(scored_at=F("scored_at") - WEEK)
    FilmRating.objects.filter(frozen_since__isnull=False).update(
        frozen_since=F("frozen_since") - WEEK
    )
    Storm.objects.update(began_at=F("began_at") - WEEK, noticed_at=F("noticed_at") - WEEK)
    Storm.objects.filter(ended_at__isnull=False).update(ended_at=F("ended_at") - WEEK)


def decide_on_storm(walk: Walk) -> None:
    storm = Storm.objects.filter(ended_at=None).first()
    if storm is None:
        raise storm_watch.StormOverError
    walk.dice.choice([storm_watch.release, storm_watch.void])(storm, by=walk.moderator)


def change_release(walk: Walk) -> None:
    film = walk.film()
    film.released = walk.dice.choice(["", "1922-03-04", "2990-01-01"])
    film.save()
    openings.release_due()


def confirm(walk: Walk) -> None:
    contacts = list(ReviewContact.objects.select_related("review").order_by("pk"))
    if contacts:
        confirmation.confirm(walk.dice.choice(contacts))


def import_rows(walk: Walk) -> None:
    finder = FilmFinder()
    rows = [
        {
            "date": f"2024-01-{walk.dice.randint(1, 28):02}",
            "rating": str(walk.dice.randint(0, 5)),
            "assigned_posts": walk.film().slug,
            "content": walk.dice.choice(BODIES),
            "is_approved": walk.dice.choice("01"),
            "email": walk.dice.choice(["", *walk.emails]),
        }
        for _ in range(4)
    ]
    storing.store([site_reviews.read(Row(2, cells), finder) for cells in rows])


def export_delete_and_import_again(walk: Walk) -> None:
    review = Review.objects.select_related("film", "reply").get(pk=walk.one(withdraw_at=None).pk)
    if review.status == ReviewStatus.WITHDRAWN:
        raise Review.DoesNotExist
    document = review_document.dump(review)
    if walk.dice.random() < 0.5:
        document["display_name"] = "Somebody else"
    review.delete()
    storing.store([own_json.read(own_json.Line(2, document), FilmFinder())])


def vote(walk: Walk) -> None:
    reader = Reader([walk.network()], Sender(walk.dice.choice(walk.authors)))
    voting.vote(walk.one(), reader, is_helpful=walk.dice.choice([True, False, None]))


def report(walk: Walk) -> None:
    reason = walk.dice.choice(list(ReportReason))
    reporting.report(walk.one(), network_keys=[walk.network()], reason=reason)


def _turned_down(verb: Callable, **like: Any) -> Callable[[Walk], None]:
    def act(walk: Walk) -> None:
        verb(walk.some(**like), by=walk.moderator, reason=walk.dice.choice(list(DecisionReason)))

    return act


def _decided(verb: Callable) -> Callable[[Walk], None]:
    return lambda walk: verb(walk.some(), by=walk.moderator)


def undo_a_press(walk: Walk) -> None:
    batches = ModerationEvent.objects.filter(batch__isnull=False).values_list("batch", flat=True)
    presses = list(dict.fromkeys(batches.order_by("-pk")[:50]))
    if presses:
        undoing.undo(walk.dice.choice(presses), by=walk.moderator)


def delete_by_queryset(walk: Walk) -> None:
    most = 3 if Review.objects.count() < 400 else 200
    Review.objects.filter(pk__in=[review.pk for review in walk.some(most)]).delete()


def erase(walk: Walk) -> None:
    if walk.dice.random() < 0.5:
        erasure.erase_person(email=walk.dice.choice(walk.emails))
    else:
        erasure.erase_person(review=walk.one())


def do_chores(walk: Walk) -> None:
    later = timezone.now() + timedelta(minutes=walk.dice.choice([1, 11]))
    withdrawal.finish_due(later)
    openings.release_due(later)
    storm_watch.watch()
    film_ratings.reckon_site()


# How often each thing happens, and what it is.
ACTS: dict[str, tuple[int, Callable[[Walk], Any]]] = {
    "submit": (60, submit),
    "wave": (2, rate_in_a_wave),
    "look": (4, lambda walk: storm_watch.look(walk.film())),
    "decide on storm": (1, decide_on_storm),
    "days pass": (1, let_days_pass),
    "withdraw": (4, lambda walk: withdrawal.withdraw(walk.one())),
    "withdraw for now": (4, lambda walk: withdrawal.withdraw(walk.one(), can_undo=True)),
    "undo withdrawal": (3, lambda walk: withdrawal.undo(walk.one(withdraw_at__isnull=False))),
    "publish": (6, _decided(moderation.publish)),
    "publish all": (1, lambda walk: moderation.publish(Review.objects.all(), by=walk.moderator)),
    "approve": (4, _decided(moderation.approve)),
    "reject": (4, _turned_down(moderation.reject, status=ReviewStatus.PENDING)),
    "hide": (4, _turned_down(moderation.hide)),
    "decline": (3, _turned_down(moderation.decline)),
    "spam": (3, _decided(moderation.mark_spam)),
    "undo": (8, undo_a_press),
    "move": (6, lambda walk: curating.move(walk.some(), to=walk.film(), by=walk.moderator)),
    "cover": (3, _decided(curating.cover)),
    "uncover": (3, _decided(curating.uncover)),
    "pick": (3, _decided(curating.feature)),
    "pick no longer": (2, _decided(curating.unfeature)),
    "keep": (2, _decided(moderation.keep)),
    "publish words": (3, _decided(moderation.publish_revision)),
    "reject words": (2, _turned_down(moderation.reject_revision)),
    "appeal": (3, lambda walk: moderation.appeal(walk.one(status=ReviewStatus.REJECTED))),
    "delete": (2, _decided(moderation.delete)),
    "delete in the admin": (2, lambda walk: walk.one().delete()),
    "delete by queryset": (2, delete_by_queryset),
    "open and close": (
        4,
        lambda walk: openings.set_opening(walk.film(), walk.dice.choice(list(Opening))),
    ),
    "release": (4, change_release),
    "confirm": (4, confirm),
    "erase": (2, erase),
    "import": (3, import_rows),
    "import again": (3, export_delete_and_import_again),
    "vote": (8, vote),
    "report": (8, report),
    "report no longer": (
        3,
        lambda walk: reporting.take_back(walk.one(), network_keys=[walk.network()]),
    ),
    "reply": (3, lambda walk: replying.reply(walk.one(), "Thank you.", by=walk.moderator)),
    "chores": (4, do_chores),
}
