"""The form: what is taken, what is answered, and what no visitor's browser may be able to do."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from films.models import Film, Redirect
from reviews import authors, form_marks, openings, ownership, spam, submission
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
    html = client.get(response["Location"], follow=True).content.decode()
    assert "There you are: your rating counts." in html
    assert 'role="status"' in html
    assert "Anonymous" in html
    assert "Add a sentence" in html
    assert Review.objects.get().status == "published"


def test_nothing_at_all_is_answered_with_the_form(client, film):
    """F4, I8"""
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


def test_the_summary_names_the_fields(client, film):
    """F4, F6: it stands away from them, and three of its lines begin alike."""
    response = send(client, film, score="9", title="t" * 121, body="b" * 5001)
    summary = re.findall(r'<li><a href="#(id_\w+)">([^<]*)</a>', response.content.decode())
    assert summary == [
        ("id_title", "Headline: Shorten this to 120 characters; it has 121."),
        ("id_body", "Your review: Shorten this to 5,000 characters; it has 5,001."),
    ]


def test_line_ends_are_one_character_before_counting(client, film):
    """F6"""
    assert send(client, film, body="x\r\n" * 2499 + "xy").status_code == 303
    assert Review.objects.get().body.count("\r") == 0


def test_an_address_that_is_none_is_refused_with_everything_kept(client, film):
    response = send(client, film, score="9", email="a@b.c\r\nBcc:x@y", body="Typed")
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


@pytest.mark.parametrize("days_ago", [0, 1, 2])
def test_a_filled_trap_gets_an_ordinary_receipt_and_is_kept_as_spam(client, film, days_ago):
    """S1: also from a tab that was open over night."""
    name = form_marks.trap_name(timezone.now().date() - timedelta(days=days_ago))
    response = send(client, film, **{"score": "9", name: "https://spam.example"})
    assert response.status_code == 303
    assert (Review.objects.get().status, Review.objects.get().hold_reason) == ("spam", "honeypot")
    html = client.get(response["Location"], follow=True).content.decode()
    assert "A moderator reads it before it appears." in html
    assert "cannot see" not in html


def test_the_trap_is_out_of_the_way_and_changes_its_name_every_day(client, film):
    """S1"""
    html = client.get(url(film)).content.decode()
    name = form_marks.trap_name()
    assert f'name="{name}" tabindex="-1" autocomplete="off"' in html
    days = [timezone.now().date() - timedelta(days=ago) for ago in range(30)]
    assert len({form_marks.trap_name(day) for day in days}) == 30


def test_words_sent_within_three_seconds_wait(client, film):
    """S2: the form's own page knows when it was handed out."""
    issued = re.search(r'name="issued" value="([^"]+)"', client.get(url(film)).content.decode())[1]
    send(client, film, score="9", body="Typed by a program", issued=issued)
    assert Review.objects.get().hold_reason == "fast"


def test_a_form_that_came_back_is_not_too_fast(client, film):
    """S2: one thing mended and one press more takes a second."""
    html = send(client, film, title="Only a headline", issued="").content.decode()
    issued = re.search(r'name="issued" value="([^"]+)"', html)[1]
    send(client, film, title="Only a headline", score="9", issued=issued)
    assert Review.objects.get().status == "published"


@pytest.mark.parametrize("mark", ["old", "tampered", "ahead", "junk"])
def test_a_form_that_was_open_for_a_day_is_sent_once_more(client, film, mark):
    """S2, I8: nothing typed is lost, and nothing is stored before the second press."""
    hours = {"old": -25, "ahead": 2}.get(mark, 0)
    milliseconds = int((timezone.now() + timedelta(hours=hours)).timestamp() * 1000)
    issued = form_marks._SIGNER.sign(str(milliseconds))
    issued = {"tampered": "9" + issued, "junk": "x"}.get(mark, issued)
    response = send(client, film, score="9", body="Typed & kept", issued=issued)
    html = response.content.decode()
    assert (response.status_code, Review.objects.exists()) == (422, False)
    assert "Please press Send again" in html
    assert "Typed &amp; kept</textarea>" in html
    fresh = re.search(r'name="issued" value="([^"]+)"', html)[1]
    assert send(client, film, score="9", issued=fresh).status_code == 303


def test_a_flood_from_one_network_is_asked_to_wait(client, film):
    """S3, I8: 429, and everything typed is still there."""
    for _ in range(spam.RATINGS_OF_A_NETWORK):
        rate(make_film(), 8, address="127.0.0.1")
    response = send(client, film, score="9", body="Typed & kept")
    assert (response.status_code, response["Retry-After"]) == (429, "600")
    assert "Typed &amp; kept</textarea>" in response.content.decode()
    assert not Review.objects.filter(film=film).exists()


def test_what_a_proxy_says_is_believed_only_of_ours(client, film, settings):
    """S4: X-Forwarded-For from anybody is hearsay."""
    for _ in range(spam.RATINGS_OF_A_NETWORK):
        rate(make_film(), 8, address="127.0.0.1")
    spoofed = SAME_ORIGIN | {"X-Forwarded-For": "198.51.100.9"}
    assert send(client, film, headers=spoofed, score="9").status_code == 429
    settings.TRUSTED_PROXIES = 1
    assert send(client, film, headers=spoofed, score="9").status_code == 303


# Before the release ------------------------------------------------------------------------------


@pytest.fixture
def coming() -> Film:
    day = timezone.localdate() + timedelta(days=3)
    return make_film(title="Tomorrow", slug="tomorrow", released=day.isoformat())


def test_before_its_release_a_film_has_a_date_instead_of_a_form(client, coming):
    """F12"""
    html = client.get(url(coming)).content.decode()
    assert "Ratings open on " in html
    assert 'type="radio"' not in html


def test_what_is_sent_before_the_release_is_kept_on_the_page(client, coming):
    """F12, I8: 409, the draft is still there."""
    response = send(client, coming, score="9", body="Typed & kept")
    html = response.content.decode()
    assert (response.status_code, Review.objects.exists()) == (409, False)
    assert "Ratings open on " in html
    assert "Typed &amp; kept</textarea>" in html


TOLD = (
    "Ratings count at once.",
    "Ratings count from 1 January 2090 on, the day of the release.",
    "Unusually many ratings of this film are being checked; new ones wait with them.",
)
RULES = ({}, {"opening": "early"}, {"frozen_since": timezone.now()})


@pytest.mark.parametrize(("rule", "told"), list(zip(RULES, TOLD, strict=True)))
def test_the_form_says_from_when_on_ratings_count(client, film, rule, told):
    """I10"""
    Film.objects.filter(pk=film.pk).update(released="2090" if "opening" in rule else "1927")
    FilmRating.objects.create(film=film, **rule)
    for address in (url(film), film.get_absolute_url()):
        html = client.get(address).content.decode()
        assert [words in html for words in TOLD] == [words == told for words in TOLD]


def test_the_form_promises_no_mail_where_none_leaves(client, film, settings):
    promise = "We send one mail first"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert promise in client.get(url(film)).content.decode()
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert promise not in client.get(url(film)).content.decode()


def test_an_editor_can_open_a_film_before_its_release(client, coming):
    """F12"""
    openings.set_opening(coming, openings.Opening.OPEN)
    assert 'type="radio"' in client.get(url(coming)).content.decode()
    assert send(client, coming, score="9").status_code == 303


# The ending --------------------------------------------------------------------------------------

ENDING = (
    "The lighthouse keeper turns out to be the lost brother. He burns the ledger, rows across "
    "the strait and leaves the inheritance to the orphanage."
)
TELLS = "The lighthouse keeper is the brother and he burns the ledger."


@pytest.fixture
def told() -> Film:
    return make_film(title="The Strait", slug="the-strait", ending=ENDING, logline="An island.")


def test_words_that_tell_the_ending_are_asked_about(client, told):
    """F14, idea 3: asked before anything is stored, never refused."""
    response = send(client, told, score="9", body=f"Lovely. {TELLS}")
    html = response.content.decode()
    assert (response.status_code, Review.objects.exists()) == (422, False)
    assert "Does this give away the ending?" in html
    assert f'<q dir="auto">{TELLS}</q>' in html
    assert TELLS in re.search(r"<textarea.*?</textarea>", html, re.DOTALL)[0]


@pytest.mark.parametrize(
    ("answer", "body", "is_folded"),
    [
        ("no", f"Lovely. {TELLS}", False),
        ("fold", f"Lovely. {TELLS}", True),
        ("cover", f"Lovely. >!{TELLS}!<", False),
    ],
)
def test_the_answer_is_taken(client, told, answer, body, is_folded):
    """F14"""
    typed = {"score": "9", "body": f"Lovely. {TELLS}", "sentence": TELLS}
    assert send(client, told, spoiler_answer=answer, **typed).status_code == 303
    review = Review.objects.get()
    assert (review.body, review.contains_spoilers) == (body, is_folded)


def test_a_text_that_has_no_room_for_the_marks_is_folded_up_whole(client, told):
    """F14: five thousand characters, of which four more would have to be stored."""
    body = f"{TELLS} " + "x" * (4999 - len(TELLS))
    typed = {"score": "9", "body": body, "sentence": TELLS, "spoiler_answer": "cover"}
    assert send(client, told, **typed).status_code == 303
    review = Review.objects.get()
    assert (review.body, review.contains_spoilers) == (body, True)


def test_a_headline_that_tells_the_ending_is_asked_about(client, told):
    """F14"""
    response = send(client, told, score="9", title=TELLS)
    assert "Does this give away the ending?" in response.content.decode()


def test_a_headline_that_is_to_be_folded_up_folds_up_all(client, told):
    """F13, F14: a headline has no fold of its own."""
    typed = {"title": TELLS, "body": f"Lovely. {TELLS}", "sentence": TELLS}
    assert send(client, told, spoiler_answer="cover", **typed).status_code == 303
    assert Review.objects.get().contains_spoilers


@pytest.mark.parametrize("typed", [{"body": "A lovely film about an island."}, {}])
def test_nobody_is_asked_without_need(client, told, typed):
    """F14"""
    assert send(client, told, score="9", **typed).status_code == 303


def test_nobody_is_asked_who_says_that_it_contains_spoilers(client, told):
    assert send(client, told, body=TELLS, contains_spoilers="on").status_code == 303


def test_a_film_without_an_ending_asks_nothing(client, film):
    """Idea 3: silent where the section is empty."""
    assert send(client, film, body=TELLS).status_code == 303


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
    """B3 of the faults, I8: 503, and everything typed is still there."""

    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(submission, "submit", locked)
    response = send(client, film, score="9", body="Typed & kept")
    assert response.status_code == 503
    assert "Typed &amp; kept</textarea>" in response.content.decode()


# One review a person ------------------------------------------------------------------------------


def test_going_back_and_sending_again_edits(client, film):
    """F10: without a script and without a key, by the session that the receipt has opened."""
    client.get(send(client, film, score="9", body="First")["Location"])
    send(client, film, score="4", body="Second")
    review = Review.objects.get()
    assert (review.score, review.body) == (4, "Second")
    assert FilmRating.objects.get().total == 4


def test_the_form_page_shows_what_its_author_sent(client, film):
    sent = send(client, film, score="9", body="First", email="me@example.org")
    client.get(sent["Location"])
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
    sent = [send(Client(), film, score="9", idempotency_key=key)["Location"] for _ in range(2)]
    assert len({address.partition("?")[0] for address in sent}) == 1
    assert FilmRating.objects.get().count == 1


def test_a_key_that_is_none_is_ignored(client, film):
    assert send(client, film, score="9", idempotency_key="1; DROP TABLE").status_code == 303


def test_no_cookie_is_set_unless_the_visitor_asks(client, film):
    """O9"""
    response = send(client, film, score="9")
    assert (dict(response.cookies), Review.objects.get().author_key) == ({}, None)


def test_the_key_is_kept_for_a_year_where_the_visitor_asks(client, film):
    """O9"""
    cookie = send(client, film, score="9", remember="on").cookies["author"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert cookie["max-age"] == 31_536_000
    assert len(cookie.value) == authors.SECRET_LENGTH
    assert Review.objects.get().author_key


def test_the_key_is_bound_to_the_host_over_https(client, film, settings):
    """O9"""
    settings.SESSION_COOKIE_SECURE = True
    cookie = send(client, film, score="9", remember="on").cookies["__Host-author"]
    assert (cookie["secure"], cookie["path"]) == (True, "/")


def test_who_is_remembered_edits_from_the_same_browser(client, film):
    """F10"""
    send(client, film, score="9", body="First", remember="on")
    send(client, film, score="4", body="Second")
    review = Review.objects.get()
    assert (review.score, review.body) == (4, "Second")


# A stranger's link --------------------------------------------------------------------------------


@pytest.fixture
def stranger(film) -> Review:
    typed = {"title": "Theirs", "body": "Their words", "display_name": "<Ada>"}
    return rate(film, 2, contains_spoilers=True, address="192.0.2.7", **typed)


def typed_in(html: str) -> tuple[list[str], ...]:
    """The rating, headline and words of a form, and whether it shows what is stored."""
    return (
        re.findall(r'value="(\w*)"[^>]* checked', html),
        re.findall(r'name="title"[^>]* value="([^"]*)"', html),
        re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", html, re.DOTALL),
        re.findall(r'name="shows_stored" value="(\w+)"', html),
    )


def test_who_opened_a_strangers_link_is_asked_before_its_review_changes(client, film, stranger):
    """O2: whoever was led to that link wants to rate the film, not to write in another's name."""
    client.get(ownership.manage_path(stranger))
    before = Review.objects.values().get()
    response = send(client, film, score="9", body="Mine & kept")
    html = response.content.decode()
    assert (response.status_code, Review.objects.values().get()) == (422, before)
    assert "<h2>You would change a review</h2>" in html
    assert 'a review of this film by <bdi dir="auto">&lt;Ada&gt;</bdi>.' in html
    assert f'<a href="{reverse("reviews:own_reviews")}">Your reviews</a>' in html
    assert typed_in(html) == (["9"], ["Theirs"], ["Mine &amp; kept"], ["on"])
    assert 'name="contains_spoilers" checked' in html


def test_a_star_alone_shows_all_that_it_would_change(client, film, stranger):
    client.get(ownership.manage_path(stranger))
    html = send(client, film, score="9").content.decode()
    assert typed_in(html) == (["9"], ["Theirs"], ["Their words"], ["on"])


def test_words_alone_show_the_rating_that_they_would_stand_under(client, film, stranger):
    client.get(ownership.manage_path(stranger))
    html = send(client, film, score="", body="Mine").content.decode()
    assert typed_in(html) == (["2"], ["Theirs"], ["Mine"], ["on"])


def test_who_says_that_it_is_theirs_changes_it(client, film, stranger):
    client.get(ownership.manage_path(stranger))
    send(client, film, score="9", body="Mine")
    again = send(client, film, score="9", title="Theirs", body="Mine", shows_stored="on")
    review = Review.objects.get()
    assert (again.status_code, review.pk) == (303, stranger.pk)
    assert (review.score, review.title, review.body) == (9, "Theirs", "Mine")
    assert review.display_name == ""


def test_who_has_the_browser_forget_the_link_sends_a_review_of_their_own(client, film, stranger):
    client.get(ownership.manage_path(stranger))
    own = reverse("reviews:own_reviews")
    token = token_of(client.get(own))
    client.post(reverse("reviews:forget_browser"), {"csrfmiddlewaretoken": token})
    assert send(client, film, score="9", body="Mine").status_code == 303
    assert sorted(Review.objects.values_list("score", "body")) == [(2, "Their words"), (9, "Mine")]


def test_a_strangers_link_of_another_film_asks_nothing(client, film, stranger):
    client.get(ownership.manage_path(stranger))
    assert send(client, make_film(), score="9").status_code == 303


def test_a_strangers_link_under_an_own_review_asks_nothing(client, film, stranger):
    """What would change is the own one, sent just now."""
    client.get(ownership.manage_path(stranger))
    own = rate(film, 7)
    mark = form_marks.sent_just_now()
    client.get(ownership.manage_path(own), {"sent": mark}, headers=SAME_ORIGIN)
    assert send(client, film, score="9").status_code == 303
    assert dict(Review.objects.values_list("pk", "score")) == {stranger.pk: 2, own.pk: 9}


def test_a_form_that_was_sent_before_is_known_by_its_key(client, film):
    """F9: one key is one form, whatever link was opened since."""
    key = str(uuid.uuid4())
    send(client, film, score="9", idempotency_key=key)
    client.get(ownership.manage_path(rate(film, 2)))
    assert send(client, film, score="8", idempotency_key=key).status_code == 303
    assert sorted(Review.objects.values_list("score", flat=True)) == [2, 8]


def test_a_form_is_not_asked_about_the_review_that_it_sent_itself(client, film):
    """F9: also where the browser did not say that it came from the form to the link."""
    key = str(uuid.uuid4())
    send(client, film, score="9", idempotency_key=key)
    client.get(ownership.manage_path(Review.objects.get()))
    assert send(client, film, score="8", idempotency_key=key).status_code == 303
    assert Review.objects.get().score == 8


def test_a_browser_with_a_key_is_not_asked_about_its_own_link(client, film):
    """F10"""
    send(client, film, score="9", remember="on")
    client.get(ownership.manage_path(Review.objects.get()))
    assert send(client, film, score="4").status_code == 303
    assert Review.objects.get().score == 4


# The ladder ---------------------------------------------------------------------------------------


def test_a_film_that_is_not_public_is_not_found(client):
    """F11"""
    hidden = make_draft(slug="draft-1927")
    for slug in (hidden.slug, "no-such-film"):
        assert client.get(reverse("reviews:review_form", args=[slug])).status_code == 404


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
