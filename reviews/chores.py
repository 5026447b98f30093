"""What comes due by itself: done every ten minutes beside the server, or by purge_reviews.

Every chore may be done twice or by two at once without harm, and one that fails stops no other.
"""

import logging
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from reviews import (
    emails,
    film_ratings,
    moderation,
    networks,
    openings,
    outbox,
    storm_watch,
    withdrawal,
)
from reviews.choices import MailKind, ReviewStatus
from reviews.models import (
    DailySalt,
    HelpfulVote,
    Report,
    Review,
    ReviewContact,
    ReviewSignal,
    SiteFigures,
    Storm,
    ThrottleBucket,
)

logger = logging.getLogger(__name__)

# Whose vote and whose report it was: long enough to count nobody twice while a review is new.
KEYS_ARE_KEPT = timedelta(days=30)
# What was called spam can be brought back so long.
SPAM_IS_KEPT = timedelta(days=30)
# Without its salt the hash of a network address leads back to nobody.
SALTS_ARE_KEPT = timedelta(days=2)
DIGEST_HOUR = 7  # of the site's time zone


@dataclass(frozen=True)
class Chore:
    """A thing to do; what it did is told as "unconfirmed addresses deleted: 3"."""

    did: str
    do: Callable[[datetime], int]
    is_outward: bool = False  # reaches somebody outside, so no trial of it can be taken back


def run(now: datetime | None = None, *, is_trial: bool = False) -> dict[str, int | None]:
    """Do all chores that are due; returns how much each did, None for one that failed.

    A trial does everything and takes it back, and sends nothing.
    """
    now = now or timezone.now()
    with transaction.atomic() if is_trial else nullcontext():
        done = {
            chore.did: _do(chore, now, is_trial=is_trial)
            for chore in CHORES
            if not (is_trial and chore.is_outward)
        }
        if is_trial:
            transaction.set_rollback(True)
    return done


def _do(chore: Chore, now: datetime, *, is_trial: bool) -> int | None:
    try:
        with transaction.atomic() if is_trial else nullcontext():
            return chore.do(now)
    except Exception:  # whatever is wrong with one of them, the others are done
        logger.exception("A chore failed: %s", chore.did)
        return None


def _delete_signals(now: datetime) -> int:
    return ReviewSignal.objects.filter(expires_at__lte=now).delete()[0]


def _empty_keys(now: datetime) -> int:
    before = now - KEYS_ARE_KEPT
    votes = HelpfulVote.objects.filter(created_at__lte=before).exclude(voter_key="")
    reports = Report.objects.filter(created_at__lte=before).exclude(reporter_key="")
    return votes.update(voter_key="") + reports.update(reporter_key="")


def _delete_salts(now: datetime) -> int:
    before = (now - SALTS_ARE_KEPT).date() + timedelta(days=1)
    number = DailySalt.objects.filter(day__lt=before).count()
    networks.forget_salts(before=before)
    return number


def _delete_unconfirmed(now: datetime) -> int:
    return ReviewContact.objects.filter(purge_after__lte=now).delete()[0]


def _delete_throttles(now: datetime) -> int:
    return ThrottleBucket.objects.filter(expires_at__lte=now).delete()[0]


def _delete_spam(now: datetime) -> int:
    spam = Review.objects.filter(status=ReviewStatus.SPAM, created_at__lte=now - SPAM_IS_KEPT)
    lately = spam.filter(decided_at__gt=now - SPAM_IS_KEPT)
    return moderation.delete(spam.exclude(pk__in=lately), by=None)


def _check_figures(now: datetime) -> int:
    """Compare every film's figures with its reviews, once a night."""
    if not _is_new_day(SiteFigures.current().reckoned_at, now):
        return 0
    # A rating that came between the two queries of one look is no difference in the next.
    seen = {difference.film.pk for difference in film_ratings.differences()}
    wrong = [each for each in film_ratings.differences() if each.film.pk in seen] if seen else []
    for difference in wrong:
        logger.error("Wrong figures (manage.py check_reviews --fix mends them): %s", difference)
    return len(wrong)


def _refresh_statistics(now: datetime) -> int:
    """Once a night, for SQLite: without them it takes a worse index where a film has many."""
    if connection.vendor != "sqlite" or not _is_new_day(SiteFigures.current().reckoned_at, now):
        return 0
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA optimize=0x10002")
    return 0  # nothing that anybody needs to be told


def _reckon_site(now: datetime) -> int:
    is_due = _is_new_day(SiteFigures.current().reckoned_at, now)
    return film_ratings.reckon_site(now) if is_due else 0


@transaction.atomic
def _post_digest(now: datetime) -> int:
    """Once a day, and only where something waits and somebody can be told."""
    if timezone.localtime(now).hour < DIGEST_HOUR:
        return 0
    waits = (
        Review.objects.filter(queued_at__isnull=False).exists()
        or Storm.objects.filter(ended_at=None).exists()
    )
    if not waits or not emails.moderators_addresses():
        return 0
    SiteFigures.objects.get_or_create(pk=SiteFigures.SINGLETON)
    site = SiteFigures.objects.select_for_update().get()
    if not _is_new_day(site.digest_at, now):
        return 0
    site.digest_at = now
    site.save(update_fields=["digest_at"])
    outbox.post(MailKind.DIGEST)
    return 1


def _is_new_day(last: datetime | None, now: datetime) -> bool:
    return last is None or timezone.localdate(last) < timezone.localdate(now)


CHORES = (
    Chore("withdrawn reviews deleted", withdrawal.finish_due),
    Chore("films whose early ratings count from now on", openings.release_due),
    Chore("unusual waves of ratings noticed or ended", storm_watch.watch),
    Chore("network marks deleted", _delete_signals),
    Chore("keys of votes and reports emptied", _empty_keys),
    Chore("days' salts deleted", _delete_salts),
    Chore("unconfirmed addresses deleted", _delete_unconfirmed),
    Chore("throttles deleted", _delete_throttles),
    Chore("spam reviews deleted", _delete_spam),
    Chore("mails given up and deleted", outbox.purge),
    Chore("films with wrong figures", _check_figures),
    Chore("statistics refreshed", _refresh_statistics),
    Chore("films ranked anew", _reckon_site),
    Chore("digests for the moderators", _post_digest),
    Chore("mails sent", outbox.send_due, is_outward=True),
)
