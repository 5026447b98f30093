import re
from datetime import timedelta
from email import message_from_bytes, policy

import html5lib
import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone

from films.roles import MODERATOR, ensure_roles
from reviews import emails, outbox, ownership
from reviews.choices import DecisionReason, MailKind, ReviewStatus, SpoilerBy
from reviews.models import OutgoingMail, Report, Review, ReviewContact, ReviewReply, Storm
from tests.factories import make_film
from tests.reviews.factories import rate
from tests.reviews.mails import ADDRESS, rate_confirmed, rate_with_address, send, waiting

pytestmark = pytest.mark.django_db

SPOILER = "Rosebud was his sledge all along"


@pytest.fixture
def film():
    return make_film(title="Citizen & Kane", year=1941)


def change(review: Review, **fields: object) -> Review:
    Review.objects.filter(pk=review.pk).update_under_lock(**fields)
    return Review.objects.get(pk=review.pk)


def decline(review: Review, **fields: object) -> Review:
    values = {"status": ReviewStatus.REJECTED, "decision_reason": DecisionReason.COPIED}
    return change(review, **values | fields)


def cover(review: Review, by: SpoilerBy = SpoilerBy.READER) -> Review:
    return change(review, contains_spoilers=True, spoiler_by=by)


def answer(review: Review) -> Review:
    ReviewReply.objects.create(review=review, text=SPOILER)
    return review


def nothing(review: Review) -> Review:
    return review


# Each message to an author, and what makes it true.
TOLD = [
    (MailKind.CONFIRM, nothing, "Please confirm your e-mail address for Marquee"),
    (MailKind.RECOVERY, nothing, "Your reviews on Marquee"),
    (MailKind.PUBLISHED, nothing, "Your review of Citizen & Kane (1941) is on the page"),
    (MailKind.DECLINED, decline, "Your review of Citizen & Kane (1941) was not published"),
    (MailKind.COVERED, cover, "Your review of Citizen & Kane (1941) was folded up"),
    (MailKind.REPLIED, answer, "An editor has answered your review of Citizen & Kane (1941)"),
]
EVERY_KIND = pytest.mark.parametrize(("kind", "make_true", "subject"), TOLD)


def told(kind, make_true, film, **typed):
    """The one message of this kind about a review of which it is true."""
    typed = {"body": f"{SPOILER}, and I wept.", "display_name": "Lil"} | typed
    author = rate_with_address if kind == MailKind.CONFIRM else rate_confirmed
    review = make_true(author(film, **typed))
    outbox.post(kind, review)
    (message,) = send()
    return review, message


def raw(message):
    """The message as a mail server gets it, read again."""
    return message_from_bytes(message.message().as_bytes(), policy=policy.default)


def links(text):
    return re.findall(r"https?://[^\s\"<>]+", text)


@EVERY_KIND
def test_message_is_text_and_html_with_the_same_links(film, kind, make_true, subject):
    review, message = told(kind, make_true, film)

    text, page = raw(message).iter_parts()
    assert (message.subject, message.to) == (subject, [ADDRESS])
    assert [text.get_content_type(), page.get_content_type()] == ["text/plain", "text/html"]
    html = page.get_content().replace("&amp;", "&")
    assert set(links(text.get_content())) <= set(links(html))
    assert links(text.get_content())
    assert "&amp;" not in text.get_content()
    assert str(review.film) in text.get_content() or kind == MailKind.RECOVERY


@EVERY_KIND
def test_message_asks_nobody_for_anything(film, kind, make_true, subject, settings):
    """S10: no picture, no script, no style sheet, and no link but to this site."""
    _, message = told(kind, make_true, film)
    html = message.alternatives[0].content

    assert not re.search(r"<(img|script|link|iframe|form)\b|url\(|@import|\bsrc=", html)
    assert {link for link in links(html) if not link.startswith(settings.SITE_URL)} == set()
    html5lib.HTMLParser(strict=True).parse(html)


@EVERY_KIND
def test_message_says_that_a_machine_wrote_it(film, kind, make_true, subject):
    _, message = told(kind, make_true, film)
    found = raw(message)

    assert (found["Auto-Submitted"], found["List-Id"]) == ("auto-generated", "<reviews.127.0.0.1>")
    assert found["From"] == "Marquee <marquee@127.0.0.1>"
    assert found["Message-ID"].endswith("@127.0.0.1>")
    assert (found["List-Unsubscribe-Post"] is not None) == (kind in outbox.ON_REQUEST)


@EVERY_KIND
def test_message_quotes_no_word_of_a_review(film, kind, make_true, subject):
    """F13: what is folded up is in no mail, as no mail quotes a review or an answer at all."""
    title = f"How {SPOILER}"
    _, message = told(kind, make_true, film, title=title, contains_spoilers=True)

    whole = f"{message.subject}\n{message.body}\n{message.alternatives[0].content}"
    assert "Rosebud" not in whole
    assert "sledge" not in whole


@EVERY_KIND
def test_film_title_makes_no_header_and_no_markup(kind, make_true, subject):
    """A10, F7: an extra line in a title would be another header, or another recipient."""
    film = make_film(title="M\r\nBcc: spy@example.com\n\n<script>alert(1)</script>", year=1931)
    _, message = told(kind, make_true, film)
    found = raw(message)

    assert found["Bcc"] is None
    assert found.get_all("To") == [ADDRESS]
    assert "\n" not in message.subject
    assert "<script" not in message.alternatives[0].content


@pytest.mark.parametrize(
    "name",
    ["Lil\r\nBcc: spy@example.com", "Lil <spy@example.com>", "=?utf-8?q?a=0aBcc:_x?=", "a,b"],
)
def test_author_name_is_in_no_header(film, name):
    """A10"""
    review = rate_confirmed(film, display_name="Lil")
    Review.objects.filter(pk=review.pk).update(display_name=name[:50])
    outbox.post(MailKind.PUBLISHED, review)

    (message,) = send()

    assert raw(message).get_all("To") == [ADDRESS]
    assert "spy" not in message.message().as_string()


@pytest.mark.parametrize(
    "address",
    ["lil@example.org\nBcc: spy@example.com", "lil@example.org\r\nSubject: x", "<spy@example.com>"],
)
def test_address_with_a_line_break_gets_no_mail_and_stops_no_other(film, address):
    """A10: the form refuses such an address; one that comes in another way is refused here."""
    broken, sound = rate_with_address(film), rate_with_address(make_film(), email="a@example.org")
    ReviewContact.objects.filter(review=broken).update(email=address)
    for review in (broken, sound):
        outbox.post(MailKind.CONFIRM, review)

    assert [message.to for message in send()] == [["a@example.org"]]
    assert waiting() == []


def test_site_name_with_a_line_break_makes_no_header(film, settings):
    """A10"""
    settings.SITE_NAME = "Marquee\nBcc: spy@example.com"
    outbox.post(MailKind.CONFIRM, rate_with_address(film))

    (message,) = send()

    assert raw(message)["Bcc"] is None


@pytest.mark.parametrize(
    ("kind", "make_untrue"),
    [
        (MailKind.PUBLISHED, decline),
        (MailKind.DECLINED, nothing),
        (MailKind.COVERED, nothing),
        (MailKind.COVERED, lambda review: cover(review, SpoilerBy.AUTHOR)),
        (MailKind.REPLIED, nothing),
        (MailKind.DECLINED, lambda review: decline(review, decision_reason=DecisionReason.AUTHOR)),
    ],
)
def test_message_that_no_longer_holds_is_dropped(film, kind, make_untrue):
    review = rate_confirmed(film)
    outbox.post(kind, make_untrue(review))

    assert (send(), waiting()) == ([], [])


def test_confirmation_of_a_confirmed_address_is_dropped(film):
    outbox.post(MailKind.CONFIRM, rate_confirmed(film))

    assert (send(), waiting()) == ([], [])


def test_author_who_wants_no_more_mail_gets_none_that_waits(film):
    review = rate_confirmed(film)
    outbox.post(MailKind.PUBLISHED, review)
    ReviewContact.objects.update(wants_mail=False)

    assert (send(), waiting()) == ([], [])


def test_declined_review_comes_with_reason_note_and_the_way_to_object(film):
    """M5: its author learns why, and how to ask once to look again."""
    review = decline(rate_confirmed(film), decision_note="Word for word from <em>Sight</em>.")
    outbox.post(MailKind.DECLINED, review)

    (message,) = send()

    reason = "    Copied from elsewhere\n    Word for word from <em>Sight</em>.\n"
    assert reason in message.body
    assert "You can ask once:" in message.body
    assert ownership.manage_url(review) in links(message.body)
    assert "&lt;em&gt;Sight&lt;/em&gt;" in message.alternatives[0].content


def test_second_refusal_offers_no_second_appeal(film):
    """M5: one appeal."""
    review = decline(rate_confirmed(film), appealed_at=timezone.now())
    outbox.post(MailKind.DECLINED, review)

    (message,) = send()

    assert "You can ask once" not in message.body


def test_hidden_review_is_said_to_have_been_public(film):
    review = decline(rate_confirmed(film), status=ReviewStatus.HIDDEN)
    outbox.post(MailKind.DECLINED, review)

    (message,) = send()

    assert message.subject == "Your review of Citizen & Kane (1941) was taken off the page"


def test_change_that_was_turned_down_leaves_the_review_on_the_page(film):
    """O5: the old words stay public, and the author learns why the new ones do not follow."""
    review = change(rate_confirmed(film), decision_reason=DecisionReason.ADVERTISING)
    outbox.post(MailKind.DECLINED, review)

    (message,) = send()

    subject = "The change of your review of Citizen & Kane (1941) was not published"
    assert message.subject == subject
    assert "The earlier ones stay on the page." in message.body


def test_link_in_a_mail_opens_the_review_and_is_stored_nowhere(film, client):
    """O2, I4: the link is worked out when the mail is sent; the row never held it."""
    review = rate_confirmed(film)
    outbox.post(MailKind.PUBLISHED, review)
    row = OutgoingMail.objects.values_list().get()
    (message,) = send()
    secret = ownership.manage_url(review)

    assert secret in links(message.body)
    assert not any(str(value) in secret for value in row if isinstance(value, str) and value)
    assert client.get(secret.removeprefix("http://127.0.0.1:8000")).status_code == 303


@pytest.fixture
def moderator():
    ensure_roles()
    user = User.objects.create_user("gertrud", "gertrud@example.org", is_staff=True)
    user.groups.add(Group.objects.get(name=MODERATOR))
    return user


def hold(review: Review, **fields: object) -> Review:
    values = {"status": ReviewStatus.PENDING, "hold_reason": "link", "queued_at": timezone.now()}
    return change(review, **values | fields)


def test_digest_counts_what_waits_and_names_no_moderator_to_another(film, moderator):
    User.objects.create_superuser("fritz", "fritz@example.org")
    User.objects.create_user("thea", "thea@example.org")  # may not moderate
    User.objects.create_superuser("gone", "gone@example.org", is_active=False)
    User.objects.create_superuser("silent", "")
    hold(rate(film), appealed_at=timezone.now())
    reported = change(rate(film), queued_at=timezone.now() - timedelta(days=1))
    for reason in ("abuse", "spoiler"):
        Report.objects.create(review=reported, reason=reason, reporter_key=reason)
    Storm.objects.create(film=film, began_at=timezone.now(), reason="41 ratings in a day.")
    outbox.post(MailKind.DIGEST)

    (message,) = send()

    assert message.subject == "Marquee: 2 reviews wait for a moderator"
    assert message.recipients() == ["fritz@example.org", "gertrud@example.org"]
    assert "@example.org" not in message.message().as_string()
    day = (timezone.now() - timedelta(days=1)).strftime("%-d %B %Y")
    assert message.body.splitlines()[:5] == [
        f"2 reviews wait for a moderator, the first one since {day}, {reported.queued_at:%H:%M}.",
        "1 author asks to look again.",
        "1 review was reported by readers.",
        "1 unusual wave of ratings waits for a decision; those ratings are set aside until then.",
        "",
    ]
    assert links(message.body) == [
        f"http://127.0.0.1:8000{reverse('admin:reviews_review_changelist')}"
    ]


@pytest.mark.parametrize("is_waiting", [True, False])
def test_digest_is_dropped_without_anything_to_tell_or_anybody_to_tell_it(film, is_waiting):
    if is_waiting:
        hold(rate(film))
    else:
        User.objects.create_superuser("fritz", "fritz@example.org")
    outbox.post(MailKind.DIGEST)

    assert (send(), waiting()) == ([], [])


@pytest.mark.parametrize(
    ("backend", "is_delivered"),
    [
        ("django.core.mail.backends.smtp.EmailBackend", True),
        ("django.core.mail.backends.console.EmailBackend", False),
        ("config.console_mail.EmailBackend", False),
        ("django.core.mail.backends.dummy.EmailBackend", False),
    ],
)
def test_printed_mail_is_not_called_delivered(settings, backend, is_delivered):
    settings.EMAIL_BACKEND = backend

    assert emails.is_delivered() is is_delivered


def test_mail_for_the_dummy_server_is_dropped_like_a_sent_one(film, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    outbox.post(MailKind.CONFIRM, rate_with_address(film))

    assert (outbox.send_due(), waiting()) == (1, [])
