from django.db import models
from django.utils.translation import gettext_lazy as _

from films.models.line_field import LineField
from reviews.models.review import Review


class ReviewAccess(models.Model):
    """Who holds the secret link of a review: only the link's SHA-256 is kept, never the link."""

    review = models.OneToOneField(
        Review, models.CASCADE, primary_key=True, related_name="access", verbose_name=_("review")
    )
    token_hash = LineField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("secret link of a review")
        verbose_name_plural = _("secret links of reviews")

    def __str__(self) -> str:
        return f"link of review {self.review_id}"
