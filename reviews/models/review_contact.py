from django.db import models
from django.utils.translation import gettext_lazy as _

from reviews.models.review import Review


class ReviewContact(models.Model):
    """The e-mail address behind a review: kept apart, so that no list or export takes it along."""

    review = models.OneToOneField(
        Review, models.CASCADE, primary_key=True, related_name="contact", verbose_name=_("review")
    )
    email = models.EmailField(_("e-mail"), max_length=254)

    class Meta:
        verbose_name = _("reviewer's e-mail")
        verbose_name_plural = _("reviewers' e-mails")

    def __str__(self) -> str:
        return self.email
