"""The messages that are waiting to be sent: put down with what they tell of, sent after it.

A verb that has something to tell writes a row in its own transaction, so a message goes out if and
only if what it tells of was stored, and no visitor ever waits for a mail server. A thread of the
server sends what is due; the chores (reviews/chores.py) send what it had to leave. A process that
is killed between sending and taking note of it sends a message twice; none is ever lost.
"""

import logging
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from threading import Event, Lock, Thread

from django.db import DatabaseError, connections, transaction
from django.db.models import F, Min
from django.utils import timezone

from reviews import emails, throttling
from reviews.choices import MailKind
from reviews.models import OutgoingMail, Review, ReviewContact

logger = logging.getLogger(__name__)

# Sent only to those who asked to hear what becomes of their review, at a confirmed address.
ON_REQUEST = {MailKind.PUBLISHED, MailKind.DECLINED, MailKind.COVERED, MailKind.REPLIED}
# A decision can be undone with one press: what no longer holds after this time is never sent.
SETTLES_WITHIN = timedelta(minutes=2)
# One address is asked to confirm once within this time, whoever types it and how often.
ONE_CONFIRMATION_WITHIN = timedelta(minutes=10)
# The next try is 10 minutes after the first, then 20, 40 ...: eight tries take 21 hours.
FIRST_PAUSE, MOST_ATTEMPTS = timedelta(minutes=10), 8
# What could not be sent is kept so long, for the operator to see.
FAILED_IS_KEPT = timedelta(days=30)
# The thread begins when the visitor has been answered, so that no answer's time tells whether
# there was somebody to write to.
AFTER_THE_ANSWER = 1.0  # seconds


def post(kind: MailKind, review: Review | None = None) -> None:
    """Put down one message, in the caller's transaction; it is sent once that is committed.

    Without a review a digest goes to the moderators, and anything else to nobody.
    """
    if kind in ON_REQUEST:
        post_all(kind, [review] if review else [])
        return
    OutgoingMail.objects.create(kind=kind, review=review)
    transaction.on_commit(_sender.ring)


def post_all(kind: MailKind, reviews: Iterable[Review]) -> None:
    """Put down the same message about many reviews, for those authors who want it; two queries."""
    wanted = ReviewContact.objects.filter(
        review__in=[review.pk for review in reviews], wants_mail=True, verified_at__isnull=False
    )
    due_at = timezone.now() + SETTLES_WITHIN
    made = OutgoingMail.objects.bulk_create(
        OutgoingMail(kind=kind, review_id=pk, due_at=due_at)
        for pk in wanted.values_list("pk", flat=True)
    )
    if made:
        transaction.on_commit(_sender.ring)


def send_due(now: datetime | None = None) -> int:
    """Send all that is due and return the number of messages sent; one failure stops no other.

    Several processes may do this at once: each message is taken by one of them only.
    """
    now = now or timezone.now()
    due = OutgoingMail.objects.filter(attempts__lt=MOST_ATTEMPTS, due_at__lte=now)
    mails = list(due.select_related("review__film", "review__contact", "review__reply"))
    return sum(_send(mail, now) for mail in mails if _take(mail, now))


def purge(now: datetime) -> int:
    """Delete the messages that were given up a month ago; returns their number."""
    given_up = OutgoingMail.objects.filter(attempts__gte=MOST_ATTEMPTS)
    return given_up.filter(created_at__lte=now - FAILED_IS_KEPT).delete()[0]


def start() -> None:
    """Let this process send by itself from now on; only a server does that."""
    _sender.is_on = True


def _take(mail: OutgoingMail, now: datetime) -> bool:
    """Whether this process is the one that sends it.

    Taking it sets the next try already, so a process that dies over it leaves it to the others.
    """
    untouched = OutgoingMail.objects.filter(pk=mail.pk, attempts=mail.attempts, due_at=mail.due_at)
    next_try = now + FIRST_PAUSE * 2**mail.attempts
    return bool(untouched.update(attempts=mail.attempts + 1, due_at=next_try))


def _send(mail: OutgoingMail, now: datetime) -> bool:
    try:
        message = emails.compose(mail)
        if message and mail.kind == MailKind.CONFIRM and not _may_ask(mail, now):
            return False
        if message:
            message.send()
    except Exception as error:  # whatever is wrong with one message, the others go out
        what = _described(error)
        unexpected = not isinstance(error, OSError)  # SMTP's own errors are among these
        logger.warning("A mail (%s) was not sent: %s", mail.kind, what, exc_info=unexpected)
        OutgoingMail.objects.filter(pk=mail.pk).update(last_error=what)
        return False
    OutgoingMail.objects.filter(pk=mail.pk).delete()
    return message is not None


def _may_ask(mail: OutgoingMail, now: datetime) -> bool:
    """Whether its address was not asked lately; otherwise the message waits, and no try is lost."""
    mark = mail.review.contact.email_hash if mail.review else ""
    if throttling.hit("confirmation", mark, limit=1, period=ONE_CONFIRMATION_WITHIN, now=now):
        return True
    OutgoingMail.objects.filter(pk=mail.pk).update(
        attempts=F("attempts") - 1, due_at=now + ONE_CONFIRMATION_WITHIN
    )
    return False


def _described(error: Exception) -> str:
    """An error without what may name a person: mail servers repeat addresses in their answers."""
    code: object = None
    if isinstance(error, SMTPResponseException):
        code = error.smtp_code
    elif isinstance(error, SMTPRecipientsRefused):
        code = ", ".join(sorted({str(status) for status, _ in error.recipients.values()}))
    elif isinstance(error, OSError):
        code = error.strerror
    return " ".join(filter(None, [type(error).__name__, str(code or "")]))[:200]


class Sender:
    """The thread of a server's process that sends what was put down there; it sleeps otherwise."""

    def __init__(self) -> None:
        self.is_on = False
        self._rung, self._lock = Event(), Lock()
        self._thread: Thread | None = None

    def ring(self) -> None:
        """Say that there is something to send; returns at once."""
        if not self.is_on:
            return
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._run, name="outbox", daemon=True)
                self._thread.start()
        self._rung.set()

    def _run(self) -> None:
        pause: float | None = None
        while True:
            self._rung.wait(pause)
            self._rung.clear()
            time.sleep(AFTER_THE_ANSWER)
            pause = self._round()

    def _round(self) -> float | None:
        """Send what is due; returns the seconds until the next is, None where nothing waits."""
        try:
            send_due()
            waiting = OutgoingMail.objects.filter(attempts__lt=MOST_ATTEMPTS)
            due_at = waiting.aggregate(due_at=Min("due_at"))["due_at"]
            return max(0, (due_at - timezone.now()).total_seconds()) if due_at else None
        except DatabaseError as error:
            logger.warning("The mails could not be read: %s", type(error).__name__)
            return FIRST_PAUSE.total_seconds()
        finally:
            connections.close_all()  # a connection of this thread is of use to nobody else


_sender = Sender()
