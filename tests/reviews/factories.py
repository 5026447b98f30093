"""Real reviews, made the way visitors make them."""

import ipaddress
import itertools
from datetime import datetime
from typing import Any

from films.models import Film
from reviews import authors, film_ratings, submission
from reviews.choices import HoldReason, ReviewStatus
from reviews.models import Review
from reviews.spam import Attempt
from reviews.submission import Draft, Sender

OPTIONS = ("email", "wants_mail", "idempotency_key", "keeps_earlier", "sender", "attempt")


def rate(
    film: Film, score: int | None = 8, *, author: authors.Author | None = None, **typed: Any
) -> Review:
    """One visitor's review of a film; every call is another visitor, unless an author is given.

    ``address`` and ``is_trapped`` say how it was sent.
    """
    options = {name: typed.pop(name) for name in OPTIONS if name in typed}
    ways = {
        name: typed.pop(name) for name in ("address", "is_trapped", "elapsed_ms") if name in typed
    }
    options.setdefault("attempt", Attempt(**ways))
    options.setdefault("sender", Sender(author))
    return submission.submit(film, draft=Draft(score=score, **typed), **options).review


_numbers = itertools.count(1)


def another_network() -> str:
    """An address that no other visitor of the test has."""
    return str(ipaddress.ip_address("10.0.0.0") + next(_numbers))


def give_scores(
    film: Film, given: list[int], *, at: datetime | list[datetime], **fields: Any
) -> list[Review]:
    """Scores of as many visitors, given at these moments; quicker than sending each."""
    moments = [at] * len(given) if isinstance(at, datetime) else at
    fields = {"status": ReviewStatus.PUBLISHED} | fields
    reviews = []
    for score, moment in zip(given, moments, strict=True):
        dates = {"published_at": moment, "created_at": moment, "scored_at": moment}
        if fields["status"] == ReviewStatus.PENDING:
            dates |= {"queued_at": moment, "hold_reason": HoldReason.MODERATION}
        reviews.append(Review(film=film, score=score, **dates | fields))
    made = Review.objects.bulk_create(reviews)
    film_ratings.recount(film)
    return made
