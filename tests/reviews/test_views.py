"""The ladder of every view, and what no visitor's browser may be able to do."""

import re
import uuid

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from films.models import Film, Redirect
from reviews import authors, submission
from reviews.models import FilmRating, Review
from tests.factories import make_draft, make_film
from tests.reviews.factories import rate

pytestmark = pytest.mark.django_db
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def film() -> Film:
    return make_film(title="Sunrise", slug="sunrise-1927")


@pytest.fixture
def client() -> Client:
    return Client(enforce_csrf_checks=True)


def url(film: Film) -> str:
    return reverse("reviews:review_form", args=[film.slug])


def send(client: Client, film: Film, headers: dict | None = None, **typed: object):
    return client.post(url(film), typed, headers=SAME_ORIGIN if headers is None else headers)


def token_of(response) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', response.content.decode())[1]


# The form ----------------------------------------------------------------------------------------


def test_form_page_is_never_cached_and_has_a_token(client, film):
    """F2"""
    response = client.get(url(film), {"score": "9"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert token_of(response)
    assert re.findall(r'value="(\w*)"[^>]* checked', html) == ["9"]


@pytest.mark.parametrize("score", ["11", "0", "-1", "abc", "9.5", "９", "٥", "", "9 ", "1" * 5000])
def test_form_page_ignores_scores_that_are_none(client, film, score):
    """F2"""
    response = client.get(url(film), {"score": score})
    assert (response.status_code, b" checked" in response.content) == (200, False)


def test_form_page_has_ten_radios_and_no_rating(client, film):
    """F1, X2, X7"""
    html = client.get(url(film)).content.decode()
    assert html.count('type="radio"') == 11
    assert "4½ out of 5 stars" in html
    assert 'autocomplete="nickname"' in html
    assert 'autocomplete="email"' in html


def test_form_page_sets_no_author_cookie(client, film):
    client.get(url(film))
    assert "author" not in client.cookies


def test_a_score_alone_is_answered_with_its_receipt(client, film):
    """F3, X4"""
    response = send(client, film, score="9")
    assert response.status_code == 303
    receipt = client.get(response["Location"])
    html = receipt.content.decode()
    assert "There you are: your rating counts." in html
    assert 'role="status"' in html
    assert "Anonymous" in html
    assert "Add a sentence" in html
    assert Review.objects.get().status == "published"


def test_nothing_at_all_is_answered_with_the_form(client, film):
    """F4"""
    response = send(client, film, title="A headline is not enough", score="")
    html = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: " in html
    assert '<a href="#id_score_1">Choose a rating or write something</a>' in html
    assert 'role="alert" tabindex="-1" autofocus' in html
    assert 'value="A headline is not enough"' in html


@pytest.mark.parametrize("blank", ["", " ", "\u00a0", "\u3164", "\u200b", "\0"])
def test_words_that_show_nothing_are_no_words(client, film, blank):
    """Row 19 of the hostile inputs."""
    assert send(client, film, body=blank).status_code == 422


@pytest.mark.parametrize(
    "score", ["0", "11", "-1", "5.5", "5e0", "٥", "５", "5 ", "0x5", "NaN", "1e400", "9" * 30]
)
def test_a_score_that_is_none_is_refused_in_words(client, film, score):
    """Rows 2-14 of the hostile inputs."""
    response = send(client, film, score=score, body="Typed")
    assert response.status_code == 422
    assert "Choose one of the ten ratings" in response.content.decode()
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("field", "longest"), [("body", 5000), ("title", 120), ("display_name", 50)]
)
@pytest.mark.parametrize("letter", ["x", "é", "👩"])
def test_the_limit_counts_code_points_and_keeps_the_text(client, film, field, longest, letter):
    """F6"""
    typed = letter * (longest + 1)
    response = send(client, film, **{"score": "9", field: typed})
    assert response.status_code == 422
    assert typed in response.content.decode()
    assert send(client, film, **{"score": "9", field: typed[1:]}).status_code == 303


def test_line_ends_are_one_character_before_counting(client, film):
    """F6"""
    assert send(client, film, body="x\r\n" * 2499 + "xy").status_code == 303
    assert Review.objects.get().body.count("\r") == 0


def test_an_address_that_is_none_is_refused_with_everything_kept(client, film):
    response = send(client, film, score="9", email="a@b.c\r\nBcc:x@y", body="Typed", website="")
    html = response.content.decode()
    assert response.status_code == 422
    assert "name@example.org" in html
    assert re.findall(r'value="(\w*)"[^>]* checked', html) == ["9"]
    assert not Review.objects.exists()


def test_fields_that_are_not_ours_are_ignored(client, film):
    """Row 33 of the hostile inputs."""
    send(client, film, score="2", status="hidden", counts="0", created_at="1990-01-01", id="77")
    review = Review.objects.get()
    assert (review.score, review.status, review.created_at.year > 1990) == (2, "published", True)
    assert review.pk != 77


def test_the_last_of_two_scores_wins(client, film):
    """Row 15 of the hostile inputs."""
    send(client, film, score=["5", "1"])
    assert Review.objects.get().score == 1


def test_a_filled_trap_gets_an_ordinary_receipt_and_waits(client, film):
    """S1"""
    response = send(client, film, score="9", website="https://spam.example")
    assert response.status_code == 303
    assert Review.objects.get().hold_reason == "honeypot"


def test_no_robot_test_anywhere(client, film):
    """X9"""
    html = client.get(url(film)).content.decode().lower()
    assert "captcha" not in html
    assert "<iframe" not in html


# Who sent it -------------------------------------------------------------------------------------

OWN = "http://testserver"


@pytest.mark.parametrize(
    ("headers", "is_stored"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": OWN}, True),
        ({"Origin": OWN}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": OWN}, False),
        ({"Sec-Fetch-Site": "junk"}, False),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": OWN + ".evil.example"}, False),
        ({}, False),
    ],
)
def test_only_our_own_pages_can_send(client, film, headers, is_stored):
    """A4 of the threats, by reviews.md's rule: the form's page, everything kept, nothing stored."""
    response = send(client, film, headers=headers, score="9", body="Typed & kept")
    assert Review.objects.exists() is is_stored
    assert response.status_code == (303 if is_stored else 422)
    if not is_stored:
        html = response.content.decode()
        assert "Please press Send again" in html
        assert "Typed &amp; kept</textarea>" in html
        assert re.findall(r'value="(\w*)"[^>]* checked', html) == ["9"]


def test_one_more_press_is_enough(client, film):
    """F8: no header that says where it came from, or a cookie that has expired."""
    asked = send(client, film, headers={}, score="9", body="Typed")
    again = send(
        client, film, headers={}, score="9", body="Typed", csrfmiddlewaretoken=token_of(asked)
    )
    assert again.status_code == 303
    assert Review.objects.get().body == "Typed"


def test_a_token_from_nowhere_is_not_enough(client, film):
    send(client, film, headers={}, score="9", csrfmiddlewaretoken="a" * 64)
    assert not Review.objects.exists()


def test_a_database_that_cannot_write_loses_no_words(client, film, monkeypatch):
    """B3 of the faults: 503, and everything typed is still there."""

    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(submission, "submit", locked)
    response = send(client, film, score="9", body="Typed & kept")
    assert response.status_code == 503
    assert "Typed &amp; kept</textarea>" in response.content.decode()


# One review a person ------------------------------------------------------------------------------


def test_going_back_and_sending_again_edits(client, film):
    """F10"""
    send(client, film, score="9", body="First")
    send(client, film, score="4", body="Second")
    review = Review.objects.get()
    assert (review.score, review.body) == (4, "Second")
    assert FilmRating.objects.get().total == 4


def test_the_form_page_shows_what_its_author_sent(client, film):
    send(client, film, score="9", body="First", email="me@example.org")
    html = client.get(url(film)).content.decode()
    assert "Change your review" in html
    assert "First</textarea>" in html
    assert "me@example.org" not in html


def test_nobody_else_sees_it_in_the_form(client, film):
    send(client, film, score="9", body="First")
    assert "First" not in Client().get(url(film)).content.decode()


def test_a_key_twice_is_one_receipt(client, film):
    """F9"""
    key = str(uuid.uuid4())
    addresses = {send(Client(), film, score="9", idempotency_key=key)["Location"] for _ in range(2)}
    assert len(addresses) == 1
    assert FilmRating.objects.get().count == 1


def test_a_key_that_is_none_is_ignored(client, film):
    assert send(client, film, score="9", idempotency_key="1; DROP TABLE").status_code == 303


def test_the_cookie_ends_with_the_session_and_is_out_of_reach_of_scripts(client, film):
    cookie = send(client, film, score="9").cookies["author"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert len(cookie.value) == authors.SECRET_LENGTH


def test_the_cookie_is_bound_to_the_host_over_https(client, film, settings):
    settings.SESSION_COOKIE_SECURE = True
    cookie = send(client, film, score="9").cookies["__Host-author"]
    assert (cookie["secure"], cookie["path"]) == (True, "/")


# The ladder ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", ["review_form", "review_list"])
def test_a_film_that_is_not_public_is_not_found(client, view):
    """F11"""
    hidden = make_draft(slug="draft-1927")
    for slug in (hidden.slug, "no-such-film"):
        assert client.get(reverse(f"reviews:{view}", args=[slug])).status_code == 404


def test_a_review_of_a_film_that_is_not_public_is_not_stored(client):
    """F11"""
    assert send(client, make_draft(slug="draft-1927"), score="9").status_code == 404
    assert not Review.objects.exists()


def test_a_film_that_moved_takes_form_and_score_along(client, film):
    """F11"""
    Redirect.objects.create(old_path="/films/old-1927/", new_path="/films/sunrise-1927/")
    response = client.get("/films/old-1927/review/", {"score": "9"})
    assert (response.status_code, response["Location"]) == (308, f"{url(film)}?score=9")


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, film, method):
    assert getattr(client, method)(url(film)).status_code == 405


@pytest.mark.parametrize("view", ["receipt", "review_list"])
def test_pages_to_read_cannot_be_posted_to(film, view):
    """S9"""
    page = reverse(f"reviews:{view}", args=["x" if view == "receipt" else film.slug])
    assert Client().post(page).status_code == 405


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b'{"score": 9}', "application/json", 415),
        (b"\xff\xfe", "text/plain", 415),
        (b"x", "", 415),
        (b"score=9", "multipart/form-data", 400),
        (b"score=9", "multipart/form-data; boundary=x", 422),
        (b"score=%ED%A0%80&body=%ED%A0%80", "application/x-www-form-urlencoded", 422),
        (b"body=%ED%A0%80", "application/x-www-form-urlencoded", 303),
        (b"score=9&body=%00", "application/x-www-form-urlencoded", 303),
        (b"&".join([b"a"] * 10_000), "application/x-www-form-urlencoded", 400),
        (b"body=" + b"x" * 300_000, "application/x-www-form-urlencoded", 413),
    ],
)
def test_no_body_is_an_error_of_ours(client, film, body, content_type, status):
    """S9, rows 17-23 of the hostile inputs."""
    response = client.generic("POST", url(film), body, content_type, headers=SAME_ORIGIN)
    assert response.status_code == status


# The receipt --------------------------------------------------------------------------------------


def test_the_receipt_is_for_its_holder_only(client, film):
    response = client.get(send(client, film, score="9")["Location"])
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "author" not in response.cookies


def test_reading_the_receipt_changes_nothing(client, film):
    address = send(client, film, score="9")["Location"]
    before = Review.objects.values().get()
    for _ in range(2):
        assert Client().get(address).status_code == 200
        assert Client().head(address).status_code == 200
    assert Review.objects.values().get() == before


def test_a_wrong_receipt_is_not_found(client):
    assert client.get(reverse("reviews:receipt", args=["x" * 43])).status_code == 404


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"score": "9", "body": "Good"}, "your rating counts, and your review is on the page."),
        ({"body": "Good"}, "There you are: your review is on the page."),
        ({"score": "9", "body": "www.spam.example"}, "A moderator reads it before it appears."),
    ],
)
def test_the_receipt_says_what_became_of_it(client, film, typed, says):
    receipt = client.get(send(client, film, **typed)["Location"]).content.decode()
    assert says in receipt


# The list -----------------------------------------------------------------------------------------


def list_page(client: Client, film: Film, number: object = 1):
    return client.get(reverse("reviews:review_list", args=[film.slug]), {"page": number})


def test_the_list_has_twenty_a_page_newest_first(client, film):
    for number in range(21):
        rate(film, 8, body=f"Words number {number}")
    first, second = (list_page(client, film, page).content.decode() for page in (1, 2))
    assert first.count('<li class="review"') == 20
    assert first.index("Words number 20") < first.index("Words number 19")
    assert "Words number 0<" in second


@pytest.mark.parametrize("number", ["0", "-1", "2", "abc", "1e3", "９", str(2**70), ""])
def test_a_page_that_is_not_there_is_not_found(client, film, number):
    assert list_page(client, film, number).status_code == 404


def test_an_empty_list_invites(client, film):
    html = list_page(client, film).content.decode()
    assert "There are no reviews yet. Be the first one to write one." in html


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_needs_two_queries(client, film, count, django_assert_num_queries):
    """A8"""
    for number in range(count):
        rate(film, 8, body=f"Words number {number}")
    with django_assert_num_queries(2):
        list_page(client, film)


def test_only_what_is_published_is_listed(client, film):
    rate(film, 8, body="Come to www.spam.example")
    rate(film, 8)
    assert list_page(client, film).content.decode().count('<li class="review"') == 0
    assert "spam" not in list_page(client, film).content.decode()


# The film page ------------------------------------------------------------------------------------


def test_the_film_page_is_the_same_for_everybody(client, film):
    """F1"""
    send(client, film, score="9", body="Mine")
    response = client.get(film.get_absolute_url())
    html = response.content.decode()
    assert response.status_code == 200
    assert "Set-Cookie" not in response
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "csrfmiddlewaretoken" not in html
    assert html.count('type="radio"') == 11
