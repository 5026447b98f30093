"""The e-mail address behind a review: asked to be confirmed, confirmed, or said to be another's.

Whoever holds the link of our mail reads that address. The link's page shows every review that gave
the address and is still unconfirmed, so that one mail is enough for a whole evening of reviews.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from reviews import outbox, throttling
from reviews.choices import MailKind
from reviews.mail_links import MailLink
from reviews.models import FilmRating, OutgoingMail, Review, ReviewContact

# Anybody can type anybody's address: nobody is asked more often than this.
MOST_REQUESTS, WITHIN = 6, timedelta(hours=24)


@transaction.atomic
def request_confirmation(review: Review) -> bool:
    """Ask whether the address of a review is its author's; whether a mail will go out for that.

    A request that is already on its way serves this review too. Nothing is asked where this
    browser's owner has confirmed the same address before.
    """
    FilmRating.objects.lock([review.film_id])  # or an erasure would meet a mail it did not know of
    contact = ReviewContact.objects.filter(review=review, verified_at=None).first()
    if contact is None or _is_known_to_browser(contact):
        return False
    on_its_way = OutgoingMail.objects.filter(
        kind=MailKind.CONFIRM, attempts=0, review__contact__email_hash=contact.email_hash
    )
    if on_its_way.exists():
        return True
    mark = contact.email_hash
    if not throttling.hit("confirmations of a day", mark, limit=MOST_REQUESTS, period=WITHIN):
        return False
    outbox.post(MailKind.CONFIRM, review)
    return True


def _is_known_to_browser(contact: ReviewContact) -> bool:
    key = contact.review.author_key
    known = Review.objects.filter(author_key=key, verified_email_hash=contact.email_hash)
    return key is not None and known.exists() and confirm(contact)


def unconfirmed(link: MailLink) -> list[ReviewContact]:
    """What this link can confirm, the review that its mail was about first."""
    contacts = ReviewContact.objects.filter(email_hash=link.email_hash, verified_at=None)
    found = contacts.select_related("review__film").order_by("-review_id")
    return sorted(found, key=lambda contact: contact.review_id != link.review_id)


def is_confirmed(link: MailLink) -> bool:
    """Whether the review that this link's mail was about has been confirmed already."""
    contacts = ReviewContact.objects.filter(review=link.review_id, email_hash=link.email_hash)
    return contacts.filter(verified_at__isnull=False).exists()


@transaction.atomic
def confirm(contact: ReviewContact) -> bool:
    """Take an address for its author's; whether it could be.

    It could not where this address has confirmed another live review of the same film: a person
    has one. A second time changes nothing.
    """
    FilmRating.objects.lock([contact.review.film_id])
    stored = ReviewContact.objects.select_related("review").filter(
        pk=contact.pk, email_hash=contact.email_hash, review__film=contact.review.film_id
    )
    now = stored.first()
    if now is None:
        return False
    review = now.review
    others = Review.objects.live().filter(film=review.film_id, verified_email_hash=now.email_hash)
    if review.is_live and others.exclude(pk=review.pk).exists():
        return False
    if now.verified_at is None:
        now.verified_at, now.purge_after = timezone.now(), None
        now.save(update_fields=["verified_at", "purge_after"])
        Review.objects.filter(pk=review.pk).update(verified_email_hash=now.email_hash)
    return True


def disown(link: MailLink) -> int:
    """Delete an address that its owner has not given; returns from how many reviews.

    What its owner has confirmed stays; there is a page of its own for that.
    """
    contacts = ReviewContact.objects.filter(email_hash=link.email_hash, verified_at=None)
    return contacts.delete()[0]


def stop_mails(link: MailLink) -> None:
    """Send no more mail about what becomes of this review."""
    contacts = ReviewContact.objects.filter(review=link.review_id, email_hash=link.email_hash)
    contacts.update(wants_mail=False)
