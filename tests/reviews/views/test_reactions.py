"""Votes and reports: what is taken, from whom, and how a reader takes it back."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from reviews.models import HelpfulVote, Report, Review
from tests.factories import make_draft, make_film
from tests.reviews.factories import rate
from tests.reviews.rows import add_review

pytestmark = pytest.mark.django_db
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
JSON = {**SAME_ORIGIN, "Accept": "application/json"}


@pytest.fixture
def client() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def review() -> Review:
    return add_review(make_film(slug="sunrise-1927"), display_name="Ada")


def url(view: str, review: Review) -> str:
    return reverse(f"reviews:{view}", args=[review.public_id])


def press(client: Client, review: Review, vote: str = "yes", headers=SAME_ORIGIN, **extra):
    return client.post(url("helpful", review), {"vote": vote}, headers=headers, **extra)


def votes(review: Review) -> tuple[int, int]:
    return Review.objects.values_list("helpful_yes", "helpful_no").get(pk=review.pk)


def token_of(response) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', response.content.decode())[1]


# Votes --------------------------------------------------------------------------------------------


def test_press_on_a_cached_page_is_counted_and_can_be_taken_back(client, review):
    """Line 4: without account, without script, reversible."""
    counted = press(client, review)
    assert (counted.status_code, votes(review)) == (303, (1, 0))
    page = client.get(counted["Location"]).content.decode()
    assert "You found it helpful." in page
    assert 'value="none">Take it back</button>' in page
    press(client, review, "none")
    assert votes(review) == (0, 0)


def test_vote_is_changed_by_the_other_button(client, review):
    press(client, review, "yes")
    press(client, review, "no")
    assert votes(review) == (0, 1)


def test_one_network_is_one_reader_and_another_one_is_another(client, review):
    """Line 4: counted once a person."""
    for address in ("192.0.2.1", "192.0.2.1", "192.0.2.2"):
        press(client, review, REMOTE_ADDR=address)
    assert votes(review) == (2, 0)


def test_a_script_gets_figures_and_words(client, review):
    answer = press(client, review, headers=JSON)
    assert answer.json() == {"yes": 1, "no": 0, "vote": "yes", "message": "Counted: helpful."}


def test_opening_the_page_counts_nothing(client, review):
    """No state changes on GET."""
    for _ in range(2):
        assert client.get(url("helpful", review), {"vote": "yes"}).status_code == 200
        assert client.head(url("helpful", review)).status_code == 200
    assert (votes(review), HelpfulVote.objects.exists()) == ((0, 0), False)


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}]
)
def test_press_from_elsewhere_needs_one_more_on_our_page(client, review, headers):
    asked = press(client, review, headers=headers)
    assert (asked.status_code, votes(review)) == (422, (0, 0))
    assert "Please press once more." in asked.content.decode()
    token = {"vote": "yes", "csrfmiddlewaretoken": token_of(asked)}
    client.post(url("helpful", review), token, headers={})
    assert votes(review) == (1, 0)


def test_own_review_cannot_be_voted_on(client):
    film = make_film(slug="metropolis-1927")
    form = {"score": "9", "body": "Mine.", "remember": "on"}
    client.post(reverse("reviews:review_form", args=[film.slug]), form, headers=SAME_ORIGIN)
    own = Review.objects.get()
    refused = press(client, own)
    assert (refused.status_code, votes(own)) == (409, (0, 0))
    assert "This is your own review" in refused.content.decode()
    assert press(client, own, headers=JSON).json() == {
        "message": "This is your own review, so you cannot vote on it."
    }


@pytest.mark.parametrize("vote", ["", "maybe", "yes\0", "1"])
def test_vote_that_is_none_is_asked_again(client, review, vote):
    assert press(client, review, vote).status_code == 422
    assert votes(review) == (0, 0)


def test_flood_of_one_network_is_stopped_and_told_when_to_come_back(client, review, monkeypatch):
    monkeypatch.setattr("reviews.views.reactions.MOST_VOTES", 2)
    answers = [press(client, review, vote) for vote in ("yes", "no", "yes")]
    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert answers[-1]["Retry-After"] == "600"
    assert votes(review) == (0, 1)
    assert press(client, review, headers=JSON).status_code == 429


def test_pages_of_reactions_are_private(client, review):
    for view in ("helpful", "report"):
        page = client.get(url(view, review))
        assert "no-store" in page["Cache-Control"]
        assert page["X-Robots-Tag"] == "noindex, nofollow"


# Reports ------------------------------------------------------------------------------------------


def test_report_asks_for_a_reason_and_can_be_taken_back(client, review):
    """M6"""
    asked = client.get(url("report", review)).content.decode()
    assert asked.count('type="radio"') == 5
    sent = client.post(url("report", review), {"reason": "spoiler"}, headers=SAME_ORIGIN)
    assert sent.status_code == 303
    page = client.get(sent["Location"]).content.decode()
    assert "A moderator will look at it." in page
    assert Review.objects.get().queued_at is not None
    client.post(url("report", review), {"reason": "none"}, headers=SAME_ORIGIN)
    assert not Report.objects.exists()


def test_reports_are_counted_by_network_whoever_has_a_key(client, review):
    """M6: 100 from one network are 1."""
    for _ in range(5):
        browser = Client()
        browser.cookies["author"] = "x" * 43
        browser.post(url("report", review), {"reason": "abuse"}, headers=SAME_ORIGIN)
    assert (Report.objects.count(), Review.objects.get().status) == (1, "published")


def test_reader_whose_report_hid_a_review_can_take_it_back(client, review):
    for number in range(5):
        client.post(
            url("report", review),
            {"reason": "abuse"},
            headers=SAME_ORIGIN,
            REMOTE_ADDR=f"192.0.2.{number}",
        )
    assert Review.objects.get().status == "hidden"
    back = {"reason": "none"}
    client.post(url("report", review), back, headers=SAME_ORIGIN, REMOTE_ADDR="192.0.2.4")
    assert Review.objects.get().status == "published"


@pytest.mark.parametrize(
    ("reason", "headers"), [("", SAME_ORIGIN), ("dull", SAME_ORIGIN), ("abuse", {})]
)
def test_report_that_is_none_is_asked_again(client, review, reason, headers):
    answer = client.post(url("report", review), {"reason": reason}, headers=headers)
    assert answer.status_code == 422
    assert "<title>Error: " in answer.content.decode()
    assert not Report.objects.exists()


def test_flood_of_reports_is_stopped(client, review, monkeypatch):
    monkeypatch.setattr("reviews.views.reactions.MOST_REPORTS", 1)
    answers = [
        client.post(url("report", review), {"reason": reason}, headers=SAME_ORIGIN)
        for reason in ("abuse", "spoiler")
    ]
    assert [answer.status_code for answer in answers] == [303, 429]
    assert Report.objects.get().reason == "abuse"


# What cannot be reached ---------------------------------------------------------------------------


@pytest.mark.parametrize("view", ["helpful", "report"])
def test_reactions_to_what_is_not_public_are_not_found(client, view):
    film = make_film()
    waiting = rate(film, 8, body="Come to www.spam.example")
    wordless = rate(film, 8)
    of_draft = add_review(make_draft())
    for review in (waiting, wordless, of_draft):
        assert client.get(url(view, review)).status_code == 404
        posted = client.post(url(view, review), {"vote": "yes"}, headers=SAME_ORIGIN)
        assert posted.status_code == 404
    assert client.get(reverse(f"reviews:{view}", args=["x" * 12])).status_code == 404


@pytest.mark.parametrize("view", ["helpful", "report"])
@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_reactions_take_no_other_method(client, review, view, method):
    assert getattr(client, method)(url(view, review)).status_code == 405


@pytest.mark.parametrize("view", ["helpful", "report"])
@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b'{"vote": "yes"}', "application/json"),
        (b"\xff\xfe", "text/plain"),
        (b"x", ""),
        (b"&".join([b"a"] * 2_000), "application/x-www-form-urlencoded"),
        (b"vote=%ED%A0%80&reason=%00", "application/x-www-form-urlencoded"),
    ],
)
def test_no_body_is_an_error_of_ours(client, review, view, body, content_type):
    """S9"""
    answer = client.generic("POST", url(view, review), body, content_type, headers=SAME_ORIGIN)
    assert (answer.status_code, votes(review), Report.objects.exists()) == (422, (0, 0), False)
