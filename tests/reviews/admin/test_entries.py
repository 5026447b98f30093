"""What moderators are shown of a review."""

import pytest

from reviews import moderation
from reviews.admin.entries import Entry, event_words, load_entries, reason_words
from reviews.models import ModerationEvent, Report, Review, ReviewRevision, ReviewSignal
from tests.factories import make_film, make_user
from tests.reviews.rows import FIRST_AT, add_review, add_reviews

pytestmark = pytest.mark.django_db
WAITS = {"status": "pending", "hold_reason": "link", "queued_at": FIRST_AT, "published_at": None}


def entry_of(review: Review) -> Entry:
    (entry,) = load_entries([Review.objects.get(pk=review.pk)])
    return entry


def whys(review: Review) -> list[tuple[str, str]]:
    return [(why.words, why.detail) for why in entry_of(review).whys]


@pytest.mark.parametrize(
    ("code", "detail", "shown"),
    [
        ("link", "1", ("Holds a link", "1 link")),
        ("links", "4", ("Holds three links or more", "4 links")),
        ("phrase", "casino", ("Holds words that are on the list", "“casino”")),
        ("fast", "1.2 s", ("Sent within three seconds of opening the form", "1.2 s")),
        ("busy", "", ("Many reviews of this film came from the same network", "")),
        ("unheard-of", "x", ("unheard-of", "x")),
    ],
)
def test_why_it_waits_is_told_with_what_was_found(code, detail, shown):
    reasons = [{"code": code, "detail": detail}]
    assert whys(add_review(make_film(), risk_reasons=[reasons], **WAITS)) == [shown]


def test_what_it_repeats_is_shown_with_what_became_of_it():
    """The similar past review, who decided about it, and how often the same words were sent."""
    film, same = make_film(), {"content_hash": "a" * 64}
    past = add_review(film, **same)
    moderation.hide([past], by=make_user("bea"), reason="copied")
    add_reviews(film, 2, status="spam", hold_reason="links", **same)
    reasons = [{"code": "repeated", "detail": past.public_id}]
    entry = entry_of(add_review(film, risk_reasons=[reasons], **same, **WAITS))
    (why,) = entry.whys
    assert (why.other.pk, why.other.decision_reason) == (past.pk, "copied")
    assert why.other.decided_by.get_username() == "bea"
    assert dict(entry.same_words) == {"hidden": 1, "spam": 2}


def test_what_it_repeats_may_be_gone():
    reasons = [{"code": "similar", "detail": "gone"}]
    (why,) = entry_of(add_review(make_film(), risk_reasons=[reasons], **WAITS)).whys
    assert (why.words, why.other) == ("Nearly the same words were sent before", None)


def test_an_appeal_comes_with_the_reason_of_before():
    """M5"""
    review = add_review(make_film(), **WAITS)
    moderation.reject([review], by=None, reason="advertising", note="The link.")
    moderation.appeal(review)
    assert whys(review)[0] == (
        "Its author asks to look again",
        "rejected before: Advertising. The link.",
    )


def test_reports_are_counted_by_what_they_say():
    """M6"""
    review = add_review(make_film(), queued_at=FIRST_AT)
    for reason, handled_at in [("abuse", None), ("abuse", None), ("other", FIRST_AT)]:
        Report.objects.create(review=review, reason=reason, handled_at=handled_at)
    entry = entry_of(review)
    assert (entry.said, entry.said_before) == ([("It is abusive or hateful", 2)], 1)


def test_a_change_is_shown_word_by_word():
    """O5"""
    review = add_review(make_film(), body="A quiet film.", display_name="Ann", queued_at=FIRST_AT)
    ReviewRevision.objects.create(
        review=review, number=1, body="A loud film.", display_name="Ann", status="pending"
    )
    ((label, stretches),) = entry_of(review).changes
    assert label == "Words"
    assert [(part.change, part.text) for part in stretches] == [
        ("kept", "A "),
        ("out", "quiet "),
        ("in", "loud "),
        ("kept", "film."),
    ]


def test_what_others_sent_from_the_same_network_and_browser_is_counted():
    film = make_film()
    reviews = add_reviews(film, 3, author_key=["a" * 64, None, None])
    add_review(make_film(), author_key="a" * 64)
    for review, network in zip(reviews, ["n", "n", "m"], strict=True):
        ReviewSignal.objects.create(review=review, network_key=network, expires_at=FIRST_AT)
    entries = load_entries(reviews)
    assert [(entry.from_network, entry.from_browser) for entry in entries] == [
        (1, 1),
        (1, 0),
        (0, 0),
    ]


def test_long_words_begin_folded_with_what_is_hidden_in_them_marked():
    """I6: moderators see it, marked."""
    body = "It begins. >!It ends." + " So." * 300 + "!<"
    entry = entry_of(add_review(make_film(), body=body))
    assert [(part.text[:10], part.is_hidden) for part in entry.excerpt] == [
        ("It begins.", False),
        ("It ends. S", True),
    ]
    assert sum(len(part.text) for part in entry.excerpt) == 300
    assert entry_of(add_review(make_film(), body="Short.")).excerpt == []


def buttons(review: Review) -> tuple:
    entry = entry_of(review)
    approving = str(entry.approving.words) if entry.approving else ""
    return approving, [str(button.words) for button in entry.declining]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (WAITS, ("Publish", ["Reject"])),
        ({}, ("", ["Hide"])),
        ({"queued_at": FIRST_AT}, ("Keep as it is", ["Hide"])),
        ({"status": "rejected", "decision_reason": "abuse"}, ("Publish again", [])),
        (
            {"status": "rejected", "decision_reason": "abuse", "published_at": None},
            ("Publish after all", []),
        ),
        ({"status": "hidden", "decision_reason": "abuse"}, ("Publish again", [])),
        (
            {"status": "hidden", "decision_reason": "reported", "queued_at": FIRST_AT},
            ("Publish again", ["Keep hidden"]),
        ),
        ({"status": "spam", "hold_reason": "links"}, ("No spam: publish", [])),
        ({"status": "withdrawn", "score": None, "body": ""}, ("", [])),
        ({"status": "hidden", "decision_reason": "author", "withdraw_at": FIRST_AT}, ("", [])),
    ],
)
def test_only_what_can_be_done_is_offered(fields, expected):
    """M2"""
    assert buttons(add_review(make_film(), **fields)) == expected


def test_a_change_offers_to_decide_about_itself_or_all_of_it():
    review = add_review(make_film(), queued_at=FIRST_AT)
    ReviewRevision.objects.create(review=review, number=1, body="New", status="pending")
    assert buttons(review) == (
        "Publish the change",
        ["Reject the change", "Hide the whole review"],
    )


@pytest.mark.parametrize(
    ("verb", "what", "why"),
    [
        (lambda rows: moderation.publish(rows, by=None), "Hidden → Published", ""),
        (
            lambda rows: moderation.hide(rows, by=None, reason="off_topic", note="A book."),
            "Looked at and kept as it is",
            "Not about the film. A book.",
        ),
    ],
)
def test_the_log_is_told_in_words(verb, what, why):
    """M3"""
    verb([add_review(make_film(), status="hidden", decision_reason="abuse", queued_at=FIRST_AT)])
    event = ModerationEvent.objects.get()
    assert (event_words(event), reason_words(event)) == (what, why)


def test_the_log_of_what_is_deleted_says_so():
    """M3"""
    moderation.delete([add_review(make_film())], by=None)
    assert event_words(ModerationEvent.objects.get()) == "Deleted for good"
