import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from films.models.line_field import LineField
from reviews.models.review import Review


def new_nonce() -> str:
    """What the secret of a link is worked out from, together with the site's key."""
    return secrets.token_urlsafe(16)


class ReviewAccess(models.Model):
    """Who holds the secret link of a review: only the link's SHA-256 is kept, never the link.

    The secret is an HMAC of the nonce under the site's key (reviews/ownership.py), so a form that
    arrives twice gets the same link twice; a new nonce makes a new link and ends the old one.
    """

    review = models.OneToOneField(
        Review, models.CASCADE, primary_key=True, related_name="access", verbose_name=_("review")
    )
    nonce = LineField(max_length=22, default=new_nonce, editable=False)
    token_hash = LineField(max_length=64, unique=True, editable=False)
    rotated_at = models.DateTimeField(_("renewed"), null=True, blank=True)

    class Meta:
        verbose_name = _("secret link of a review")
        verbose_name_plural = _("secret links of reviews")

    def __str__(self) -> str:
        return f"link of review {self.review_id}"
