from django.db import models
from django.utils.translation import gettext_lazy as _

from films.models.line_field import LineField


class ThrottleBucket(models.Model):
    """How often something was tried within one window of time (reviews/throttling.py)."""

    key = LineField(max_length=64)
    window = models.BigIntegerField(help_text=_("Number of the window since 1970."))
    hits = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("throttle")
        verbose_name_plural = _("throttles")
        constraints = [
            models.UniqueConstraint(fields=["key", "window"], name="throttle_bucket_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.hits} tries"
