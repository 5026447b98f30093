"""The messages that are waiting to be sent: put down with what they tell of, sent after it.

A verb that has something to tell writes a row in its own transaction, so a message goes out if and
only if what it tells of was stored, and no visitor ever waits for a mail server.
"""

from collections.abc import Iterable

from reviews.choices import MailKind
from reviews.models import OutgoingMail, Review, ReviewContact

# Sent only to those who asked to hear what becomes of their review, at a confirmed address.
ON_REQUEST = {MailKind.PUBLISHED, MailKind.DECLINED, MailKind.COVERED, MailKind.REPLIED}


def post(kind: MailKind, review: Review | None = None) -> None:
    """Put down one message, in the caller's transaction; it is sent once that is committed."""
    if kind in ON_REQUEST:
        post_all(kind, [review] if review else [])
    else:
        OutgoingMail.objects.create(kind=kind, review=review)


def post_all(kind: MailKind, reviews: Iterable[Review]) -> None:
    """Put down the same message about many reviews, for those authors who want it; two queries."""
    wanted = ReviewContact.objects.filter(
        review__in=[review.pk for review in reviews], wants_mail=True, verified_at__isnull=False
    )
    OutgoingMail.objects.bulk_create(
        OutgoingMail(kind=kind, review_id=pk) for pk in wanted.values_list("pk", flat=True)
    )
