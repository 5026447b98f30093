"""Authors with an address, and what is sent to them."""

from datetime import timedelta

from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from films.models import Film
from reviews import confirmation, outbox
from reviews.models import OutgoingMail, Review
from tests.reviews.factories import rate

ADDRESS = "lil.dagover@example.org"


def rate_with_address(
    film: Film, score: int = 8, *, email: str = ADDRESS, wants_mail: bool = True, **typed: object
) -> Review:
    """A review whose author gave an address, which nobody has confirmed yet."""
    return rate(film, score, email=email, wants_mail=wants_mail, **typed)


def rate_confirmed(film: Film, score: int = 8, **typed: object) -> Review:
    """A review whose author has confirmed an address, and wants to hear of it."""
    review = rate_with_address(film, score, **typed)
    assert confirmation.confirm(review.contact)
    return Review.objects.get(pk=review.pk)


def send(after: timedelta = outbox.SETTLES_WITHIN) -> list[EmailMultiAlternatives]:
    """Send what is due after this time; returns the messages that went out just now."""
    before = len(mail.outbox)
    outbox.send_due(timezone.now() + after)
    return mail.outbox[before:]


def waiting() -> list[tuple[str, int | None]]:
    """The kind and the review of each message that waits."""
    return list(OutgoingMail.objects.order_by("pk").values_list("kind", "review"))
