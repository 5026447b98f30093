from django.db import models
from django.utils.translation import gettext_lazy as _

from films.models.line_field import LineField


class DailySalt(models.Model):
    """The random key of one day that network addresses are hashed with; deleted after two days."""

    day = models.DateField(primary_key=True)
    key = LineField(max_length=64)

    class Meta:
        verbose_name = _("daily salt")
        verbose_name_plural = _("daily salts")

    def __str__(self) -> str:
        return f"{self.day}"
