"""Putting reviews from elsewhere into the database, many at a time, each once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews import scores, spam, storm_watch
from reviews.authors import address_mark
from reviews.choices import SetAside
from reviews.importers.incoming import Incoming
from reviews.models import (
    FilmRating,
    HelpfulVote,
    Review,
    ReviewContact,
    ReviewReply,
    TextPrint,
)
from reviews.models.review import store_figures

UNCONFIRMED_IS_KEPT = timedelta(days=30)


@transaction.atomic
def store(batch: Sequence[Incoming]) -> int:
    """Store those of a batch that are not here yet and return their number; one recount a film.

    A review that was withdrawn here counts as being here: an import does not bring it back.
    """
    ratings = FilmRating.objects.lock(row.review.film_id for row in batch)
    new = unknown(batch)
    for row in new:
        review = row.review
        review.helpfulness = scores.wilson(review.helpful_yes, review.helpful_no)
    Review.objects.bulk_create(row.review for row in new)
    _store_belongings(new)
    changed = Counter(row.review.film_id for row in new)
    for rating in ratings:
        if rating.pk in changed:
            _go_on_with_storm(rating, new)
            store_figures(rating)
    return len(new)


def unknown(batch: Sequence[Incoming]) -> list[Incoming]:
    """Those of a batch that are not here yet, each once."""
    ids = {row.review.public_id for row in batch}
    keys = {row.review.import_key for row in batch if row.review.import_key}
    here = Review.objects.filter(Q(public_id__in=ids) | Q(import_key__in=keys))
    seen = {name for pair in here.values_list("public_id", "import_key") for name in pair}
    new = []
    for row in batch:
        names = {row.review.public_id, row.review.import_key} - {None}
        if not names & seen:
            new.append(row)
            seen |= names
    return new


def _store_belongings(new: Iterable[Incoming]) -> None:
    """Answers, addresses that nobody has confirmed here, votes without a key, and fingerprints."""
    replies, contacts, votes = [], [], []
    prints: list[TextPrint | None] = []
    purge_after = timezone.now() + UNCONFIRMED_IS_KEPT
    for row in new:
        review = row.review
        if row.reply:
            row.reply.review = review
            replies.append(row.reply)
        if row.email:
            contacts.append(
                ReviewContact(
                    review=review,
                    email=row.email,
                    email_hash=address_mark(row.email),
                    purge_after=purge_after,
                )
            )
        votes += [HelpfulVote(review=review, is_helpful=True) for _n in range(review.helpful_yes)]
        votes += [HelpfulVote(review=review, is_helpful=False) for _n in range(review.helpful_no)]
        prints.append(spam.text_print(review))
    ReviewReply.objects.bulk_create(replies)
    ReviewContact.objects.bulk_create(contacts)
    HelpfulVote.objects.bulk_create(votes)
    TextPrint.objects.bulk_create(filter(None, prints))


def _go_on_with_storm(rating: FilmRating, new: Iterable[Incoming]) -> None:
    """Scores that were being checked where they come from go on being checked here."""
    began = [
        row.review.scored_at or row.review.created_at
        for row in new
        if row.review.film_id == rating.pk and row.review.set_aside == SetAside.STORM
    ]
    if began and rating.frozen_since is None:
        reason = _("These ratings were being checked where they were exported.")
        storm_watch.begin(rating, since=min(began), reason=reason, now=timezone.now())
