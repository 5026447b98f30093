from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models.line_field import LineField
from reviews.models.review import Review


class ReviewSignal(models.Model):
    """How a review was sent: the network as a salted hash, and how long the form was open.

    The hash is useless once the day's salt is gone, and the whole row is deleted after 30 days.
    """

    review = models.OneToOneField(
        Review, models.CASCADE, primary_key=True, related_name="signal", verbose_name=_("review")
    )
    network_key = LineField(max_length=64)
    elapsed_ms = models.PositiveIntegerField(_("form open, in milliseconds"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("signal of a review")
        verbose_name_plural = _("signals of reviews")
        indexes = [
            # Read on every submission: how many came from this network lately.
            models.Index(fields=["network_key", "created_at"], name="review_signal_network"),
            # Read by the purge.
            models.Index(fields=["expires_at"], name="review_signal_expiry"),
        ]

    def __str__(self) -> str:
        return f"signal of review {self.review_id}"
