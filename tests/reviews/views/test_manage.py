"""An author's own pages: the link, the receipt, and every button on it."""

import json
import re
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from films.models import Film
from reviews import erasure, form_marks, ownership
from reviews.choices import ReviewStatus
from reviews.models import FilmRating, Review, ReviewAccess, ReviewContact
from reviews.views import manage as views
from tests.factories import make_film
from tests.reviews.factories import rate
from tests.reviews.rows import add_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def film() -> Film:
    return make_film(title="Sunrise", slug="sunrise-1927")


@pytest.fixture
def client() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def review(film) -> Review:
    return rate(film, 9, body="Mine", email="me@example.org", address="192.0.2.7")


def page(review: Review, name: str = "manage") -> str:
    return reverse(f"reviews:{name}", args=[review.public_id])


def enter(client: Client, review: Review) -> str:
    """Open the secret link and return the page behind it."""
    return client.get(ownership.manage_path(review), follow=True).content.decode()


def sent_link(review: Review) -> str:
    """Where the answer to a form that was stored leads to."""
    return f"{ownership.manage_path(review)}?sent={form_marks.sent_just_now()}"


def press(client: Client, review: Review, name: str, **typed: str):
    """Press a button of the page, with its token."""
    html = client.get(page(review)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[1]
    return client.post(page(review, name), {"csrfmiddlewaretoken": token, **typed})


def test_the_link_leads_to_an_address_without_the_secret(client, review):
    """O2"""
    response = client.get(ownership.manage_path(review))
    assert (response.status_code, response["Location"]) == (303, page(review))
    cookie = response.cookies["reviews"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")
    assert ownership.secret(review) not in cookie.value


@pytest.mark.parametrize(
    ("name", "referrer"),
    [
        ("link", "no-referrer"),
        ("wrong", "no-referrer"),
        ("page", "strict-origin"),
        ("other", "strict-origin"),
        ("list", "strict-origin"),
    ],
)
def test_private_pages_stay_out_of_caches_and_referrers(client, review, name, referrer):
    """O2: under "no-referrer" a browser would send the forms of a page with the origin "null"."""
    enter(client, review)
    addresses = {
        "link": ownership.manage_path(review),
        "wrong": reverse("reviews:open", args=[review.public_id, "x" * 43]),
        "page": page(review),
        "other": page(review).replace(review.public_id, "x" * 12),
        "list": reverse("reviews:own_reviews"),
    }
    response = client.get(addresses[name])
    assert response["Referrer-Policy"] == referrer
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]


def test_opening_the_link_changes_nothing(review):
    """O1, I3: mail scanners and browsers that load ahead."""
    address, before = ownership.manage_path(review), Review.objects.values().get()
    for method in ("get", "head", "get", "head"):
        assert getattr(Client(), method)(address).status_code == 303
    assert Review.objects.values().get() == before
    assert Client().post(address).status_code == 405


@pytest.mark.parametrize(
    "name",
    [
        "withdraw",
        "undo_withdrawal",
        "renew_link",
        "appeal",
        "confirm_again",
        "drop_email",
    ],
)
def test_buttons_need_a_press_and_a_token(client, review, name):
    """O1: GET is refused, and so is a POST without the page's token."""
    enter(client, review)
    before = Review.objects.values().get()
    assert client.get(page(review, name)).status_code == 405
    assert client.post(page(review, name)).status_code == 403
    assert Review.objects.values().get() == before


def test_the_receipt_shows_the_link_once(client, review):
    """O1: after sending, and not when the link is opened later."""
    sent = client.get(sent_link(review), follow=True).content.decode()
    assert ownership.manage_url(review) in sent
    assert "data-copy-from" in sent
    assert ownership.manage_url(review) not in enter(Client(), review)


@pytest.mark.parametrize(
    ("site", "is_new"),
    [
        (None, True),
        ("same-origin", True),
        ("same-site", False),
        ("cross-site", False),
        ("none", False),
    ],
)
def test_who_is_led_to_a_link_has_not_sent_its_review(client, review, site, is_new):
    """O2: another site, or a mail, can carry a fresh mark as well."""
    client.get(sent_link(review), headers={"Sec-Fetch-Site": site} if site else {})
    held = ownership.read_session(client.cookies["reviews"].value)
    assert held == ownership.Session((review.pk,), (review.pk,) if is_new else ())


@pytest.mark.parametrize("mark", ["", "sent", "sent:1abcde:forged", "é:1:\0", "age"])
def test_a_mark_that_is_not_ours_makes_no_review_new(client, review, mark):
    """O2: neither does that of a form, which is signed with the same key."""
    mark = form_marks.issue() if mark == "age" else mark
    client.get(ownership.manage_path(review), {"sent": mark})
    held = ownership.read_session(client.cookies["reviews"].value)
    assert held == ownership.Session((review.pk,), ())


def test_a_mark_is_good_for_a_minute(client, review, monkeypatch):
    """O2: a link copied with its mark is a link like any other."""
    link = sent_link(review)
    monkeypatch.setattr(form_marks, "TO_THE_RECEIPT", timedelta(seconds=-1))
    client.get(link, headers={"Sec-Fetch-Site": "same-origin"})
    held = ownership.read_session(client.cookies["reviews"].value)
    assert held == ownership.Session((review.pk,), ())


@pytest.mark.parametrize("change", ["secret", "id", "both", "case"])
def test_a_wrong_link_is_not_found(review, change):
    """O3: one answer to all of them."""
    public_id, secret = review.public_id, ownership.secret(review)
    public_id = "1" * 12 if change in ("id", "both") else public_id
    secret = {"secret": "x" * 43, "both": "x" * 43, "case": secret.swapcase()}.get(change, secret)
    response = Client().get(reverse("reviews:open", args=[public_id, secret]))
    assert response.status_code == 404
    assert not response.cookies
    never_was = Client().get(reverse("reviews:manage", args=["1" * 12]))
    assert response.content == never_was.content


@pytest.mark.parametrize("name", ["open", "recover", "confirm", "stop_mails"])
def test_a_secret_link_without_its_last_sign_is_kept_by_no_cache(client, review, name):
    """O2: mail programs cut links off; a redirect to the whole one could be kept anywhere."""
    token = ownership.secret(review)
    whole = reverse(
        f"reviews:{name}", args=[review.public_id, token] if name == "open" else [token]
    )
    response = client.get(whole.removesuffix("/"))
    assert response.status_code == (303 if name == "open" else 404)
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize(
    "path", ["/r/{}/", "/r/{}/download/", "/reviews/{}/helpful/", "/reviews/{}/report/", "/r/{}/x/"]
)
def test_a_nul_byte_in_an_address_is_not_found(client, path):
    """Hostile inputs: PostgreSQL refuses to look for one."""
    assert client.get(path.format("%00")).status_code == 404


def test_guessing_links_is_stopped(review):
    """O3: twenty wrong ones a minute and network, then 429 also for the right one."""
    wrong = reverse("reviews:open", args=[review.public_id, "x" * 43])
    answers = [Client().get(wrong).status_code for _ in range(views.GUESSES + 1)]
    assert answers == [404] * views.GUESSES + [429]
    assert Client().get(ownership.manage_path(review)).status_code == 429
    elsewhere = Client(REMOTE_ADDR="198.51.100.9")
    assert elsewhere.get(ownership.manage_path(review)).status_code == 303


def test_right_links_are_never_too_many(review):
    answers = {Client().get(ownership.manage_path(review)).status_code for _ in range(25)}
    assert answers == {303}


def test_anothers_review_is_not_found(client, review):
    """O8: my session does not open yours."""
    other = rate(make_film(), 5)
    enter(client, review)
    assert client.get(page(other)).status_code == 404
    assert client.get(page(other, "download")).status_code == 404
    html = client.get(page(review)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[1]
    response = client.post(page(other, "withdraw"), {"csrfmiddlewaretoken": token})
    assert response.status_code == 404
    assert Review.objects.get(pk=other.pk).status == "published"


@pytest.mark.parametrize("name", ["withdraw", "undo_withdrawal", "renew_link"])
def test_a_press_during_an_erasure_finds_nothing(client, review, name):
    """The review is there when the page asks for it, and gone when the press takes effect."""
    enter(client, review)
    looks = []

    def erase_after_the_last_look(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if "films_film" in sql and len(looks) < 2:
            looks.append(sql)
            if len(looks) == 2:
                erasure.erase_person(review=review)
        return answer

    html = client.get(page(review)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[1]
    with connection.execute_wrapper(erase_after_the_last_look):
        response = client.post(page(review, name), {"csrfmiddlewaretoken": token})
    assert (response.status_code, Review.objects.exists()) == (404, False)


def test_a_database_that_is_busy_is_asked_again(client, review):
    """B3, B5: a lock that cannot be had in time is no error of the page, and the answer says so."""
    client.raise_request_exception = False

    def refuse(execute, sql, params, many, context):
        raise OperationalError("database is locked")

    with connection.execute_wrapper(refuse):
        response = client.get(page(review))
    assert (response.status_code, "Error 503" in response.content.decode()) == (503, True)


def test_a_new_link_ends_the_old_one(client, review):
    """O8: somebody else has my link."""
    old, thief = ownership.manage_path(review), Client()
    enter(thief, review)
    enter(client, review)
    assert press(client, review, "renew_link").status_code == 303
    html = client.get(page(review)).content.decode()
    assert ownership.manage_url(Review.objects.get()) in html
    assert Client().get(old).status_code == 404
    assert thief.get(page(review)).status_code == 404


def test_withdrawing_and_changing_ones_mind(client, review, film):
    """O6"""
    enter(client, review)
    press(client, review, "withdraw", can_undo="on")
    assert FilmRating.objects.get(film=film).count == 0
    assert "you can still change your mind" in client.get(page(review)).content.decode()
    press(client, review, "undo_withdrawal")
    assert FilmRating.objects.get(film=film).count == 1


def test_withdrawing_for_good(client, review, film):
    """O6: the second press answers the same, and the page says what happened."""
    enter(client, review)
    html = client.get(page(review)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[1]
    for _ in range(2):
        response = client.post(page(review, "withdraw"), {"csrfmiddlewaretoken": token})
        assert (response.status_code, response["Location"]) == (303, page(review))
    assert "It was removed by its author" in client.get(page(review)).content.decode()
    assert film.reviews.get().body == ""


def test_the_download_holds_everything(client, review):
    """P4"""
    enter(client, review)
    response = client.get(page(review, "download"))
    assert (
        response["Content-Disposition"] == f'attachment; filename="review-{review.public_id}.json"'
    )
    text = json.dumps(json.loads(response.content))
    assert "me@example.org" in text
    assert "Mine" in text


def test_the_address_is_deleted_at_once(client, review):
    """P3"""
    enter(client, review)
    press(client, review, "drop_email")
    assert not ReviewContact.objects.exists()


def test_a_refusal_is_told_with_its_reason_and_can_be_appealed_once(client, review):
    """M5, I9, idea 10"""
    Review.objects.all().update_under_lock(
        status=ReviewStatus.REJECTED, decision_reason="advertising", decision_note="A shop."
    )
    html = enter(client, review)
    assert "Advertising. A shop." in html
    press(client, review, "appeal")
    appealed = Review.objects.get()
    assert (appealed.status, appealed.hold_reason) == ("pending", "appeal")
    assert "Ask to look again" not in client.get(page(review)).content.decode()


def test_nobody_appeals_who_has_written_another_review_since(client, review):
    """M5, I2"""
    Review.objects.all().update_under_lock(
        status=ReviewStatus.REJECTED, decision_reason="advertising", author_key="a" * 64
    )
    add_review(review.film, author_key="a" * 64)
    assert "Ask to look again" not in enter(client, review)
    press(client, review, "appeal")
    assert Review.objects.get(pk=review.pk).status == "rejected"


def test_the_receipt_tells_why_a_change_was_not_published(client, review):
    """M5, O5"""
    Review.objects.all().update(decision_reason="advertising", decision_note="The link.")
    html = enter(client, review)
    assert "your change was not published" in html
    assert "Advertising. The link." in html


@pytest.mark.parametrize(
    ("fields", "told", "reason"),
    [
        ({}, "There you are: your rating counts, and your review is on the page.", ""),
        (
            {"set_aside": "storm"},
            "Your rating is stored and is not counted yet. Your review is on the page.",
            " The reason: Part of an unusual wave that is being checked.",
        ),
        (
            {"set_aside": "void", "body": ""},
            "Your rating is stored and is not counted.",
            " The reason: Part of a wave that was found to be no opinion of visitors.",
        ),
        (
            {"status": "hidden", "decision_reason": "abuse", "decision_note": "Mind the tone."},
            "It is stored and is not shown to the public.",
            " The reason: Abuse or hate. Mind the tone.",
        ),
    ],
)
def test_the_receipt_says_in_one_line_what_became_of_it(client, review, fields, told, reason):
    """Idea 10, I9, X4"""
    Review.objects.all().update_under_lock(**fields)
    status = re.search(r'role="status">.*?<p>(.*?)</p>', enter(client, review), re.DOTALL)
    assert status[1] == told + reason


def test_the_receipt_names_every_thing_that_is_stored_and_until_when(client, review):
    """Idea 12"""
    html = enter(client, review)
    contact, signal = review.contact.purge_after, review.signal.expires_at
    for day in (contact, signal):
        assert f"until {day:%-d %B %Y}" in html


def test_own_reviews_lists_those_of_session_and_browser(client, film):
    sent = client.post(
        reverse("reviews:review_form", args=[film.slug]),
        {"score": "9", "remember": "on"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert sent.status_code == 303
    html = client.get(reverse("reviews:own_reviews")).content.decode()
    assert page(Review.objects.get()) in html
    assert page(Review.objects.get()) not in Client().get("/r/").content.decode()


def test_forgetting_the_browser_takes_both_cookies_back(client, review):
    enter(client, review)
    html = client.get(reverse("reviews:own_reviews")).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[1]
    client.post(reverse("reviews:forget_browser"), {"csrfmiddlewaretoken": token})
    assert client.get(page(review)).status_code == 404


def test_a_session_of_yesterday_is_closed(client, review, monkeypatch):
    """O2: half an hour."""
    enter(client, review)
    monkeypatch.setattr(ownership, "SESSION_LASTS", timedelta(seconds=-1))
    response = client.get(page(review))
    assert response.status_code == 404
    assert "stays open for half an hour" in response.content.decode()


def test_no_plain_secret_is_stored(review):
    """I4"""
    assert ownership.secret(review) not in repr(list(ReviewAccess.objects.values()))
