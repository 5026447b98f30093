"""A visitor sends a rating, words, or both: the one way in.

Sent twice is stored once: by the form's own key, by the one live review that this person has of the
film, and, where a form had neither, by the same words from the same network within ten minutes.
"""

import hashlib
import uuid
from dataclasses import asdict, dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from films.models import Film
from reviews import editing, film_ratings, languages, networks, openings, ownership, spam, words
from reviews.authors import Author, address_mark
from reviews.choices import ReviewStatus
from reviews.editing import Draft
from reviews.models import FilmRating, Review, ReviewContact, ReviewSignal
from reviews.spam import Attempt
from reviews.storm_watch import after_rating

__all__ = ["Attempt", "Draft", "Receipt", "Sender", "submit"]

SAME_WORDS_WITHIN = timedelta(minutes=10)
SIGNALS_ARE_KEPT = timedelta(days=30)
UNCONFIRMED_IS_KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Sender:
    """Who sends: the browser's key where its owner wants one, and the reviews of its session."""

    author: Author | None = None
    session: ownership.Session = field(default_factory=ownership.Session)


@dataclass(frozen=True)
class Receipt:
    """What became of a submission."""

    review: Review
    is_new: bool


def submit(
    film: Film,
    *,
    draft: Draft,
    sender: Sender | None = None,
    email: str = "",
    wants_mail: bool = False,
    idempotency_key: uuid.UUID | None = None,
    attempt: Attempt | None = None,
    keeps_earlier: bool = False,
) -> Receipt:
    """Store a visitor's review of a film, or change the one this person has; durable on return.

    `keeps_earlier` says that what the form left empty was not on show there, so an earlier
    headline, text or score stays. Raises openings.NotOpenError before the film's day, and
    spam.TooManyError where one network has sent too many.
    """
    sender, attempt = sender or Sender(), attempt or Attempt()
    stored_key = _stored_key(film, idempotency_key)
    with transaction.atomic():
        (rating,) = FilmRating.objects.lock([film.pk])
        if not openings.is_open(film, rating.opening):
            raise openings.NotOpenError(openings.opens_on(film, rating.opening))
        review = _earlier(film, sender, stored_key)
        if review and review.film_id != film.pk:
            return Receipt(review, is_new=False)  # moved since, to a film that is not locked here
        if review and not review.is_live and editing.changes(review, draft):
            review = stored_key = None  # what a moderator turned down is not written over
        if review is None and stored_key is None and not _is_known(sender):
            review = _same_words(film, draft, email, attempt.address)
        is_new = review is None
        if review is None:
            before = film_ratings.NOTHING
            review = _create(film, draft, rating, sender, stored_key, attempt)
        else:
            before = film_ratings.share(review)
            if keeps_earlier:
                draft = editing.filled_up(draft, review)
            aside = openings.set_aside(film, rating)
            editing.edit(review, draft, attempt=attempt, set_aside=aside)
            _remember_browser(review, sender)
        _keep_email(review, email, wants_mail)
        film_ratings.settle(rating, before=before, after=film_ratings.share(review))
        if review.scored_at:
            after_rating(rating)
        return Receipt(review, is_new)


def _stored_key(film: Film, key: uuid.UUID | None) -> uuid.UUID | None:
    # Hashed, because whoever knows the key may change the review; with the film, because one key
    # must never reach across two films' locks.
    if key is None:
        return None
    return uuid.UUID(bytes=hashlib.sha256(b"%d:%b" % (film.pk, key.bytes)).digest()[:16])


def _is_known(sender: Sender) -> bool:
    return bool(sender.session.review_ids or (sender.author and not sender.author.is_new))


def own_review(film: Film, sender: Sender) -> Review | None:
    """The live review that this person has of the film: of the open session, or of the browser."""
    live = Review.objects.live().filter(film=film, withdraw_at=None)
    ids = sender.session.review_ids
    if ids and (found := live.filter(pk__in=ids).order_by("-pk").first()):
        return found
    if sender.author and not sender.author.is_new:
        return live.filter(author_key=sender.author.key).first()
    return None


def opened_review(
    film: Film, sender: Sender, *, idempotency_key: uuid.UUID | None
) -> Review | None:
    """The review that this form would change only because the browser has opened its secret link.

    The link may be a stranger's that somebody was led to. What this browser has sent just now, what
    its own key belongs to and what this very form has sent before is nobody else's.
    """
    held = set(sender.session.review_ids) - set(sender.session.new_ids)
    if not held:
        return None
    stored_key = _stored_key(film, idempotency_key)
    review = _earlier(film, sender, stored_key)
    if review is None or review.pk not in held:
        return None
    is_of_form = stored_key is not None and review.idempotency_key == stored_key
    is_of_browser = sender.author is not None and review.author_key == sender.author.key
    return None if is_of_form or is_of_browser else review


def _earlier(film: Film, sender: Sender, stored_key: uuid.UUID | None) -> Review | None:
    if stored_key and (sent := Review.objects.filter(idempotency_key=stored_key).first()):
        return sent
    return own_review(film, sender)


def _same_words(film: Film, draft: Draft, email: str, address: str) -> Review | None:
    bare = spam.content_hash(draft.body)
    if not bare:
        return None
    # Only what came without a key as well: what came with one is recognised by that, and copying
    # public words must not give a neighbour behind the same address their author's receipt.
    found = Review.objects.filter(
        film=film,
        idempotency_key=None,
        content_hash=bare,
        signal__network_key__in=networks.network_keys(address),
        signal__created_at__gt=timezone.now() - SAME_WORDS_WITHIN,
        **asdict(draft),
    ).select_related("contact")
    # The address is not public, so nobody gets another's receipt by copying what they read.
    return next((review for review in found if _email_of(review) == email), None)


def _create(
    film: Film,
    draft: Draft,
    rating: FilmRating,
    sender: Sender,
    stored_key: uuid.UUID | None,
    attempt: Attempt,
) -> Review:
    now = timezone.now()
    busy = spam.is_busy(film, attempt.address)
    found = spam.reasons(draft.words, attempt=attempt, is_busy=busy)
    status = spam.status(found)
    review = Review(
        film=film,
        author_key=_free_key(film, sender),
        idempotency_key=stored_key,
        content_hash=spam.content_hash(draft.body),
        language=languages.detect(draft.body),
        word_count=words.word_count(draft.body),
        status=status,
        hold_reason=found[0].code if found else "",
        risk_reasons=[reason.as_json() for reason in found],
        queued_at=now if status == ReviewStatus.PENDING else None,
        published_at=now if status == ReviewStatus.PUBLISHED else None,
        scored_at=now if draft.score else None,
        set_aside=openings.set_aside(film, rating) if draft.score else "",
        consent_at=now,
        **asdict(draft),
    )
    if draft.contains_spoilers:
        review.spoiler_by = editing.SpoilerBy.AUTHOR
    review.save(force_insert=True)
    ownership.make_link(review)
    _remember_network(review, attempt)
    if draft.body:
        spam.remember_words(review)
    return review


def _free_key(film: Film, sender: Sender) -> str | None:
    """The browser's key, unless another live review of the film has it already."""
    if sender.author is None:
        return None
    is_taken = (
        not sender.author.is_new
        and Review.objects.live().filter(film=film, author_key=sender.author.key).exists()
    )
    return None if is_taken else sender.author.key


def _remember_browser(review: Review, sender: Sender) -> None:
    """The browser of its author may change a review from now on, if its owner asked for that."""
    if sender.author is None or review.author_key or not review.is_live:
        return
    if key := _free_key(review.film, sender):
        review.author_key = key
        Review.objects.filter(pk=review.pk).update(author_key=key)


def _remember_network(review: Review, attempt: Attempt) -> None:
    ReviewSignal.objects.create(
        review=review,
        network_key=networks.network_key(attempt.address),
        elapsed_ms=attempt.elapsed_ms,
        expires_at=timezone.now() + SIGNALS_ARE_KEPT,
    )


def _keep_email(review: Review, email: str, wants_mail: bool) -> None:
    """Keep the address apart from the review, to be confirmed; the same one again stays."""
    if not email or not review.is_live or _email_of(review) == email:
        return
    ReviewContact.objects.filter(review=review).delete()
    if review.verified_email_hash:
        review.verified_email_hash = None
        Review.objects.filter(pk=review.pk).update(verified_email_hash=None)
    contact = ReviewContact(
        review=review,
        email=email,
        email_hash=address_mark(email),
        wants_mail=wants_mail,
        purge_after=timezone.now() + UNCONFIRMED_IS_KEPT,
    )
    contact.save(force_insert=True)
    review.contact = contact


def _email_of(review: Review) -> str:
    return review.contact.email if hasattr(review, "contact") else ""
