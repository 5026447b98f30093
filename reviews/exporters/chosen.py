"""Which reviews an export takes along."""

from films.models import Film
from reviews.choices import ReviewStatus
from reviews.models import Review
from reviews.models.review import ReviewQuerySet


def chosen(film: Film | None = None) -> ReviewQuerySet:
    """All reviews, or those of one film, with film and answer, oldest first.

    What its author has taken back, or is taking back, stays out.
    """
    kept = Review.objects.exclude(status=ReviewStatus.WITHDRAWN).filter(withdraw_at=None)
    kept = kept.filter(film=film) if film else kept
    return kept.select_related("film", "reply").order_by("pk")
