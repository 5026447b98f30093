from datetime import timedelta
from itertools import pairwise
from smtplib import SMTPConnectError, SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction
from django.utils import timezone

from reviews import outbox, withdrawal
from reviews.choices import MailKind, ReviewStatus
from reviews.models import OutgoingMail, Review, ReviewContact
from tests.factories import make_film
from tests.reviews.factories import rate
from tests.reviews.mails import ADDRESS, rate_confirmed, rate_with_address, send, waiting

pytestmark = pytest.mark.django_db


class DeafServer(EmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages):
        raise SMTPConnectError(421, b"try again later")


class PickyServer(EmailBackend):
    """A mail server that takes no mail for one address."""

    def send_messages(self, messages):
        refused = {to: (550, f"no {to} here".encode()) for m in messages for to in m.recipients()}
        if f"picky-{ADDRESS}" in refused:
            raise SMTPRecipientsRefused(refused)
        return super().send_messages(messages)


@pytest.fixture
def deaf_server(settings):
    settings.EMAIL_BACKEND = f"{__name__}.DeafServer"


@pytest.mark.parametrize("kind", sorted(outbox.ON_REQUEST))
def test_message_on_request_waits_for_those_only_who_asked(kind):
    """The author hears what becomes of a review if they asked to, at an address of theirs."""
    asked = rate_confirmed(make_film())
    did_not_ask = rate_confirmed(make_film(), wants_mail=False)
    not_confirmed = rate_with_address(make_film())
    nobody = rate(make_film())

    outbox.post_all(kind, [asked, did_not_ask, not_confirmed, nobody])
    outbox.post(kind, nobody)
    outbox.post(kind, asked)

    assert waiting() == [(kind, asked.pk), (kind, asked.pk)]


def test_many_messages_cost_two_queries(django_assert_num_queries):
    reviews = [rate_confirmed(make_film()) for _ in range(3)]

    with django_assert_num_queries(2):
        outbox.post_all(MailKind.PUBLISHED, reviews)


def test_message_is_not_sent_when_its_verb_is_taken_back():
    review = rate_with_address(make_film())

    with transaction.atomic():
        outbox.post(MailKind.CONFIRM, review)
        transaction.set_rollback(True)

    assert waiting() == []


def test_nothing_is_sent_while_a_request_runs(django_capture_on_commit_callbacks):
    """Tests and commands have no thread: what was put down waits for send_due."""
    review = rate_with_address(make_film())

    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        outbox.post(MailKind.CONFIRM, review)

    assert (len(callbacks), waiting(), mail.outbox) == (1, [(MailKind.CONFIRM, review.pk)], [])


def test_sent_message_leaves_no_row():
    outbox.post(MailKind.CONFIRM, rate_with_address(make_film()))

    assert [message.to for message in send()] == [[ADDRESS]]
    assert waiting() == []


def test_decision_is_told_after_two_minutes_and_not_if_it_was_undone():
    told, undone = (rate_confirmed(make_film()) for _ in range(2))
    outbox.post_all(MailKind.PUBLISHED, [told, undone])
    Review.objects.filter(pk=undone.pk).update_under_lock(
        status=ReviewStatus.PENDING, hold_reason="link", queued_at=timezone.now()
    )

    assert send(after=timedelta(minutes=1)) == []
    assert [message.subject for message in send()] == [f"Your review of {told.film} is on the page"]
    assert waiting() == []


def test_withdrawn_review_stops_its_messages():
    """O6: the address is gone, and with it everything that was to be sent there."""
    review = rate_confirmed(make_film())
    outbox.post(MailKind.PUBLISHED, review)

    withdrawal.withdraw(review)

    assert (waiting(), send()) == ([], [])


def test_message_without_an_address_is_dropped():
    review = rate_with_address(make_film())
    outbox.post(MailKind.CONFIRM, review)
    ReviewContact.objects.filter(review=review).delete()

    assert (send(), waiting()) == ([], [])


def test_deaf_mail_server_delays_a_message_longer_each_time(deaf_server):
    outbox.post(MailKind.RECOVERY, rate_confirmed(make_film()))
    tries = []

    for _ in range(outbox.MOST_ATTEMPTS):
        tries.append(OutgoingMail.objects.get().due_at)
        assert outbox.send_due(tries[-1]) == 0

    pauses = [(later - earlier).total_seconds() / 60 for earlier, later in pairwise(tries)]
    assert pauses == [10, 20, 40, 80, 160, 320, 640]
    assert OutgoingMail.objects.get().last_error == "SMTPConnectError 421"


def test_given_up_message_is_deleted_after_a_month(deaf_server):
    outbox.post(MailKind.CONFIRM, rate_with_address(make_film()))
    OutgoingMail.objects.update(attempts=outbox.MOST_ATTEMPTS)
    now = timezone.now()

    assert outbox.send_due(now + timedelta(days=2)) == 0
    assert outbox.purge(now + timedelta(days=29)) == 0
    assert outbox.purge(now + timedelta(days=31)) == 1


def test_refused_message_stops_no_other_and_its_error_names_nobody(settings, caplog):
    """P1: mail servers repeat addresses in their answers; neither the row nor the log does."""
    settings.EMAIL_BACKEND = f"{__name__}.PickyServer"
    refused = rate_with_address(make_film(), email=f"picky-{ADDRESS}")
    for review in (refused, rate_with_address(make_film())):
        outbox.post(MailKind.CONFIRM, review)

    assert [message.to for message in send()] == [[ADDRESS]]
    assert waiting() == [(MailKind.CONFIRM, refused.pk)]
    assert OutgoingMail.objects.get().last_error == "SMTPRecipientsRefused 550"
    assert caplog.messages == ["A mail (confirm) was not sent: SMTPRecipientsRefused 550"]


def test_two_processes_send_each_message_once():
    """Each is taken by a conditional update: the slower process finds it changed."""
    outbox.post(MailKind.CONFIRM, rate_with_address(make_film()))
    seen_by_both = OutgoingMail.objects.get()
    now = timezone.now()

    assert outbox._take(seen_by_both, now)
    assert not outbox._take(seen_by_both, now)
    assert send(after=timedelta(0)) == []


def test_process_that_dies_leaves_its_message_to_the_others():
    outbox.post(MailKind.CONFIRM, rate_with_address(make_film()))
    outbox._take(OutgoingMail.objects.get(), timezone.now())

    assert len(send(after=outbox.FIRST_PAUSE + timedelta(seconds=1))) == 1


def test_address_is_asked_to_confirm_once_in_ten_minutes():
    """O7: whoever types it, and with however many reviews."""
    start = timezone.now()
    for _ in range(3):
        outbox.post(MailKind.CONFIRM, rate_with_address(make_film()))

    sent = [outbox.send_due(start + timedelta(minutes=minutes)) for minutes in range(0, 60, 5)]

    assert (sum(sent), max(sent)) == (3, 1)
    assert all(sum(pair) <= 1 for pair in pairwise(sent))
    assert waiting() == []


@pytest.mark.django_db(transaction=True)
def test_thread_sends_what_was_committed_and_lets_its_connection_go(monkeypatch):
    monkeypatch.setattr(outbox, "AFTER_THE_ANSWER", 0)
    outbox.post(MailKind.CONFIRM, rate_with_address(make_film()))
    sender = outbox.Sender()

    assert sender._round() is None
    assert connection.connection is None
    assert [message.to for message in mail.outbox] == [[ADDRESS]]


def test_thread_is_started_by_a_server_only():
    sender = outbox.Sender()

    sender.ring()

    assert sender._thread is None
