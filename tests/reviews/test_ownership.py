from datetime import timedelta

import pytest
from django.core import signing

from reviews import ownership
from reviews.models import ReviewAccess
from reviews.ownership import Session
from tests.factories import make_film
from tests.reviews.factories import rate

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    return rate(make_film())


def test_the_secret_is_stored_as_its_hash_only(review):
    """O2"""
    secret = ownership.secret(review)
    access = ReviewAccess.objects.get()
    assert access.token_hash == ownership.hash_secret(secret)
    assert secret not in repr(ReviewAccess.objects.values())
    assert len(secret) == 43


def test_the_secret_is_the_same_every_time_and_another_for_each_review(review):
    """F9"""
    other = rate(make_film())
    assert ownership.secret(review) == ownership.secret(review)
    assert ownership.secret(review) != ownership.secret(other)


def test_find_takes_the_right_secret_only(review):
    """O3"""
    secret, other = ownership.secret(review), rate(make_film())
    assert ownership.find(review.public_id, secret) == review
    assert ownership.find(other.public_id, secret) is None
    assert ownership.find(review.public_id, secret[:-1]) is None
    assert ownership.find(review.public_id, ownership.secret(other)) is None
    assert ownership.find(review.public_id, "") is None


def test_a_new_link_ends_the_old_one_and_its_sessions(review):
    """O8"""
    old, session = ownership.secret(review), ownership.open_session([review])
    ownership.renew_link(review)
    assert ownership.find(review.public_id, old) is None
    assert ownership.find(review.public_id, ownership.secret(review)) == review
    assert ownership.read_session(session) == Session()


def test_a_link_still_opens_after_the_sites_key_has_changed(review, settings):
    old = ownership.secret(review)
    settings.SECRET_KEY = "another " * 8
    assert ownership.find(review.public_id, old) == review
    assert ownership.find(review.public_id, ownership.secret(review)) == review


def test_a_session_holds_what_was_put_in_and_what_it_held_before(review):
    other = rate(make_film())
    first = ownership.read_session(ownership.open_session([other]))
    second = ownership.read_session(ownership.open_session([review], earlier=first, is_new=True))
    assert (second.review_ids, second.new_ids) == ((review.pk, other.pk), (review.pk,))
    assert second.holds(review)
    assert not first.holds(review)


def test_a_session_ends_after_half_an_hour(review, monkeypatch):
    """O2"""
    value = ownership.open_session([review])
    monkeypatch.setattr(ownership, "SESSION_LASTS", timedelta(seconds=-1))
    assert ownership.read_session(value) == Session()


@pytest.mark.parametrize(
    "value",
    [None, "", "x", "a:b:c", pytest.param(signing.dumps([[[1, "x"]], []]), id="other purpose")],
)
def test_a_session_that_is_not_ours_holds_nothing(value):
    """O8"""
    assert ownership.read_session(value) == Session()


def test_a_session_does_not_outgrow_a_cookie(review):
    film = make_film()
    many = [rate(film, address="") for _ in range(ownership.MOST_IN_A_SESSION + 1)]
    value = ownership.open_session([*many, review])
    assert len(value) < 3500
    assert len(ownership.read_session(value).review_ids) == ownership.MOST_IN_A_SESSION
