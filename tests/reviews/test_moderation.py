import pytest
from django.contrib.auth import get_user_model

from reviews import authors, moderation
from reviews.choices import ReviewStatus
from reviews.models import FilmRating, ModerationEvent, Review
from tests.factories import make_film
from tests.reviews.factories import rate

pytestmark = pytest.mark.django_db
LINK = "www.spam.example"
VERBS = {
    ReviewStatus.PUBLISHED: lambda rows: moderation.publish(rows, by=None),
    ReviewStatus.REJECTED: lambda rows: moderation.reject(rows, by=None, reason="abuse"),
    ReviewStatus.HIDDEN: lambda rows: moderation.hide(rows, by=None, reason="abuse"),
    ReviewStatus.SPAM: lambda rows: moderation.mark_spam(rows, by=None),
}


def review_that_is(status: ReviewStatus) -> Review:
    if status == ReviewStatus.PENDING:
        return rate(make_film(), 8, body=LINK)
    review = rate(make_film(), 8)
    if status != ReviewStatus.PUBLISHED:
        values = {"status": status, "counts": False}
        if status == ReviewStatus.WITHDRAWN:
            values["author_key"] = None
        Review.objects.filter(pk=review.pk).update_under_lock(**values)
    return review


@pytest.mark.parametrize("to", VERBS)
@pytest.mark.parametrize("status", ReviewStatus)
def test_only_legal_transitions_are_made(status, to):
    """M2"""
    review = review_that_is(status)
    outcome = VERBS[to]([review])
    review.refresh_from_db()
    is_legal = to in moderation.TRANSITIONS[status]
    assert review.status == (to if is_legal else status)
    assert (len(outcome.changed), len(outcome.refused)) == ((1, 0) if is_legal else (0, 1))
    assert review.counts == (review.status == ReviewStatus.PUBLISHED)


def test_publishing_counts_and_dates_and_writes_down():
    """M3"""
    moderator = get_user_model().objects.create(username="mod")
    review = rate(make_film(), 8, body=LINK)
    moderation.publish([review], by=moderator)
    review.refresh_from_db()
    assert review.published_at == review.decided_at
    assert (review.counts, review.hold_reason, review.decided_by) == (True, "", moderator)
    assert FilmRating.objects.get().count == 1
    event = ModerationEvent.objects.get()
    assert (event.actor, event.from_status, event.to_status, event.public_id) == (
        moderator,
        "pending",
        "published",
        review.public_id,
    )


def test_a_review_that_comes_back_keeps_its_first_date():
    review = rate(make_film(), 8)
    moderation.hide([review], by=None, reason="abuse")
    moderation.publish([review], by=None)
    assert Review.objects.get().published_at == review.published_at


@pytest.mark.parametrize("verb", [moderation.reject, moderation.hide])
def test_turning_down_needs_a_reason(verb):
    """M5"""
    review = rate(make_film(), 8)
    with pytest.raises(moderation.MissingReasonError):
        verb([review], by=None, reason="")
    assert Review.objects.get().status == "published"


def test_the_slower_of_two_moderators_is_told():
    """M4"""
    first = get_user_model().objects.create(username="ada")
    review = rate(make_film(), 8, body=LINK)
    moderation.publish([review], by=first)
    outcome = moderation.reject([review], by=None, reason="abuse")
    assert [why for _, why in outcome.refused] == ["already decided by ada: Published"]


def test_publishing_words_alone_does_not_count():
    review = rate(make_film(), None, body=LINK)
    moderation.publish([review], by=None)
    review.refresh_from_db()
    assert (review.status, review.counts) == ("published", False)
    assert FilmRating.objects.get().text_count == 1


def test_nobody_gets_a_second_live_review_by_a_decision():
    author = authors.Author("s" * 43, is_new=False)
    film = make_film()
    old = rate(film, 3, author=author, body=LINK)
    moderation.reject([old], by=None, reason="abuse")
    rate(film, 8, author=author)
    outcome = moderation.publish([old], by=None)
    assert [why for _, why in outcome.refused] == ["its author has written another one since"]


def test_many_reviews_cost_queries_by_film_not_by_review(django_assert_max_num_queries):
    """M4"""
    films = [make_film() for _ in range(2)]
    for number in range(20):
        rate(films[number % 2], 8, body=f"{LINK}/{number}")
    with django_assert_max_num_queries(10 + 3 * len(films)):
        moderation.publish(Review.objects.all(), by=None)
    assert list(FilmRating.objects.values_list("count", flat=True)) == [10, 10]


def test_deleting_recounts_and_leaves_the_decision_in_the_log():
    review = rate(make_film(), 8)
    assert moderation.delete([review], by=None) == 1
    assert FilmRating.objects.get().count == 0
    event = ModerationEvent.objects.get()
    assert (event.review, event.public_id, event.to_status) == (None, review.public_id, "")


def test_the_log_only_grows():
    """M3"""
    review = rate(make_film(), 8)
    moderation.hide([review], by=None, reason="abuse")
    event = ModerationEvent.objects.get()
    for change in (event.save, event.delete, ModerationEvent.objects.all().delete):
        with pytest.raises(TypeError):
            change()
    with pytest.raises(TypeError):
        ModerationEvent.objects.update(reason="")
