from django.db import models
from django.utils.translation import gettext_lazy as _

from reviews import scores


class SiteFigures(models.Model):
    """What holds for the whole site: all counted ratings together, and when the chores were done.

    One row. The mean is the one that every film's rank starts from, so it stands still between two
    reckonings (reviews/film_ratings.py): two films are always ranked by the same one.
    """

    SINGLETON = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=SINGLETON)
    count = models.PositiveBigIntegerField(_("ratings"), default=0)
    total = models.PositiveBigIntegerField(_("sum of the scores"), default=0)
    reckoned_at = models.DateTimeField(_("reckoned"), null=True)
    digest_at = models.DateTimeField(_("moderators were last written to"), null=True)

    class Meta:
        verbose_name = _("site's figures")
        verbose_name_plural = _("site's figures")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="site_figures_is_one_row"),
        ]

    def __str__(self) -> str:
        return f"{self.count} ratings"

    @property
    def mean(self) -> float:
        """The mean of all counted scores out of 10; a constant while there are none."""
        return self.total / self.count if self.count else scores.PRIOR_MEAN

    @classmethod
    def current(cls) -> "SiteFigures":
        """The row, or an empty one that is not stored yet."""
        return cls.objects.filter(pk=cls.SINGLETON).first() or cls()
