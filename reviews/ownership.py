"""Whose review it is, where nobody has an account.

The secret link of a review opens a session: a signed cookie of half an hour that names the reviews
it may change. A new link ends the old one and every session that it had opened.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from reviews.models import Review, ReviewAccess
from reviews.models.review_access import new_nonce

SESSION_LASTS = timedelta(minutes=30)
MOST_IN_A_SESSION = 40  # a cookie holds 4 kB
_SALT = "reviews.session"
_MARK_LENGTH = 16


def secret_of(access: ReviewAccess, public_id: str) -> str:
    """The secret of a review's link: the same as long as its nonce is, never stored itself."""
    message = f"review link {public_id} {access.nonce}"
    digest = hmac.digest(settings.SECRET_KEY.encode(), message.encode(), "sha256")
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def hash_secret(secret: str) -> str:
    """What is stored of a secret: its SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_link(review: Review) -> ReviewAccess:
    """Give a new review its link. The caller is in a transaction."""
    access = ReviewAccess(review=review)
    access.token_hash = hash_secret(secret_of(access, review.public_id))
    access.save(force_insert=True)
    return access


def secret(review: Review) -> str:
    """The secret of a review's link, to be shown to its author.

    After a change of the site's key the old secret still opens the review, but can no longer be
    worked out; the link that is shown then is a new one.
    """
    access = review.access if hasattr(review, "access") else make_link(review)
    found = secret_of(access, review.public_id)
    if hash_secret(found) != access.token_hash:
        access.token_hash = hash_secret(found)
        access.save(update_fields=["token_hash"])
    return found


def manage_path(review: Review) -> str:
    """The path of the secret link; whoever has it may change the review."""
    return reverse("reviews:open", args=[review.public_id, secret(review)])


def manage_url(review: Review) -> str:
    """The whole secret link, for mails and for keeping."""
    return settings.SITE_URL + manage_path(review)


def find(public_id: str, typed_secret: str) -> Review | None:
    """The review with this link, or None; looked up by the hash, so that time tells nothing."""
    access = (
        ReviewAccess.objects.select_related("review")
        .filter(token_hash=hash_secret(typed_secret))
        .first()
    )
    is_right = access is not None and constant_time_compare(access.review.public_id, public_id)
    return access.review if access and is_right else None


@transaction.atomic
def renew_link(review: Review) -> ReviewAccess:
    """Make a new link; the old one, and every session opened with it, ends at once."""
    access = ReviewAccess.objects.select_for_update().get(review=review)
    access.review = review  # whoever holds the review sees the new link
    access.nonce, access.rotated_at = new_nonce(), timezone.now()
    access.token_hash = hash_secret(secret_of(access, review.public_id))
    access.save()
    return access


@dataclass(frozen=True)
class Session:
    """The reviews that this browser may change for half an hour; new ones were sent just now."""

    review_ids: tuple[int, ...] = ()
    new_ids: tuple[int, ...] = ()

    def holds(self, review: Review) -> bool:
        """Whether this review may be changed."""
        return review.pk in self.review_ids


def open_session(
    reviews: Iterable[Review], *, earlier: Session | None = None, is_new: bool = False
) -> str:
    """The value of the cookie that lets its holder change these, and what an earlier one held."""
    earlier = earlier or Session()
    ids = [review.pk for review in reviews]
    new = [*ids, *earlier.new_ids] if is_new else [pk for pk in earlier.new_ids if pk not in ids]
    wanted = list(dict.fromkeys([*ids, *earlier.review_ids]))[:MOST_IN_A_SESSION]
    marks = dict(ReviewAccess.objects.filter(pk__in=wanted).values_list("pk", "token_hash"))
    held = [[pk, marks[pk][:_MARK_LENGTH]] for pk in wanted if pk in marks]
    return signing.dumps([held, [pk for pk in new if pk in marks]], salt=_SALT, compress=True)


def read_session(value: str | None) -> Session:
    """What a cookie still allows: nothing if it is older than half an hour, or not ours."""
    if not value:
        return Session()
    try:
        held, new = signing.loads(value, salt=_SALT, max_age=SESSION_LASTS)
    except signing.BadSignature:
        return Session()
    marks = dict(
        ReviewAccess.objects.filter(pk__in=[pk for pk, _ in held]).values_list("pk", "token_hash")
    )
    ids = tuple(pk for pk, mark in held if marks.get(pk, "")[:_MARK_LENGTH] == mark)
    return Session(ids, tuple(pk for pk in new if pk in ids))
