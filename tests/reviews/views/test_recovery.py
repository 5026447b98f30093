"""The way back by e-mail, as a visitor meets it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from reviews import ownership
from reviews.mail_links import Purpose, mail_link
from reviews.models import OutgoingMail, Review
from tests.factories import make_film
from tests.reviews.mails import ADDRESS, rate_confirmed, rate_with_address, send, waiting

pytestmark = pytest.mark.django_db
FORM = "/reviews/find/"


@pytest.fixture
def client() -> Client:
    return Client(enforce_csrf_checks=True)


def press(client: Client, path: str, **typed: str):
    """Open a page, and press its button."""
    html = client.get(path).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[1]
    return client.post(path, {"csrfmiddlewaretoken": token, **typed})


def path_of(review: Review, purpose: Purpose = Purpose.RECOVER) -> str:
    return mail_link(review.contact, purpose).removeprefix("http://127.0.0.1:8000")


def without_tokens(response) -> str:
    return re.sub(r'value="\w{64}"', "", response.content.decode())


def test_form_takes_an_address_by_mail_program_or_memory(client):
    """X7"""
    response = client.get(FORM)

    html = response.content.decode()
    assert response.status_code == 200
    assert re.search(r'<label for="id_email">E-mail</label><input [^>]*id="id_email"', html)
    assert 'autocomplete="email"' in html


def test_every_address_is_answered_alike(client):
    """O7: known, unknown, malformed, none at all, and one asked for a second time."""
    rate_confirmed(make_film())
    addresses = [ADDRESS, ADDRESS, "nobody@example.org", "no address", "", "a" * 999, "\x00"]

    answers = [press(client, FORM, email=address) for address in addresses]

    assert {answer.status_code for answer in answers} == {200}
    assert len({without_tokens(answer) for answer in answers}) == 1
    assert [message.to for message in send()] == [[ADDRESS]]


def test_form_without_its_token_sends_nothing(client):
    rate_confirmed(make_film())

    assert client.post(FORM, {"email": ADDRESS}).status_code == 403
    assert waiting() == []


def test_site_without_a_mail_server_says_so(client, settings):
    settings.EMAIL_BACKEND = "config.console_mail.EmailBackend"

    assert "This site has no mail server yet" in client.get(FORM).content.decode()


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_link_changes_nothing(client, method):
    """O7, I3: mail scanners and browsers that load ahead open every link."""
    review = rate_confirmed(make_film(title="Sunrise"))
    path = path_of(review)

    for _ in range(3):
        response = getattr(client, method)(path, headers={"Sec-Purpose": "prefetch"})

    assert response.status_code == 200
    assert ownership.read_session(response.cookies.get("reviews", None)) == ownership.Session()
    assert "Sunrise" not in response.content.decode()  # not even what there is
    assert client.get(reverse("reviews:manage", args=[review.public_id])).status_code == 404


def test_press_opens_a_session_of_the_confirmed_reviews_only(client):
    """O7"""
    reviews = [rate_confirmed(make_film()) for _ in range(2)]
    unconfirmed = rate_with_address(make_film())
    others = rate_confirmed(make_film(), email="other@example.org")

    response = press(client, path_of(reviews[0]))

    assert (response.status_code, response["Location"]) == (303, reverse("reviews:own_reviews"))
    held = ownership.read_session(client.cookies["reviews"].value)
    assert held.review_ids == (reviews[1].pk, reviews[0].pk)
    for review, status in ((reviews[0], 200), (unconfirmed, 404), (others, 404)):
        page = reverse("reviews:manage", args=[review.public_id])
        assert client.get(page).status_code == status


def test_link_from_the_mail_is_the_one_that_opens(client):
    """O7: from the lost link back to the review, as a visitor goes."""
    review = rate_confirmed(make_film())
    press(client, FORM, email=ADDRESS)
    (message,) = send()
    link = re.search(r"http://127\.0\.0\.1:8000(\S+)", message.body)[1]

    response = press(client, link)

    page = reverse("reviews:manage", args=[review.public_id])
    assert page in client.get(response["Location"]).content.decode()


def test_whoever_has_more_reviews_than_a_session_holds_opens_them_in_parts(client, monkeypatch):
    monkeypatch.setattr(ownership, "MOST_IN_A_SESSION", 2)
    reviews = [rate_confirmed(make_film()) for _ in range(3)]

    html = client.get(path_of(reviews[0])).content.decode()
    press(client, path_of(reviews[0]), part="1")

    assert html.count('name="part"') == 2
    assert ownership.read_session(client.cookies["reviews"].value).review_ids == (reviews[0].pk,)


@pytest.mark.parametrize("part", ["7", "-1", "x", "٣", "9" * 50])
def test_part_that_is_none_opens_one_that_is(client, part):
    review = rate_confirmed(make_film())

    assert press(client, path_of(review), part=part).status_code == 303


def test_ended_and_garbled_links_get_the_same_answer(client):
    review = rate_confirmed(make_film())
    wrong = [
        path_of(review)[:-2] + "/",
        path_of(review, Purpose.CONFIRM).replace("/confirm/", "/find/"),
        "/reviews/find/x/",
    ]
    right = path_of(review)
    OutgoingMail.objects.all().delete()
    review.contact.delete()
    Review.objects.update(verified_email_hash=None)

    answers = [client.get(path) for path in [*wrong, right]]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize("path", [FORM, "link"])
def test_pages_are_private_and_their_forms_are_not_refused(client, path):
    """O2: no cache, no search engine, no address for others; and a browser names the origin of a
    form only where the policy lets it."""
    response = client.get(path_of(rate_confirmed(make_film())) if path == "link" else path)

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "strict-origin"


@pytest.mark.parametrize("path", [FORM, "/reviews/find/x/", "/reviews/confirm/x/"])
def test_other_methods_are_refused(client, path):
    assert Client().put(path).status_code == 405
