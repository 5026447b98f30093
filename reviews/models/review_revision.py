from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models.line_field import LineField
from films.models.prose_field import ProseField
from reviews.choices import HoldReason, RevisionStatus
from reviews.models.review import LONGEST, Review


class ReviewRevision(models.Model):
    """A version of a review's words that is not the one on the page: an older one, or one that
    waits for a moderator while the older one stays public.
    """

    review = models.ForeignKey(
        Review, models.CASCADE, related_name="revisions", verbose_name=_("review")
    )
    number = models.PositiveIntegerField(_("number"))
    score = models.PositiveSmallIntegerField(_("score"), null=True, blank=True)
    title = LineField(_("headline"), max_length=LONGEST["title"], blank=True)
    body = ProseField(_("words"), max_length=LONGEST["body"])
    display_name = LineField(_("name"), max_length=LONGEST["display_name"], blank=True)
    contains_spoilers = models.BooleanField(_("contains spoilers"), default=False)
    status = LineField(_("status"), max_length=10, choices=RevisionStatus)
    hold_reason = LineField(_("held because"), max_length=12, choices=HoldReason, blank=True)
    risk_reasons = models.JSONField(_("signals"), default=list, blank=True)
    created_at = models.DateTimeField(_("sent"), default=timezone.now)

    class Meta:
        verbose_name = _("version of a review")
        verbose_name_plural = _("versions of reviews")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "number"], name="review_revision_number_is_unique"
            ),
            models.UniqueConstraint(
                fields=["review"],
                condition=Q(status=RevisionStatus.PENDING),
                name="review_revision_one_pending",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of review {self.review_id}"
