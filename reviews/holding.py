"""Which reviews wait for a moderator. No rule looks at the score: opinions are not sifted."""

from django.conf import settings

from reviews import words
from reviews.choices import HoldReason
from reviews.models import Review


def hold_reason(review: Review, *, is_trapped: bool) -> HoldReason | None:
    """Why this review must wait, or None when it goes public at once.

    REVIEWS_MODERATION says "publish" (nothing waits), "hold" (everything does) or "risk" (links
    and repeated words do). What fell into the honeypot waits under every setting.
    """
    if is_trapped:
        return HoldReason.HONEYPOT
    if settings.REVIEWS_MODERATION == "hold":
        return HoldReason.MODERATION
    if settings.REVIEWS_MODERATION == "publish":
        return None
    if words.has_link(review.title, review.body, review.display_name):
        return HoldReason.LINK
    return HoldReason.REPEATED if _is_repeated(review) else None


def _is_repeated(review: Review) -> bool:
    if not review.content_hash:
        return False
    same = Review.objects.filter(content_hash=review.content_hash).exclude(content_hash="")
    return same.exclude(pk=review.pk).exists()
