from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.models.line_field import LineField
from reviews.models.review import Review


class ReviewContact(models.Model):
    """The e-mail address behind a review: kept apart, so that no list or export takes it along.

    One that its owner does not confirm is deleted when purge_after has come; a confirmed one stays
    as long as its review, because it is the way back to it.
    """

    review = models.OneToOneField(
        Review, models.CASCADE, primary_key=True, related_name="contact", verbose_name=_("review")
    )
    email = models.EmailField(_("e-mail"), max_length=254)
    email_hash = LineField(max_length=64, editable=False)
    verified_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    wants_mail = models.BooleanField(_("wants to hear what becomes of it"), default=False)
    purge_after = models.DateTimeField(_("deleted after"), null=True, blank=True)

    class Meta:
        verbose_name = _("reviewer's e-mail")
        verbose_name_plural = _("reviewers' e-mails")
        indexes = [
            # Read by recovery, export and erasure.
            models.Index(fields=["email_hash"], name="review_contact_address"),
            # Read by the purge.
            models.Index(
                fields=["purge_after"],
                condition=Q(purge_after__isnull=False),
                name="review_contact_purge",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(verified_at__isnull=False) | Q(purge_after__isnull=False),
                name="review_contact_unconfirmed_is_purged",
            ),
        ]

    def __str__(self) -> str:
        return self.email
