from django.db import models
from django.utils.translation import gettext_lazy as _

from films.models.line_field import LineField
from reviews.models.review import Review


class ReviewSignal(models.Model):
    """Which network a review came from: a salted hash, useless once the day's salt is gone."""

    review = models.OneToOneField(
        Review, models.CASCADE, primary_key=True, related_name="signal", verbose_name=_("review")
    )
    network_key = LineField(max_length=64)
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("signal of a review")
        verbose_name_plural = _("signals of reviews")
        indexes = [
            # Read when a new day's salt is made, to delete what has expired.
            models.Index(fields=["expires_at"], name="review_signal_expiry"),
        ]

    def __str__(self) -> str:
        return f"signal of review {self.review_id}"
