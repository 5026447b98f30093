import json
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command

from reviews import authors, erasure, film_ratings, moderation, outbox, voting
from reviews.choices import MailKind
from reviews.models import (
    FilmRating,
    HelpfulVote,
    ModerationEvent,
    OutgoingMail,
    Report,
    Review,
    ReviewContact,
    ReviewReply,
    ReviewRevision,
)
from reviews.submission import Sender
from tests.factories import make_film
from tests.reviews.factories import rate
from tests.reviews.mails import ADDRESS, rate_confirmed, rate_with_address

pytestmark = pytest.mark.django_db
MARKER = "Zanzibar"


@pytest.fixture
def author() -> authors.Author:
    return authors.recognise(None)


@pytest.fixture
def moderator() -> User:
    return User.objects.create_user("gertrud", "gertrud@example.org")


@pytest.fixture
def review(author, moderator) -> Review:
    """A review that has left traces in every table there is."""
    film = make_film(title="Sunrise", year=1927)
    typed = {"display_name": f"{MARKER} Lil", "title": f"In {MARKER}", "address": "192.0.2.7"}
    review = rate_confirmed(
        film, 9, body=f"I saw it in {MARKER} when I was small.", author=author, **typed
    )
    ReviewRevision.objects.create(
        review=review, number=1, body=f"Old words of {MARKER}", status="superseded"
    )
    HelpfulVote.objects.create(review=review, voter_key="a reader", is_helpful=True)
    Report.objects.create(review=review, reporter_key="a network", reason="abuse")
    ReviewReply.objects.create(review=review, text=f"{MARKER} is far.", by=moderator)
    outbox.post(MailKind.REPLIED, review)
    moderation.hide([review], by=moderator, reason="abuse", note=f"No {MARKER} here")
    moderation.publish([review], by=moderator)
    LogEntry.objects.create(
        user=moderator,
        content_type=ContentType.objects.get_for_model(Review),
        object_id=str(review.pk),
        object_repr=str(review),
        action_flag=CHANGE,
    )
    LogEntry.objects.create(
        user=moderator,
        content_type=ContentType.objects.get_for_model(ReviewContact),
        object_id=str(review.pk),
        object_repr=ADDRESS,
        action_flag=CHANGE,
    )
    return Review.objects.get(pk=review.pk)


def everything() -> str:
    """All that the database holds, in one text."""
    rows = [
        [str(value) for value in row]
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values_list()
    ]
    return json.dumps(rows, ensure_ascii=False)


def voted(film, author) -> Review:
    """Another's review that this author has found helpful."""
    other = rate(film, 5)
    reader = voting.recognise(Sender(author), ["network"])
    return voting.vote(other, reader, is_helpful=True)


def test_export_tells_everything_that_hangs_on_a_review(review):
    """P4: revisions, votes, reports, mails that are due, decisions; no table can be forgotten."""
    found = erasure.export_review(review)

    tables = {each.get_accessor_name() for each in Review._meta.related_objects}
    assert set(found) == {"film", "review"} | tables
    filled = {name for name, rows in found.items() if rows}
    assert filled == set(found)
    assert found["review"]["body"] == f"I saw it in {MARKER} when I was small."
    assert found["film"]["address"] == f"http://127.0.0.1:8000{review.film.get_absolute_url()}"
    assert found["contact"]["email"] == ADDRESS
    assert [row["body"] for row in found["revisions"]] == [f"Old words of {MARKER}"]
    assert [row["is_helpful"] for row in found["votes"]] == [True]
    assert [row["reason"] for row in found["reports"]] == ["abuse"]
    assert [row["kind"] for row in found["mails"]] == ["replied", "declined", "published"]


def test_export_tells_nothing_of_others(review, moderator):
    """P4: readers' keys and moderators' names are not the author's."""
    text = json.dumps(erasure.export_person(review=review), default=str)

    for secret in ("a reader", "a network", moderator.username, "nonce"):
        assert secret not in text


def test_export_of_an_address_lists_its_confirmed_reviews_and_its_votes(review, author):
    other = voted(make_film(), author)
    rate_confirmed(make_film(), email="other@example.org", body="Not mine")
    second = rate_confirmed(make_film(), 3)

    found = erasure.export_person(email=ADDRESS.upper())

    ids = [each["review"]["public_id"] for each in found["reviews"]]
    assert ids == [review.public_id, second.public_id]
    assert [vote["review"] for vote in found["votes_on_other_reviews"]] == [other.public_id]


def test_export_of_an_unconfirmed_address_tells_of_the_address_only():
    """Who has not shown that an address is theirs learns that it is stored, not what with."""
    rate_with_address(make_film(title="Faust"), body="Whose?")

    found = erasure.export_person(email=ADDRESS)

    assert found["reviews"] == []
    assert [each["email"] for each in found["unconfirmed_addresses"]] == [ADDRESS]
    assert "Whose?" not in json.dumps(found, default=str)


def test_export_of_an_unknown_address_is_empty():
    found = erasure.export_person(email="nobody@example.org")

    lists = ("reviews", "votes_on_other_reviews", "unconfirmed_addresses")
    assert [found[name] for name in lists] == [[], [], []]


def test_person_is_known_by_browser_and_by_address(author):
    by_browser = rate(make_film(), author=author)
    by_both = rate_confirmed(make_film(), author=author)
    by_address = rate_confirmed(make_film())
    rate(make_film())

    assert list(erasure.reviews_of(review=by_browser)) == [by_browser, by_both]
    assert list(erasure.reviews_of(review=by_both)) == [by_browser, by_both, by_address]
    assert list(erasure.reviews_of(email=ADDRESS)) == [by_both, by_address]
    assert list(erasure.reviews_of()) == []


def test_erased_person_leaves_no_word_anywhere(review, author):
    """P4, A25: the log of decisions and the staff's own keep the number, and nothing said."""
    assert MARKER in everything()
    assert ADDRESS in everything()

    assert erasure.erase_person(email=ADDRESS) == 1

    left = everything()
    hashes = (review.author_key, review.verified_email_hash, review.content_hash)
    assert [text for text in (MARKER, ADDRESS, "Lil", *hashes) if text in left] == []
    assert set(ModerationEvent.objects.values_list("public_id", flat=True)) == {review.public_id}
    assert set(LogEntry.objects.values_list("object_repr", flat=True)) == {review.public_id}


def test_erasing_leaves_the_numbers_right(review, author):
    """P4: counts, and the votes that the person had given."""
    rate(review.film, 4)
    other = voted(make_film(), author)
    assert (other.helpful_yes, other.helpfulness > 0) == (1, True)

    erasure.erase_person(review=review)

    assert film_ratings.differences() == []
    rating = FilmRating.objects.get(film=review.film)
    assert (rating.count, rating.total) == (1, 4)
    other.refresh_from_db()
    assert (other.helpful_yes, other.helpfulness, other.votes.count()) == (0, 0.0, 0)


def test_erasing_an_address_keeps_the_review_of_whoever_typed_it():
    """The address goes at once; the review may be another's, so it stays."""
    review = rate_with_address(make_film(), body="Whose?")
    outbox.post(MailKind.CONFIRM, review)

    assert erasure.erase_person(email=ADDRESS) == 0

    assert ReviewContact.objects.count() == 0
    assert Review.objects.get().body == "Whose?"


def test_erasing_nobody_erases_nothing(review):
    assert erasure.erase_person(email="nobody@example.org") == 0
    assert Review.objects.count() == 1


def test_dropped_address_takes_its_mails_along(review):
    erasure.drop_email(review)

    assert (ReviewContact.objects.count(), OutgoingMail.objects.count()) == (0, 0)
    assert Review.objects.get().verified_email_hash is None


def run(name: str, *options: str) -> str:
    out = StringIO()
    call_command(name, *options, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("by", ["address", "number"])
def test_command_exports_by_address_and_by_number(review, by):
    """P4: by address or by link."""
    found = json.loads(run("export_person", ADDRESS if by == "address" else review.public_id))

    assert [each["review"]["public_id"] for each in found["reviews"]] == [review.public_id]


def test_command_erases_only_when_told_yes(review):
    with pytest.raises(CommandError, match="Reviews that would be deleted for good: 1"):
        run("erase_person", ADDRESS)
    assert Review.objects.count() == 1

    assert run("erase_person", review.public_id, "--yes") == "Reviews deleted: 1\n"
    assert Review.objects.count() == 0


def test_command_says_that_there_is_no_such_review():
    with pytest.raises(CommandError, match="There is no review AbCd"):
        run("erase_person", "AbCd")
