from datetime import timedelta

import pytest
from django.utils import timezone

from reviews import authors, confirmation, withdrawal
from reviews.choices import MailKind, ReviewStatus
from reviews.mail_links import GOOD_FOR, MailLink, Purpose, mail_link
from reviews.models import OutgoingMail, Review, ReviewContact
from tests.factories import make_film
from tests.reviews.factories import rate
from tests.reviews.mails import ADDRESS, rate_confirmed, rate_with_address, waiting

pytestmark = pytest.mark.django_db


def link_of(review: Review, purpose: Purpose = Purpose.CONFIRM) -> MailLink | None:
    token = mail_link(review.contact, purpose).rstrip("/").rpartition("/")[2]
    return MailLink.read(token, purpose)


def test_confirmed_address_is_the_reviews_and_stays():
    review = rate_with_address(make_film())

    assert confirmation.confirm(review.contact)

    contact = ReviewContact.objects.select_related("review").get()
    assert (contact.verified_at is not None, contact.purge_after) == (True, None)
    assert contact.review.verified_email_hash == authors.address_mark(ADDRESS)


def test_address_confirmed_a_second_time_changes_nothing():
    review = rate_confirmed(make_film())
    before = ReviewContact.objects.values().get()

    assert confirmation.confirm(review.contact)
    assert ReviewContact.objects.values().get() == before


def test_address_confirms_one_live_review_of_a_film():
    """I2: a person has one review of a film; the second one stays unconfirmed."""
    film = make_film()
    rate_confirmed(film)
    second = rate_with_address(film)

    assert not confirmation.confirm(second.contact)
    assert Review.objects.filter(verified_email_hash=authors.address_mark(ADDRESS)).count() == 1
    assert ReviewContact.objects.get(review=second).verified_at is None


def test_address_confirms_another_review_after_the_first_was_withdrawn():
    """O6: withdrawing frees the place."""
    film = make_film()
    withdrawal.withdraw(rate_confirmed(film))

    assert confirmation.confirm(rate_with_address(film).contact)


def test_address_that_was_changed_meanwhile_is_not_confirmed():
    review = rate_with_address(make_film())
    seen = review.contact
    ReviewContact.objects.update(email="b@example.org", email_hash=authors.address_mark("b@x.org"))

    assert not confirmation.confirm(seen)


def test_link_is_good_for_its_purpose_only():
    review = rate_with_address(make_film())
    token = mail_link(review.contact, Purpose.CONFIRM).rstrip("/").rpartition("/")[2]

    assert MailLink.read(token, Purpose.CONFIRM) == MailLink(
        review.pk, authors.address_mark(ADDRESS)
    )
    assert MailLink.read(token, Purpose.RECOVER) is None
    assert MailLink.read(token[:-1], Purpose.CONFIRM) is None
    assert MailLink.read("", Purpose.CONFIRM) is None


@pytest.mark.parametrize("purpose", [Purpose.CONFIRM, Purpose.RECOVER])
def test_link_ends(monkeypatch, purpose):
    """O7: the way back is open for 24 hours."""
    review = rate_with_address(make_film())
    url = mail_link(review.contact, purpose)
    token = url.rstrip("/").rpartition("/")[2]
    start = timezone.now().timestamp()
    lasts = GOOD_FOR[purpose].total_seconds()

    monkeypatch.setattr("django.core.signing.time.time", lambda: start + lasts - 60)
    assert MailLink.read(token, purpose) is not None
    monkeypatch.setattr("django.core.signing.time.time", lambda: start + lasts + 60)
    assert MailLink.read(token, purpose) is None


def test_recovery_link_lasts_a_day():
    """O7"""
    assert GOOD_FOR[Purpose.RECOVER] == timedelta(hours=24)


def test_request_puts_down_one_mail():
    review = rate_with_address(make_film())

    assert confirmation.request_confirmation(review)
    assert waiting() == [(MailKind.CONFIRM, review.pk)]


def test_request_on_its_way_serves_every_review_with_this_address():
    """O7: an evening of reviews costs one mail, whose page shows all of them."""
    first, second = (rate_with_address(make_film()) for _ in range(2))

    assert confirmation.request_confirmation(first)
    assert confirmation.request_confirmation(second)

    assert waiting() == [(MailKind.CONFIRM, first.pk)]
    reviews = [contact.review for contact in confirmation.unconfirmed(link_of(first))]
    assert reviews == [first, second]


@pytest.mark.parametrize("author", [rate, rate_confirmed])
def test_request_without_an_unconfirmed_address_does_nothing(author):
    assert not confirmation.request_confirmation(author(make_film()))
    assert waiting() == []


def test_address_is_asked_six_times_a_day_at_most():
    """Anybody can type anybody's address: that must not fill a stranger's mailbox."""
    review = rate_with_address(make_film())
    asked = 0

    for _ in range(2 * confirmation.MOST_REQUESTS):
        asked += confirmation.request_confirmation(review)
        OutgoingMail.objects.all().delete()

    assert asked == confirmation.MOST_REQUESTS


def test_browser_that_confirmed_the_address_before_is_not_asked_again():
    author = authors.recognise(None)
    rate_confirmed(make_film(), author=author)
    second = rate_with_address(make_film(), author=author)

    assert not confirmation.request_confirmation(second)
    assert waiting() == []
    assert Review.objects.get(pk=second.pk).verified_email_hash == authors.address_mark(ADDRESS)


def test_other_browser_is_asked():
    """O8: whoever types an address that another person has confirmed has not confirmed it."""
    rate_confirmed(make_film(), author=authors.recognise(None))
    second = rate_with_address(make_film(), author=authors.recognise(None))

    assert confirmation.request_confirmation(second)
    assert Review.objects.get(pk=second.pk).verified_email_hash is None


def test_disowned_address_is_deleted_where_it_is_not_confirmed():
    kept = rate_confirmed(make_film())
    first, _second = (rate_with_address(make_film()) for _ in range(2))
    other = rate_with_address(make_film(), email="other@example.org")

    assert confirmation.disown(link_of(first)) == 2
    assert set(ReviewContact.objects.values_list("review", flat=True)) == {kept.pk, other.pk}


def test_stopped_mails_concern_one_review():
    one, other = rate_confirmed(make_film()), rate_confirmed(make_film())

    confirmation.stop_mails(link_of(one, Purpose.STOP))

    wants = dict(ReviewContact.objects.values_list("review", "wants_mail"))
    assert wants == {one.pk: False, other.pk: True}


def test_review_that_was_turned_down_can_be_confirmed():
    """Its author gets the way back to it, and to its one appeal."""
    review = rate_with_address(make_film())
    Review.objects.update_under_lock(status=ReviewStatus.REJECTED, decision_reason="copied")

    assert confirmation.confirm(ReviewContact.objects.select_related("review").get())
    assert Review.objects.get(pk=review.pk).verified_email_hash == authors.address_mark(ADDRESS)
