import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied

from reviews import replying
from reviews.choices import EventAction, MailKind
from reviews.models import ModerationEvent, OutgoingMail, Review, ReviewContact, ReviewReply
from reviews.replying import ReplyError
from tests.factories import make_film, make_user
from tests.reviews.rows import FIRST_AT, add_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def review() -> Review:
    review = add_review(make_film())
    ReviewContact.objects.create(
        review=review, email="a@b.example", wants_mail=True, verified_at=FIRST_AT
    )
    return review


@pytest.fixture
def editor():
    editor = make_user()
    editor.user_permissions.add(Permission.objects.get(codename="reply_review"))
    return editor


def test_reply_is_dated_plain_text_and_its_reviewer_is_told(review, editor):
    """M7"""
    stored = replying.reply(review, "  Thank <b>you</b>.\r\n\x00", by=editor)
    assert (stored.text, stored.by, stored.edited_at) == ("Thank <b>you</b>.", editor, None)
    assert stored.created_at is not None
    assert list(OutgoingMail.objects.values_list("kind", flat=True)) == [MailKind.REPLIED]
    assert ModerationEvent.objects.get().action == EventAction.REPLY


def test_second_reply_takes_the_place_of_the_first_and_tells_nobody(review, editor):
    """M7: one."""
    first = replying.reply(review, "First", by=editor)
    second = replying.reply(review, "Second", by=editor)
    assert (second.text, second.created_at) == ("Second", first.created_at)
    assert second.edited_at is not None
    assert (ReviewReply.objects.count(), OutgoingMail.objects.count()) == (1, 1)


def test_reply_needs_its_own_permission(review):
    """M7: who may moderate may not answer for the site."""
    moderator = make_user()
    moderator.user_permissions.add(Permission.objects.get(codename="moderate_review"))
    with pytest.raises(PermissionDenied):
        replying.reply(review, "Hello", by=moderator)
    with pytest.raises(PermissionDenied):
        replying.remove(review, by=moderator)


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "x" * 2001])
def test_reply_without_words_or_with_too_many_is_refused(review, editor, text):
    with pytest.raises(ReplyError):
        replying.reply(review, text, by=editor)
    assert not ReviewReply.objects.exists()


def test_only_a_public_review_is_answered(review, editor):
    Review.objects.update_under_lock(status="hidden", decision_reason="abuse")
    with pytest.raises(ReplyError):
        replying.reply(review, "Hello", by=editor)


def test_reply_is_removed(review, editor):
    replying.reply(review, "Hello", by=editor)
    replying.remove(review, by=editor)
    replying.remove(review, by=editor)
    assert not ReviewReply.objects.exists()
    assert ModerationEvent.objects.count() == 2
