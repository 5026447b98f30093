"""Many reviews at once, for what is to be read and not how it came."""

from datetime import UTC, datetime, timedelta
from typing import Any

from films.models import Film
from reviews import film_ratings
from reviews.choices import ReviewStatus
from reviews.models import Review

FIRST_AT = datetime(2026, 5, 1, 9, tzinfo=UTC)


def add_reviews(film: Film, number: int, **fields: Any) -> list[Review]:
    """Public reviews, a minute apart, the last one the newest; counted in the film's figures.

    A field given as a list is dealt out in turn: score=[9, 2] makes every other one a 2.
    """
    fields = {"status": ReviewStatus.PUBLISHED, "score": 8, "body": "Words of a visitor.", **fields}
    reviews = [
        Review(
            film=film,
            **{"published_at": FIRST_AT + timedelta(minutes=place), **_dealt(fields, place)},
        )
        for place in range(number)
    ]
    Review.objects.bulk_create(reviews)
    film_ratings.recount(film)
    return reviews


def _dealt(fields: dict[str, Any], place: int) -> dict[str, Any]:
    return {
        name: value[place % len(value)] if isinstance(value, list) else value
        for name, value in fields.items()
    }


def add_review(film: Film, score: int | None = 8, **fields: Any) -> Review:
    """One public review."""
    return add_reviews(film, 1, score=score, **fields)[0]
