"""The page that a mail of ours leads to, to confirm an address or to get no more mail."""

import re

import pytest
from django.test import Client

from reviews import ownership
from reviews.mail_links import Purpose, mail_link
from reviews.models import Review, ReviewContact
from tests.factories import make_film
from tests.reviews.mails import ADDRESS, rate_confirmed, rate_with_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def review() -> Review:
    return rate_with_address(make_film(title="Sunrise", year=1927), 9, body="Secret thoughts.")


def path_of(review: Review, purpose: Purpose = Purpose.CONFIRM) -> str:
    return mail_link(review.contact, purpose).removeprefix("http://127.0.0.1:8000")


def press(client: Client, path: str, **typed: object):
    """Open a page, and press its button with the values that it holds."""
    html = client.get(path).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[1]
    return client.post(path, {"csrfmiddlewaretoken": token, **typed})


def confirmed() -> set[int]:
    contacts = ReviewContact.objects.filter(verified_at__isnull=False)
    return set(contacts.values_list("review", flat=True))


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_link_confirms_nothing(client, review, method):
    """O1, I3: a scanner that opens every link of a mail has not read it."""
    for _ in range(3):
        response = getattr(client, method)(path_of(review))

    assert (response.status_code, confirmed()) == (200, set())
    assert "reviews" not in response.cookies


def test_page_says_which_review_it_is_and_none_of_its_words(client, review):
    html = client.get(path_of(review)).content.decode()

    assert "Sunrise (1927)" in html
    assert "4½ out of 5 stars" in html
    assert ADDRESS in html
    assert "Secret thoughts" not in html


def test_press_confirms_and_opens_the_review(client, review):
    response = press(client, path_of(review), review=review.public_id)

    assert (response.status_code, confirmed()) == (200, {review.pk})
    assert "Your address is confirmed" in response.content.decode()
    assert ownership.read_session(client.cookies["reviews"].value).review_ids == (review.pk,)


def test_press_without_the_token_of_the_page_confirms_nothing(client, review):
    response = client.post(path_of(review), {"review": review.public_id})

    assert (response.status_code, confirmed()) == (403, set())


def test_link_that_was_used_says_so(client, review):
    press(client, path_of(review), review=review.public_id)

    response = client.get(path_of(review))

    assert response.status_code == 200
    assert "Your address is confirmed" in response.content.decode()


def test_several_reviews_are_confirmed_by_ticking_them(client, review):
    mine = rate_with_address(make_film(title="Faust"))
    strangers = rate_with_address(make_film(title="Metropolis"))
    other_address = rate_with_address(make_film(title="Nosferatu"), email="other@example.org")

    html = client.get(path_of(review)).content.decode()
    press(
        client,
        path_of(review),
        review=[review.public_id, mine.public_id, other_address.public_id],
    )

    ticked = re.findall(r'name="review" value="(\w+)" checked', html)
    assert ticked == [review.public_id]
    assert [title in html for title in ("Faust", "Metropolis", "Nosferatu")] == [True, True, False]
    assert confirmed() == {review.pk, mine.pk}
    assert strangers.pk not in confirmed()


def test_press_without_a_tick_says_what_to_do(client, review):
    rate_with_address(make_film())

    response = press(client, path_of(review))

    assert "No review was ticked." in response.content.decode()
    assert "reviews" not in response.cookies


def test_second_review_of_a_film_is_not_confirmed_and_told_why(client):
    """I2: the address has confirmed one of this film; the page says how to mend it."""
    film = make_film(title="M", year=1931)
    first = rate_confirmed(film)
    second = rate_with_address(film)

    response = press(client, path_of(second), review=second.public_id)

    html = response.content.decode()
    assert confirmed() == {first.pk}
    assert "You have already confirmed another review of M (1931) with this address" in html
    assert 'href="/reviews/find/"' in html
    assert "reviews" not in response.cookies


def test_address_that_is_anothers_is_deleted_at_once(client, review):
    response = press(client, path_of(review), disown="yes")

    assert "Your address is deleted" in response.content.decode()
    assert ReviewContact.objects.count() == 0
    assert client.get(path_of(review)).status_code == 404


def test_film_title_is_no_markup(client):
    """F7"""
    review = rate_with_address(make_film(title="<script>alert(1)</script>"))

    assert "<script>alert" not in client.get(path_of(review)).content.decode()


@pytest.mark.parametrize("purpose", [Purpose.RECOVER, Purpose.STOP])
def test_link_for_something_else_confirms_nothing(client, review, purpose):
    wrong = path_of(review, purpose).split("/")[-2]

    assert client.get(f"/reviews/confirm/{wrong}/").status_code == 404


def test_mails_are_stopped_by_a_press_only(client):
    review = rate_confirmed(make_film())
    path = path_of(review, Purpose.STOP)

    client.get(path)
    assert ReviewContact.objects.get().wants_mail
    response = client.post(path)

    assert "We write no more about this review." in response.content.decode()
    assert not ReviewContact.objects.get().wants_mail


def test_mail_program_stops_the_mails_for_its_reader(client):
    """RFC 8058: one press in the program, which knows no token and no cookie of ours."""
    review = rate_confirmed(make_film())

    response = client.post(
        path_of(review, Purpose.STOP),
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code == 200
    assert not ReviewContact.objects.get().wants_mail


def test_garbled_link_stops_nothing(client):
    rate_confirmed(make_film())

    assert client.post("/reviews/mails/x/").status_code == 404
    assert ReviewContact.objects.get().wants_mail
