from django.db import models
from django.utils.translation import gettext_lazy as _

from reviews.models.review import Review


class TextPrint(models.Model):
    """The fingerprint of a review's words (reviews/similarity.py), to find nearly the same words.

    Two fingerprints that differ in three bits at most share one of the four bands, so four index
    lookups find every near-duplicate among any number of reviews.
    """

    review = models.OneToOneField(
        Review, models.CASCADE, primary_key=True, related_name="text_print"
    )
    fingerprint = models.BigIntegerField()
    band_1 = models.PositiveIntegerField(db_index=True)
    band_2 = models.PositiveIntegerField(db_index=True)
    band_3 = models.PositiveIntegerField(db_index=True)
    band_4 = models.PositiveIntegerField(db_index=True)

    class Meta:
        verbose_name = _("fingerprint of a review")
        verbose_name_plural = _("fingerprints of reviews")

    def __str__(self) -> str:
        return f"fingerprint of review {self.review_id}"
