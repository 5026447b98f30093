"""A visitor sends a rating, words, or both: the one way in.

Sent twice is stored once: by the form's own key, by the author's one live review of a film, and,
where a form had neither, by the same words from the same network within ten minutes.
"""

import hashlib
import uuid
from dataclasses import asdict, dataclass, replace
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from films.models import Film
from reviews import film_ratings, holding, networks, words
from reviews.authors import Author, address_mark, hash_token, receipt_token
from reviews.choices import ReviewStatus
from reviews.models import (
    FilmRating,
    ModerationEvent,
    Review,
    ReviewAccess,
    ReviewContact,
    ReviewSignal,
)

SAME_WORDS_WITHIN = timedelta(minutes=10)
WORDS = ("title", "body", "display_name")


@dataclass(frozen=True)
class Draft:
    """What a visitor typed, cleaned: a score in half stars or a body, or both."""

    score: int | None = None
    title: str = ""
    body: str = ""
    display_name: str = ""
    contains_spoilers: bool = False


@dataclass(frozen=True)
class Receipt:
    """What became of a submission; the token opens the page that tells its author."""

    review: Review
    token: str


def submit(
    film: Film,
    *,
    draft: Draft,
    author: Author,
    email: str = "",
    idempotency_key: uuid.UUID | None = None,
    address: str = "",
    is_trapped: bool = False,
    keeps_earlier: bool = False,
) -> Receipt:
    """Store a visitor's review of a film, or change the one this author has; durable on return.

    `keeps_earlier` says that what the form left empty was not on show there, so an earlier
    headline, text or score stays. `address` is the sender's; it is never stored.
    """
    stored_key = _stored_key(film, idempotency_key)
    with transaction.atomic():
        (rating,) = FilmRating.objects.lock([film.pk])
        review = _earlier(film, author, stored_key)
        if review and not review.is_live and _changes(review, draft):
            review = stored_key = None  # what a moderator turned down is not written over
        if review is None and stored_key is None and author.is_new:
            review = _same_words(film, draft, email, address)
        is_new = review is None
        if review is None:
            before = film_ratings.NOTHING
            review = _create(film, draft, author, stored_key, is_trapped)
            if stored_key is None and review.content_hash:
                _remember_network(review, address)
        else:
            before = film_ratings.share(review)
            _edit(review, draft, is_trapped=is_trapped, keeps_earlier=keeps_earlier)
        _keep_email(review, email)
        film_ratings.settle(rating, before=before, after=film_ratings.share(review))
        return Receipt(review, _open_receipt(review, is_new=is_new))


def _stored_key(film: Film, key: uuid.UUID | None) -> uuid.UUID | None:
    # Hashed, because whoever knows the key may change the review; with the film, because one key
    # must never reach across two films' locks.
    if key is None:
        return None
    return uuid.UUID(bytes=hashlib.sha256(b"%d:%b" % (film.pk, key.bytes)).digest()[:16])


def _earlier(film: Film, author: Author, stored_key: uuid.UUID | None) -> Review | None:
    of_film = Review.objects.filter(film=film)
    sent = stored_key and of_film.filter(idempotency_key=stored_key).first()
    if sent or author.is_new:
        return sent or None
    return of_film.live().filter(author_key=author.key).first()


def _same_words(film: Film, draft: Draft, email: str, address: str) -> Review | None:
    if not words.fold(draft.body):
        return None
    found = Review.objects.filter(
        film=film,
        content_hash=_content_hash(draft.body),
        signal__network_key=networks.network_key(address),
        signal__expires_at__gt=timezone.now(),
        **asdict(draft),
    ).select_related("contact")
    # The address is not public, so nobody gets another's receipt by copying what they read.
    return next((review for review in found if _email_of(review) == email), None)


def _create(
    film: Film, draft: Draft, author: Author, stored_key: uuid.UUID | None, is_trapped: bool
) -> Review:
    review = Review(
        film=film,
        author_key=author.key,
        idempotency_key=stored_key,
        content_hash=_content_hash(draft.body),
        **asdict(draft),
    )
    if reason := holding.hold_reason(review, is_trapped=is_trapped):
        review.status, review.hold_reason = ReviewStatus.PENDING, reason
        review.queued_at = timezone.now()
    else:
        review.status, review.published_at = ReviewStatus.PUBLISHED, timezone.now()
    review.save(force_insert=True)
    return review


def _edit(review: Review, draft: Draft, *, is_trapped: bool, keeps_earlier: bool) -> None:
    if keeps_earlier:
        draft = _filled_up(draft, review)
    changed = _changes(review, draft)
    if not changed or not review.is_live:
        return
    for name in changed:
        setattr(review, name, getattr(draft, name))
    review.content_hash = _content_hash(review.body)
    review.edited_at = timezone.now()
    if review.status == ReviewStatus.PUBLISHED and changed & set(WORDS):
        _look_again(review, is_trapped)
    review.save()


def _changes(review: Review, draft: Draft) -> set[str]:
    return {name for name, value in asdict(draft).items() if getattr(review, name) != value}


def _look_again(review: Review, is_trapped: bool) -> None:
    """Words changed after publishing meet the same rules; what was held already stays held."""
    if reason := holding.hold_reason(review, is_trapped=is_trapped):
        review.status, review.hold_reason = ReviewStatus.PENDING, reason
        ModerationEvent.objects.create(
            review=review,
            public_id=review.public_id,
            from_status=ReviewStatus.PUBLISHED,
            to_status=ReviewStatus.PENDING,
            reason=str(reason.label),
        )


def _filled_up(draft: Draft, review: Review) -> Draft:
    empty = [name for name, value in asdict(draft).items() if not value]
    return replace(draft, **{name: getattr(review, name) for name in empty})


def _content_hash(body: str) -> str:
    bare = words.fold(body)
    return hashlib.sha256(bare.encode()).hexdigest() if bare else ""


def _remember_network(review: Review, address: str) -> None:
    now = timezone.now()
    ReviewSignal.objects.filter(expires_at__lte=now).delete()
    ReviewSignal.objects.create(
        review=review,
        network_key=networks.network_key(address),
        expires_at=now + SAME_WORDS_WITHIN,
    )


def _keep_email(review: Review, email: str) -> None:
    if email and review.is_live:
        ReviewContact.objects.update_or_create(
            review=review,
            defaults={
                "email": email,
                "email_hash": address_mark(email),
                "purge_after": timezone.now() + timedelta(days=30),
            },
        )


def _email_of(review: Review) -> str:
    return review.contact.email if hasattr(review, "contact") else ""


def _open_receipt(review: Review, *, is_new: bool) -> str:
    token = receipt_token(review)
    token_hash = hash_token(token)
    if is_new:
        ReviewAccess.objects.create(review=review, token_hash=token_hash)
    elif not ReviewAccess.objects.filter(review=review, token_hash=token_hash).exists():
        # The site's key has changed since: the new receipt opens, the old one no longer does.
        ReviewAccess.objects.update_or_create(review=review, defaults={"token_hash": token_hash})
    return token
