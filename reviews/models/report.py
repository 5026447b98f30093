from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models.line_field import LineField
from reviews.choices import ReportReason
from reviews.models.review import Review


class Report(models.Model):
    """A reader says that something is wrong with a review. One a network and review, whatever the
    number of presses; the network's key is emptied after 30 days.
    """

    review = models.ForeignKey(
        Review, models.CASCADE, related_name="reports", verbose_name=_("review")
    )
    reporter_key = LineField(max_length=64, blank=True, editable=False)
    reason = LineField(_("reason"), max_length=12, choices=ReportReason)
    created_at = models.DateTimeField(_("when"), default=timezone.now)
    handled_at = models.DateTimeField(_("looked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("report of a review")
        verbose_name_plural = _("reports of reviews")
        ordering = ["created_at", "pk"]
        indexes = [
            # Read by the purge.
            models.Index(fields=["created_at"], condition=~Q(reporter_key=""), name="report_purge"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "reporter_key"],
                condition=~Q(reporter_key=""),
                name="report_one_per_network",
            ),
        ]

    def __str__(self) -> str:
        return f"report of review {self.review_id}"
