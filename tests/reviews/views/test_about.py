"""The page "About our reviews" says what the rules of this site are, whatever they are."""

import re
from datetime import timedelta
from html import unescape

import html5lib
import pytest

from reviews import chores, reporting, scores, spam, storms, submission, withdrawal
from reviews.choices import DecisionReason
from reviews.listing import Order
from reviews.views.about import span

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client):
    """Return a function that gives the words of the page."""

    def words() -> str:
        html = client.get("/reviews/about/").content.decode()
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())

    return words


RULES = [
    (spam, "RATINGS_OF_A_NETWORK", 47, "One network may send 47 ratings within 10 minutes"),
    (spam, "WITHIN", timedelta(minutes=25), "30 ratings within 25 minutes, which lets"),
    (spam, "RATINGS_OF_A_NETWORK_AND_FILM", 17, "has had 17 ratings from the same network"),
    (spam, "WITHIN_A_DAY", timedelta(hours=36), "from the same network within 36 hours"),
    (spam, "FASTEST_MS", 7000, "those sent within 7 seconds of opening the form"),
    (spam, "LINKS_OF_SPAM", 8, "Those with 8 links or more are called spam at once."),
    (reporting, "REPORTS_TO_COVER", 4, "When 4 readers of different networks say that it gives"),
    (reporting, "REPORTS_TO_HIDE", 9, "when 9 call it abusive, it is hidden"),
    (scores, "RATINGS_FOR_A_MEAN", 6, "It is shown from 6 ratings on"),
    (scores, "PRIOR_COUNT", 25, "each film starts with 25 ratings of the mean"),
    (storms, "LEAST_RATE", 19, "gets at least 19 ratings"),
    (storms, "TIMES_BASELINE", 11, "and 11 times as many as usual"),
    (storms, "LEAST_EXTREME", 0.85, "85 % of them or more are at the ends of the scale"),
    (storms, "DAYS_OF_A_PAST", 23, "first rated less than 23 days ago"),
    (storms, "LEAST_RATE_OF_YOUNG", 77, "gets at least 77, and 90 % of them"),
    (storms, "LEAST_EXTREME_OF_YOUNG", 0.96, "gets at least 60, and 96 % of them"),
    (withdrawal, "UNDO_WITHIN", timedelta(minutes=20), "after 20 minutes in which you can change"),
    (submission, "SIGNALS_ARE_KEPT", timedelta(days=12), "12 days A scrambled mark of the network"),
    (submission, "UNCONFIRMED_IS_KEPT", timedelta(days=9), "9 days An e-mail address that nobody"),
    (chores, "SALTS_ARE_KEPT", timedelta(days=3), "3 days What that mark is scrambled with"),
    (chores, "KEYS_ARE_KEPT", timedelta(days=44), "44 days Whose a vote or a report was"),
    (chores, "SPAM_IS_KEPT", timedelta(days=55), "55 days What was called spam"),
]


@pytest.mark.parametrize(
    ("module", "name", "value", "sentence"), RULES, ids=[name for _, name, *_ in RULES]
)
def test_number_on_the_page_is_the_rules_own(read, monkeypatch, module, name, value, sentence):
    """P5: a rule that is changed changes the page; it cannot say anything else."""
    assert sentence not in read()
    monkeypatch.setattr(module, name, value)
    assert sentence in read()


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("publish", "Reviews appear at once. Readers can report what is wrong with them"),
        ("hold", "A moderator reads every review before it appears."),
        ("risk", "Most reviews appear at once. A moderator reads those first that look like spam:"),
    ],
)
def test_moderation_is_told_as_it_is_set(read, settings, setting, sentence):
    """P5"""
    settings.REVIEWS_MODERATION = setting
    others = {"publish", "hold", "risk"} - {setting}

    assert sentence in read()
    for settings.REVIEWS_MODERATION in others:
        assert sentence not in read()


def test_site_that_publishes_all_tells_of_no_checks(read, settings):
    """P5"""
    settings.REVIEWS_MODERATION = "publish"

    assert "look like spam" not in read()
    assert "are called spam at once" not in read()


def test_page_names_every_order_and_every_reason_for_a_refusal(read):
    """P5"""
    words = read()

    orders = ", ".join(map(str, Order.labels))
    refusals = set(DecisionReason) - {DecisionReason.AUTHOR, DecisionReason.REPORTED}
    assert f"There are: {orders}." in words
    assert [reason for reason in refusals if str(reason.label) not in words] == []
    assert str(DecisionReason.AUTHOR.label) not in words


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody is paid for a review",
        "No rule looks at the score.",
        "We cannot know whether somebody has seen the film, and do not ask.",
        "reviews that were brought here from elsewhere",
        "On the page of your review you can ask once to look again.",
        "never stored Your network address, and what your browser calls itself",
    ],
)
def test_page_says_what_the_law_asks_for(read, sentence):
    """P5: UCPD Art. 7(6)."""
    assert sentence in read()


def test_site_without_a_mail_server_says_so(read, settings):
    assert "no mail server" not in read()
    settings.EMAIL_BACKEND = "config.console_mail.EmailBackend"
    assert "At present this site has no mail server" in read()


def test_page_is_public_and_valid(client):
    """F1: no cookie, no token, and kept by whoever likes."""
    response = client.get("/reviews/about/")

    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert b"csrf" not in response.content
    assert response["Cache-Control"] == "public, max-age=0"
    assert b'<link rel="canonical" href="http://127.0.0.1:8000/reviews/about/">' in response.content
    html5lib.HTMLParser(strict=True).parse(response.content)


def test_page_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/reviews/about/")


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=30), "30 minutes"),
        (timedelta(hours=24), "24 hours"),
        (timedelta(days=2), "2 days"),
        (timedelta(days=365), "365 days"),
    ],
)
def test_time_in_words(time, words):
    assert span(time) == words
