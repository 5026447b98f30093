from datetime import timedelta

import pytest
from django.utils import timezone

from films.models import Film
from reviews import spam
from reviews.models import BlockPhrase, FilmRating, Review
from reviews.spam import Attempt, Words
from tests.factories import make_film
from tests.reviews.factories import rate

pytestmark = pytest.mark.django_db
WORDS = "A quiet film that asks for patience and pays it back."
LONG = (
    "The first hour walks through an empty city at night, and nobody in it says a word. "
    "What follows is loud, funny and a little too long, but the last dance in the rain is the "
    "best thing that this director has made so far. I went home on foot because of it."
)


@pytest.fixture
def film() -> Film:
    return make_film()


def codes(review: Review) -> list[str]:
    return [reason["code"] for reason in review.risk_reasons]


@pytest.mark.parametrize(
    ("policy", "body", "trapped", "status", "reason"),
    [
        ("risk", WORDS, False, "published", ""),
        ("risk", "", False, "published", ""),
        ("risk", "see www.spam.example", False, "pending", "link"),
        ("risk", WORDS, True, "spam", "honeypot"),
        ("hold", WORDS, False, "pending", "moderation"),
        ("hold", "", False, "pending", "moderation"),
        ("publish", "see www.spam.example", False, "published", ""),
        ("publish", WORDS, True, "spam", "honeypot"),
    ],
)
def test_the_policy_decides_what_is_held(film, settings, policy, body, trapped, status, reason):
    """M1, S1, S6"""
    settings.REVIEWS_MODERATION = policy
    review = rate(film, 8, body=body, is_trapped=trapped)
    assert (review.status, review.hold_reason) == (status, reason)
    assert FilmRating.objects.get(film=film).count == (1 if status == "published" else 0)


@pytest.mark.parametrize("policy", ["publish", "hold", "risk"])
@pytest.mark.parametrize("body", [WORDS, "see www.spam.example", "a.example b.com c.net d.org", ""])
def test_the_score_never_decides_the_status(settings, policy, body):
    """M1, I7: the same words with ½ star and with 5 stars fare alike."""
    settings.REVIEWS_MODERATION = policy
    lowest = rate(make_film(), 1, body=body)
    Review.objects.all().delete()
    highest = rate(make_film(), 10, body=body)
    assert lowest.status == highest.status


def test_what_fell_into_the_trap_is_kept_and_can_come_back(film):
    """S1: held, never dropped."""
    review = rate(film, 8, body=WORDS, is_trapped=True)
    assert (review.body, review.queued_at) == (WORDS, None)


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        ("see www.one.example", "pending", "link"),
        ("see www.one.example and http://two.example", "pending", "link"),
        ("www.one.example http://two.example https://three.example", "spam", "links"),
        ("Mr. Smith vs. Dr. No, 4.5 of 5.", "published", ""),
    ],
)
def test_links_wait_and_three_are_spam(film, body, status, reason):
    """S6"""
    review = rate(film, 8, body=body)
    assert (review.status, review.hold_reason) == (status, reason)


def test_the_same_words_for_another_film_are_held(film):
    """S5: in capitals, in full-width letters, with other punctuation."""
    first = rate(film, body=WORDS)
    for again in (WORDS.upper(), "ａ quiet film that asks for patience - and pays it back!!"):
        second = rate(make_film(), body=again)
        assert second.hold_reason == "repeated"
        assert second.risk_reasons == [{"code": "repeated", "detail": first.public_id}]


def test_nearly_the_same_words_are_held(film):
    """S5: a word more, of fifty."""
    first = rate(film, body=LONG)
    second = rate(make_film(), body=LONG.replace("an empty city", "an almost empty city"))
    assert second.risk_reasons == [{"code": "similar", "detail": first.public_id}]


def test_other_words_of_the_same_length_are_not_held(film):
    """S5"""
    rate(film, body=LONG)
    other = " ".join(reversed(LONG.split())) + " It was the sound that kept me awake, not the plot."
    assert rate(make_film(), body=other).status == "published"


def test_short_words_are_everybodys():
    """S5"""
    assert [rate(make_film(), body="Great film!").status for _ in range(3)] == ["published"] * 3


@pytest.mark.parametrize(
    ("phrase", "body", "is_held"),
    [
        ("press", "Impressive from the first minute.", False),
        ("press", "As the press said.", True),
        ("casino", "the best \u0441asino in town", True),
        ("buy now", "Buy   NOW!", True),
        ("buy now", "Now buy a ticket.", False),
    ],
)
def test_blocked_phrases_are_whole_words_in_any_letters(film, phrase, body, is_held):
    """S7"""
    BlockPhrase.objects.create(phrase=phrase)
    review = rate(film, 8, body=body)
    assert codes(review) == (["phrase"] if is_held else [])
    assert BlockPhrase.objects.get().hits == int(is_held)


def test_a_phrase_can_mean_spam_and_can_end(film):
    """S7"""
    phrase = BlockPhrase.objects.create(phrase="casino", action="spam")
    assert rate(film, 8, body="My casino").status == "spam"
    phrase.expires_on = timezone.localdate() - timedelta(days=1)
    phrase.save()
    assert rate(film, 8, body="Their casino").status == "published"


@pytest.mark.parametrize("place", ["title", "display_name"])
def test_headline_and_name_are_read_as_well(film, place):
    BlockPhrase.objects.create(phrase="casino")
    assert codes(rate(film, 8, body=WORDS, **{place: "Casino"})) == ["phrase"]


@pytest.mark.parametrize(
    ("elapsed", "body", "is_held"),
    [(2_999, WORDS, True), (3_000, WORDS, False), (None, WORDS, False), (500, "", False)],
)
def test_words_within_three_seconds_wait(film, elapsed, body, is_held):
    """S2: where it is known how long the form was open; stars are one press and never too fast."""
    assert codes(rate(film, 8, body=body, elapsed_ms=elapsed)) == (["fast"] if is_held else [])


def test_changing_a_review_is_never_too_fast(film):
    """S2: the form of a change comes filled in."""
    review = rate(film, body="Good.")
    assert spam.reasons(Words(body="Fine."), attempt=Attempt(elapsed_ms=10), of=review) == []


def test_all_reasons_are_kept_and_the_gravest_is_first(film):
    """The queue shows each; spam goes before what only waits."""
    BlockPhrase.objects.create(phrase="casino", action="spam")
    review = rate(film, 8, body="Casino www.one.example", elapsed_ms=10)
    assert codes(review) == ["phrase", "link", "fast"]
    assert (review.status, review.hold_reason) == ("spam", "phrase")


def test_a_review_does_not_repeat_itself(film):
    review = rate(film, body=LONG)
    assert spam.reasons(Words(body=LONG), attempt=Attempt(), of=review) == []
