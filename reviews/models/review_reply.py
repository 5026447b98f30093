from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models.prose_field import ProseField
from reviews.models.review import Review


class ReviewReply(models.Model):
    """An editor's dated answer to a review: one, in plain text, in the name of the site."""

    review = models.OneToOneField(
        Review, models.CASCADE, primary_key=True, related_name="reply", verbose_name=_("review")
    )
    text = ProseField(_("answer"), max_length=2000, blank=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    created_at = models.DateTimeField(_("answered"), default=timezone.now)
    edited_at = models.DateTimeField(_("changed"), null=True, blank=True)

    class Meta:
        verbose_name = _("answer to a review")
        verbose_name_plural = _("answers to reviews")
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="review_reply_has_text"),
        ]

    def __str__(self) -> str:
        return f"answer to review {self.review_id}"
