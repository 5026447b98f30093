from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models.line_field import LineField
from reviews.models.review import Review


class HelpfulVote(models.Model):
    """A reader found a review helpful, or not. The key tells a second press from a second reader;
    it is emptied after 30 days, and the vote stays.
    """

    review = models.ForeignKey(
        Review, models.CASCADE, related_name="votes", verbose_name=_("review")
    )
    voter_key = LineField(max_length=64, blank=True, editable=False)
    is_helpful = models.BooleanField(_("helpful"))
    created_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("vote on a review")
        verbose_name_plural = _("votes on reviews")
        indexes = [
            # Read by the purge.
            models.Index(
                fields=["created_at"], condition=~Q(voter_key=""), name="helpful_vote_purge"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "voter_key"],
                condition=~Q(voter_key=""),
                name="helpful_vote_one_per_reader",
            ),
        ]

    def __str__(self) -> str:
        return f"vote on review {self.review_id}"
