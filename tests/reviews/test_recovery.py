import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews import authors, erasure, recovery, withdrawal
from reviews.choices import MailKind
from reviews.mail_links import MailLink
from reviews.models import Review
from tests.factories import make_film
from tests.reviews.mails import ADDRESS, rate_confirmed, rate_with_address, send, waiting

pytestmark = pytest.mark.django_db


def ask(email: str = ADDRESS, network: str = "network") -> None:
    recovery.request_recovery(email, network_key=network)


def test_known_address_gets_a_mail():
    """O7"""
    review = rate_confirmed(make_film())

    ask(f" {ADDRESS.upper()} ")

    assert waiting() == [(MailKind.RECOVERY, review.pk)]
    assert [message.to for message in send()] == [[ADDRESS]]


@pytest.mark.parametrize("email", ["nobody@example.org", "no address", "", "a" * 5000, "\ud800@x"])
def test_unknown_and_malformed_address_gets_a_message_to_nobody(email):
    """O7: so much the same is done that nobody can tell by the time it takes."""
    rate_confirmed(make_film())

    ask(email)

    assert waiting() == [(MailKind.RECOVERY, None)]
    assert (send(), waiting()) == ([], [])


def test_address_that_nobody_confirmed_gets_no_mail():
    """O7: else a stranger's review could be had by typing one's own address into it."""
    rate_with_address(make_film())

    ask()

    assert (send(), waiting()) == ([], [])


@pytest.mark.parametrize("email", [ADDRESS, "nobody@example.org"])
def test_address_gets_one_mail_in_ten_minutes(email):
    """O7"""
    rate_confirmed(make_film())

    for _ in range(3):
        ask(email)

    assert len(waiting()) == 1


def test_known_and_unknown_address_take_the_same_steps():
    """O7: the same queries in the same order, so that their time tells nothing."""
    rate_confirmed(make_film())
    ask("the first of all@example.org")  # makes the network's row
    steps = []

    for email in (ADDRESS, "nobody@example.org"):
        with CaptureQueriesContext(connection) as seen:
            ask(email)
        queries = [query["sql"] for query in seen.captured_queries]
        steps.append([" ".join(sql.split()[:3]) for sql in queries if "SAVEPOINT" not in sql])

    assert steps[0] == steps[1]
    assert 'INSERT INTO "reviews_outgoingmail"' in steps[0]


def test_one_network_asks_about_twenty_addresses():
    for number in range(2 * recovery.REQUESTS_OF_A_NETWORK):
        ask(f"{number}@example.org")
    ask("other@example.org", network="another")

    assert len(waiting()) == recovery.REQUESTS_OF_A_NETWORK + 1


def test_recovered_are_the_confirmed_reviews_of_this_address_only():
    """O7"""
    film = make_film()
    first = rate_confirmed(film)
    second = rate_confirmed(make_film())
    rate_with_address(make_film())
    rate_confirmed(film, email="other@example.org")
    withdrawal.withdraw(rate_confirmed(make_film()))
    link = MailLink(first.pk, authors.address_mark(ADDRESS))

    assert list(recovery.recovered(link)) == [second, first]


def test_recovery_ends_where_the_address_was_dropped():
    review = rate_confirmed(make_film())
    link = MailLink(review.pk, authors.address_mark(ADDRESS))

    erasure.drop_email(review)

    assert list(recovery.recovered(link)) == []


def test_address_is_found_after_the_site_got_a_new_key(settings):
    """A key that is changed must not take the way back from everybody."""
    rate_confirmed(make_film())
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, long enough " * 3

    ask()

    review = Review.objects.get()
    assert waiting() == [(MailKind.RECOVERY, review.pk)]
