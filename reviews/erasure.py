"""Everything that is stored about a person who wrote reviews: shown to them, and deleted.

A person is known by an address, by the key of a browser, or by both. What nobody can be told apart
by any more (votes and reports after their keys were emptied) belongs to nobody.
"""

from typing import Any

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from reviews import authors, moderation, voting
from reviews.models import (
    FilmRating,
    HelpfulVote,
    ModerationEvent,
    Review,
    ReviewContact,
)

# Not the author's: keys of readers and names of moderators are other people's data, and a nonce
# would be of use to whoever stole the site's key as well.
LEFT_OUT = {"id", "review", "nonce", "voter_key", "reporter_key", "decided_by", "actor", "by"}
LEFT_OUT |= {"before"}  # the columns of the review once more


def reviews_of(*, review: Review | None = None, email: str = "") -> models.QuerySet[Review]:
    """All reviews of the person who confirmed this address, or who wrote this review."""
    theirs = Q(pk=None)
    if email:
        theirs |= Q(verified_email_hash__in=authors.address_marks(email))
    if review:
        theirs |= Q(pk=review.pk)
        if review.author_key:
            theirs |= Q(author_key=review.author_key)
        if review.verified_email_hash:
            theirs |= Q(verified_email_hash=review.verified_email_hash)
    return Review.objects.filter(theirs).order_by("pk")


def export_review(review: Review) -> dict[str, Any]:
    """Everything that is stored of one review, ready for JSON; for whoever holds its link."""
    found: dict[str, Any] = {
        "film": {
            "title": str(review.film),
            "address": settings.SITE_URL + review.film.get_absolute_url(),
        },
        "review": _values(review),
    }
    for relation in Review._meta.related_objects:
        name = str(relation.get_accessor_name())
        rows = relation.related_model._base_manager.filter(review=review).order_by("pk")
        told = [_values(row) for row in rows]
        found[name] = told if not relation.one_to_one else next(iter(told), None)
    return found


def export_person(*, review: Review | None = None, email: str = "") -> dict[str, Any]:
    """Everything that is stored about a person, ready for JSON.

    An address that somebody gave and nobody confirmed is told of, but not the review it was given
    with: whoever asks has not shown that it is theirs. Reports that a person made are not kept
    under anything that leads back to them.
    """
    reviews = list(reviews_of(review=review, email=email).select_related("film"))
    return {
        "exported_at": timezone.now(),
        "reviews": [export_review(each) for each in reviews],
        "votes_on_other_reviews": [
            {"review": vote.review.public_id, **_values(vote)} for vote in _votes_by(reviews)
        ],
        "unconfirmed_addresses": [
            _values(contact) for contact in _unconfirmed(email).order_by("pk")
        ],
    }


@transaction.atomic
def erase_person(*, review: Review | None = None, email: str = "") -> int:
    """Delete all reviews of a person with everything about them; returns the number of reviews.

    The films are counted afresh. The log keeps that there was a review, without a word of it.
    """
    reviews = list(reviews_of(review=review, email=email))
    votes = list(_votes_by(reviews))
    films = {each.film_id for each in reviews} | {vote.review.film_id for vote in votes}
    FilmRating.objects.lock(films)
    _take_back(votes)
    _unconfirmed(email).delete()
    _strip_logs(reviews)
    return moderation.delete(reviews, by=None)


@transaction.atomic
def drop_email(review: Review) -> None:
    """Delete the address of a review at once, and what was to be sent to it."""
    FilmRating.objects.lock([review.film_id])
    review.mails.all().delete()
    ReviewContact.objects.filter(review=review).delete()
    Review.objects.filter(pk=review.pk).update(verified_email_hash=None)


def _values(row: models.Model) -> dict[str, Any]:
    """The columns of a row; foreign keys by their number."""
    return {
        field.name: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in LEFT_OUT
    }


def _unconfirmed(email: str) -> models.QuerySet[ReviewContact]:
    marks = authors.address_marks(email) if email else []
    return ReviewContact.objects.filter(email_hash__in=marks, verified_at=None)


def _votes_by(reviews: list[Review]) -> models.QuerySet[HelpfulVote]:
    keys = {review.author_key for review in reviews if review.author_key}
    return HelpfulVote.objects.filter(voter_key__in=keys).select_related("review").order_by("pk")


def _take_back(votes: list[HelpfulVote]) -> None:
    for vote in votes:
        voted_on = Review.objects.get(pk=vote.review_id)
        vote.delete()
        voting.recount(voted_on)


def _strip_logs(reviews: list[Review]) -> None:
    """Take out of both logs what the reviews said, what was said of them, and who wrote them.

    The log of decisions refuses changes, and this is the one exception: the law goes before it.
    """
    log: models.QuerySet = models.QuerySet(ModerationEvent)
    log.filter(public_id__in=[review.public_id for review in reviews]).update(before={}, reason="")
    about = [
        Review,
        *(each.related_model for each in Review._meta.related_objects if each.one_to_one),
    ]
    kinds = ContentType.objects.get_for_models(*about).values()
    for review in reviews:
        entries = LogEntry.objects.filter(content_type__in=kinds, object_id=str(review.pk))
        entries.update(object_repr=review.public_id, change_message="")
