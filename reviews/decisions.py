"""How a moderator's decision is carried out, whatever it is about.

The films' figures are locked and the reviews read again. What may not be done, and what another
moderator has decided since the caller read it, is refused with its reason; the rest is changed.
Every change goes into the log together with what it replaced, so that one press can be undone, and
each film is counted afresh, once.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Case, F, Q, When
from django.db.models.expressions import BaseExpression
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.choices import EventAction, ReportReason, ReviewStatus, RevisionStatus
from reviews.models import FilmRating, ModerationEvent, Report, Review, ReviewRevision
from reviews.models.review import store_figures


@dataclass
class Outcome:
    """What one press did: the reviews it changed, and for the others why not."""

    batch: uuid.UUID = field(default_factory=uuid.uuid4)
    changed: list[Review] = field(default_factory=list)
    refused: list[tuple[Review, str]] = field(default_factory=list)


class Decision:
    """One press, inside its transaction and under the locks of the films that it is about."""

    def __init__(self, reviews: Iterable[Review], by: User | None, film_ids: Iterable[int]) -> None:
        asked = {review.pk: review for review in reviews}
        locked = {review.film_id for review in asked.values()}.union(film_ids)
        self.ratings = {rating.pk: rating for rating in FilmRating.objects.lock(locked)}
        found = Review.objects.filter(pk__in=asked, film_id__in=locked)
        self.by, self.now, self.outcome = by, timezone.now(), Outcome()
        # What an undo needs besides the values that were replaced, by the number of the review.
        self.for_undo: dict[int, dict[str, Any]] = {}
        self._events: list[ModerationEvent] = []
        self._films: set[int] = set()
        there = list(found.select_related("decided_by").order_by("pk"))
        gone = asked.keys() - {review.pk for review in there}
        self.refuse([asked[pk] for pk in sorted(gone)], _("it has been deleted or moved meanwhile"))
        self.reviews = self.allowed(there, lambda review: self._overtaken(review, asked[review.pk]))

    @cached_property
    def pending_words(self) -> dict[int, ReviewRevision]:
        """The changed words that wait, by the number of their review."""
        found = ReviewRevision.objects.filter(
            review__in=keys(self.reviews), status=RevisionStatus.PENDING
        )
        return {revision.review_id: revision for revision in found}

    def _overtaken(self, review: Review, asked: Review) -> str:
        is_news = review.decided_at != asked.decided_at
        return already_decided(review) if is_news and is_of_another(review, self.by) else ""

    def refuse(self, reviews: Iterable[Review], why_not: str) -> None:
        """Leave these as they are."""
        self.outcome.refused += [(review, why_not) for review in reviews]

    def allowed(self, reviews: Iterable[Review], why_not: Callable[[Review], str]) -> list[Review]:
        """Those that nothing speaks against; the others are refused with what `why_not` says."""
        chosen = []
        for review in reviews:
            if words := why_not(review):
                self.refuse([review], words)
            else:
                chosen.append(review)
        return chosen

    def write(
        self,
        reviews: list[Review],
        action: EventAction,
        *,
        reason: str = "",
        **values: Any,
    ) -> None:
        """Give these reviews the values, and the log a line for each."""
        for review in reviews:
            to = values.get("status", review.status)
            self.note(review, action, to=to, reason=reason, before=snapshot(review, values))
        Review.objects.filter(pk__in=keys(reviews)).update_under_lock(**values)
        for review in reviews:
            for name, value in values.items():
                if not isinstance(value, BaseExpression):
                    setattr(review, name, value)

    def note(
        self,
        review: Review,
        action: EventAction,
        *,
        to: str | None = None,
        reason: str = "",
        before: dict[str, Any] | None = None,
        is_undo: bool = False,
    ) -> None:
        """Put a line into the log, before the review is changed; it counts among the changed.

        ``to`` is its new status where that changes, "" for a review that is deleted.
        """
        self.outcome.changed.append(review)
        self._films.add(review.film_id)
        self._events.append(
            ModerationEvent(
                review=review,
                public_id=review.public_id,
                actor=self.by,
                action=action,
                from_status=review.status,
                to_status=review.status if to is None else to,
                reason=reason,
                batch=self.outcome.batch,
                is_undo=is_undo,
                before=(before or {}) | self.for_undo.get(review.pk, {}),
                at=self.now,
            )
        )

    def look_at_reports(self, reviews: list[Review], *about: ReportReason) -> None:
        """Mark what readers said as looked at: all of it, or what is about these things."""
        said = Report.objects.filter(review__in=keys(reviews), handled_at=None)
        if about:
            said = said.filter(reason__in=about)
        said.update(handled_at=self.now)

    def place_in_queue(self, reviews: list[Review]) -> BaseExpression | None:
        """What queued_at becomes: empty, but for those that wait for something else as well."""
        said = Report.objects.filter(review__in=keys(reviews), handled_at=None)
        waiting = {*said.values_list("review_id", flat=True)}
        waiting |= self.pending_words.keys() & set(keys(reviews))
        return Case(When(pk__in=waiting, then=F("queued_at"))) if waiting else None

    def decided(self, reviews: list[Review]) -> dict[str, Any]:
        """Who decided about these and when, and their place in the queue after that."""
        place = self.place_in_queue(reviews)
        return {"decided_at": self.now, "decided_by": self.by, "queued_at": place}

    def write_log(self) -> None:
        """Store the lines of the log so far."""
        ModerationEvent.objects.bulk_create(self._events)
        self._events = []

    def finish(self) -> None:
        """Store the rest of the log and count the films."""
        self.write_log()
        for film_id in sorted(self._films):
            store_figures(self.ratings[film_id])

    def also_count(self, film_id: int) -> None:
        """A film that a review has come to: its figures change as well."""
        self._films.add(film_id)


@contextmanager
def decide(
    reviews: Iterable[Review], *, by: User | None, film_ids: Iterable[int] = ()
) -> Iterator[Decision]:
    """Everything inside is one decision, in one transaction.

    ``by`` is None for a rule of the site. ``film_ids`` are films that reviews may come to.
    """
    with transaction.atomic():
        decision = Decision(reviews, by, film_ids)
        yield decision
        decision.finish()


class Slots:
    """A person has one live review of a film: which of these places are taken by other reviews."""

    def __init__(self, reviews: list[Review]) -> None:
        author_keys = [review.author_key for review in reviews if review.author_key]
        addresses = [r.verified_email_hash for r in reviews if r.verified_email_hash]
        theirs = Q(author_key__in=author_keys) | Q(verified_email_hash__in=addresses)
        others = Review.objects.live().filter(theirs).exclude(pk__in=keys(reviews))
        self.taken = {slot for other in others for slot in _slots(other, other.film_id)}
        for review in reviews:
            if review.is_live:
                self.taken |= _slots(review, review.film_id)

    def take(self, review: Review, film_id: int) -> bool:
        """Reserve a film's place for a review; whether it was free."""
        wanted = _slots(review, film_id)
        if review.is_live and review.film_id == film_id:
            return True
        is_free = not wanted & self.taken
        self.taken |= wanted
        return is_free


def _slots(review: Review, film_id: int) -> set[tuple[int, str]]:
    known_by = (review.author_key, review.verified_email_hash)
    return {(film_id, known) for known in known_by if known}


def keys(reviews: Iterable[Review]) -> list[int]:
    """The numbers of reviews."""
    return [review.pk for review in reviews]


def snapshot(review: Review, names: Iterable[str]) -> dict[str, Any]:
    """What stands in these columns now, as JSON."""
    wanted = set(names)
    columns = [field.attname for field in Review._meta.concrete_fields if field.name in wanted]
    values = {column: getattr(review, column) for column in columns}
    return {
        column: value.isoformat() if isinstance(value, datetime) else value
        for column, value in values.items()
    }


def told(reason: str, note: str) -> str:
    """A reason and the note to the author as the log keeps them: "off_topic: It is a book"."""
    return f"{reason}: {note}" if note else reason


def is_of_another(review: Review, by: User | None) -> bool:
    """Whether the last decision was another moderator's; rules of the site overtake nobody."""
    return by is not None and review.decided_by_id not in (None, by.pk)


def already_decided(review: Review) -> str:
    """The sentence for the slower of two moderators."""
    status = ReviewStatus(review.status).label
    if review.decided_by:
        name = review.decided_by.get_username()
        return _("already decided by %(name)s: %(status)s") % {"name": name, "status": status}
    return _("cannot be done to this one: %(status)s") % {"status": status}
