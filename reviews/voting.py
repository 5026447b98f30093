"""Whether a review helped: one vote a reader, who can change it and take it back.

The figures on the review are counted from the votes under the lock of its film, never added to:
whoever changes, withdraws or erases the review meanwhile holds the same one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q

from reviews import scores
from reviews.models import FilmRating, HelpfulVote, Review
from reviews.submission import Sender


class OwnReviewError(Exception):
    """Nobody votes on a review of their own."""


@dataclass(frozen=True)
class Reader:
    """Who votes, without an account: the keys of one person, the one of now first."""

    keys: Sequence[str]
    sender: Sender

    def wrote(self, review: Review) -> bool:
        """Whether this is a review of their own."""
        return self.sender.session.holds(review) or review.author_key in self.keys


def recognise(sender: Sender, network_keys: Sequence[str]) -> Reader:
    """Tell a reader by the browser's key, or else by the network of today and yesterday.

    Only a key that a review was sent with counts: anybody can make up as many others as they like.
    """
    author = sender.author
    if author and Review.objects.filter(author_key=author.key).exists():
        return Reader([author.key], sender)
    return Reader(network_keys, sender)


def vote(review: Review, reader: Reader, *, is_helpful: bool | None) -> Review:
    """Count a reader's vote, change it, or take it back (None); returns the review as it is now.

    Raises OwnReviewError for the reader's own, Review.DoesNotExist where it is no longer public.
    """
    with transaction.atomic():
        FilmRating.objects.lock([review.film_id])
        now = Review.objects.published().get(pk=review.pk, film=review.film_id)
        if reader.wrote(now):
            raise OwnReviewError
        earlier = now.votes.filter(voter_key__in=reader.keys)
        if is_helpful is None:
            earlier.delete()
        elif not earlier.update(voter_key=reader.keys[0], is_helpful=is_helpful):
            now.votes.create(voter_key=reader.keys[0], is_helpful=is_helpful)
        recount(now)
    return now


def vote_of(reader: Reader, review: Review) -> bool | None:
    """What this reader has said: helpful, not helpful, or None for nothing."""
    votes = HelpfulVote.objects.filter(review=review, voter_key__in=reader.keys)
    return votes.values_list("is_helpful", flat=True).first()


def recount(review: Review) -> None:
    """Count the votes of a review whose film is locked, and store what follows from them."""
    figures = review.votes.aggregate(
        yes=Count("pk", filter=Q(is_helpful=True)), no=Count("pk", filter=Q(is_helpful=False))
    )
    review.helpful_yes, review.helpful_no = figures["yes"], figures["no"]
    review.helpfulness = scores.wilson(review.helpful_yes, review.helpful_no)
    review.save(update_fields=["helpful_yes", "helpful_no", "helpfulness"])
