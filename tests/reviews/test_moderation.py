from datetime import timedelta

import pytest
from django.utils import timezone

from reviews import moderation
from reviews.choices import DecisionReason, EventAction, ReviewStatus
from reviews.models import (
    FilmRating,
    ModerationEvent,
    OutgoingMail,
    Report,
    Review,
    ReviewContact,
    ReviewRevision,
)
from tests.factories import make_film, make_user
from tests.reviews.factories import rate
from tests.reviews.rows import FIRST_AT, add_review, add_reviews

pytestmark = pytest.mark.django_db
LINK = "See www.spam.example"
ABUSE = DecisionReason.ABUSE
VERBS = {
    ReviewStatus.PUBLISHED: lambda rows: moderation.publish(rows, by=None),
    ReviewStatus.REJECTED: lambda rows: moderation.reject(rows, by=None, reason=ABUSE),
    ReviewStatus.HIDDEN: lambda rows: moderation.hide(rows, by=None, reason=ABUSE),
    ReviewStatus.SPAM: lambda rows: moderation.mark_spam(rows, by=None),
}
WAITS = {"status": "pending", "hold_reason": "link", "queued_at": FIRST_AT, "published_at": None}


def review_that_is(status: ReviewStatus, **fields) -> Review:
    match status:
        case ReviewStatus.PENDING:
            return add_review(make_film(), **WAITS | fields)
        case ReviewStatus.REJECTED | ReviewStatus.HIDDEN:
            fields.setdefault("decision_reason", ABUSE)
        case ReviewStatus.WITHDRAWN:
            fields |= {"score": None, "body": ""}
    return add_review(make_film(), status=status, **fields)


def pending(**fields) -> Review:
    return review_that_is(ReviewStatus.PENDING, **fields)


def refusals(outcome: moderation.Outcome) -> list[str]:
    return [why for _, why in outcome.refused]


@pytest.mark.parametrize("to", VERBS)
@pytest.mark.parametrize("status", ReviewStatus)
def test_only_legal_transitions_are_made(status, to):
    """M2, M3: any other step is refused, changes nothing and leaves no line in the log."""
    review = review_that_is(status)
    outcome = VERBS[to]([review])
    review.refresh_from_db()
    is_legal = to in moderation.TRANSITIONS[status]
    assert review.status == (to if is_legal else status)
    assert (len(outcome.changed), len(outcome.refused)) == ((1, 0) if is_legal else (0, 1))
    assert review.counts == (review.status == ReviewStatus.PUBLISHED)
    assert FilmRating.objects.get().count == review.counts
    steps = ModerationEvent.objects.values_list("from_status", "to_status")
    assert list(steps) == ([(status, to)] if is_legal else [])


def test_publishing_counts_dates_and_writes_down():
    """M3"""
    moderator = make_user("mod")
    review = pending(body=LINK)
    outcome = moderation.publish([review], by=moderator)
    review.refresh_from_db()
    assert review.published_at == review.decided_at
    assert (review.counts, review.queued_at, review.decided_by) == (True, None, moderator)
    assert FilmRating.objects.get().count == 1
    event = ModerationEvent.objects.get()
    assert (event.actor, event.from_status, event.to_status, event.public_id, event.batch) == (
        moderator,
        "pending",
        "published",
        review.public_id,
        outcome.batch,
    )


def test_a_review_that_comes_back_keeps_its_first_date():
    review = add_review(make_film())
    moderation.hide([review], by=None, reason=ABUSE)
    moderation.publish([review], by=None)
    stored = Review.objects.get()
    assert (stored.published_at, stored.decision_reason) == (review.published_at, "")


@pytest.mark.parametrize(
    "verb", [moderation.reject, moderation.hide, moderation.decline, moderation.reject_revision]
)
@pytest.mark.parametrize("reason", ["", "because"])
def test_turning_down_needs_a_reason(verb, reason):
    """M5, I9"""
    review = pending()
    with pytest.raises(moderation.MissingReasonError):
        verb([review], by=None, reason=reason)
    assert Review.objects.get().status == "pending"


def test_a_reason_and_a_note_are_kept_for_the_author():
    """M5, I9"""
    review = pending()
    moderation.reject([review], by=None, reason="off_topic", note="It is about a book.")
    review.refresh_from_db()
    assert (review.decision_reason, review.decision_note) == ("off_topic", "It is about a book.")
    assert ModerationEvent.objects.get().reason == "off_topic: It is about a book."


def test_the_slower_of_two_moderators_is_told():
    """M4: the other one's decision stands."""
    review = pending()
    moderation.publish([review], by=make_user("ada"))
    outcome = moderation.reject([review], by=None, reason=ABUSE)
    assert refusals(outcome) == ["already decided by ada: Published"]
    assert Review.objects.get().status == "published"


def test_what_is_gone_meanwhile_is_named_and_the_rest_is_done():
    gone, other = pending(), pending()
    Review.objects.get(pk=gone.pk).delete()
    outcome = moderation.publish([gone, other], by=None)
    assert refusals(outcome) == ["it has been deleted or moved meanwhile"]
    assert [review.pk for review in outcome.changed] == [other.pk]


def test_publishing_words_alone_does_not_count():
    """F5"""
    review = pending(score=None)
    moderation.publish([review], by=None)
    review.refresh_from_db()
    assert (review.status, review.counts) == ("published", False)
    assert FilmRating.objects.get().text_count == 1


def test_what_its_author_is_withdrawing_is_not_published():
    """O6"""
    review = review_that_is(ReviewStatus.HIDDEN, withdraw_at=timezone.now() + timedelta(minutes=9))
    outcome = moderation.publish([review], by=None)
    assert refusals(outcome) == ["its author is just withdrawing it"]


@pytest.mark.parametrize("known_by", ["author_key", "verified_email_hash"])
def test_nobody_gets_a_second_live_review_by_a_decision(known_by):
    """I2"""
    film, key = make_film(), {known_by: "a" * 64}
    old = add_review(film, 3, status="rejected", decision_reason=ABUSE, **key)
    add_review(film, 8, **key)
    outcome = moderation.publish([old], by=None)
    assert refusals(outcome) == ["its author has written another one since"]


def test_of_two_rejected_reviews_of_one_person_one_comes_back():
    """I2"""
    film = make_film()
    both = add_reviews(film, 2, status="rejected", decision_reason=ABUSE, author_key="a" * 64)
    outcome = moderation.publish(both, by=None)
    assert (len(outcome.changed), len(outcome.refused)) == (1, 1)


# The queue ---------------------------------------------------------------------------------------


def report(review: Review, reason: str = "abuse") -> Report:
    Review.objects.filter(pk=review.pk).update(queued_at=FIRST_AT)
    return Report.objects.create(review=review, reason=reason)


def open_reports() -> int:
    return Report.objects.filter(handled_at=None).count()


def test_a_decision_deals_with_the_reports():
    """M6"""
    review = add_review(make_film())
    report(review)
    moderation.hide([review], by=None, reason=ABUSE)
    assert (open_reports(), Review.objects.get().queued_at) == (0, None)


def test_what_its_reports_hid_keeps_them_open_and_waits():
    """M6: hidden until a moderator has looked."""
    review = add_review(make_film())
    report(review)
    moderation.hide([review], by=None, reason=DecisionReason.REPORTED)
    assert (open_reports(), Review.objects.get().queued_at) == (1, FIRST_AT)


def test_keeping_a_reported_review_takes_it_out_of_the_queue():
    """M6"""
    moderator, review = make_user(), add_review(make_film())
    report(review)
    moderation.keep([review], by=moderator)
    stored = Review.objects.get()
    assert (stored.status, stored.queued_at, stored.decided_by) == ("published", None, moderator)
    assert open_reports() == 0
    event = ModerationEvent.objects.get()
    assert (event.action, event.from_status, event.to_status) == ("keep", "published", "published")


@pytest.mark.parametrize(
    ("status", "fields", "why_not"),
    [
        ("pending", {}, "it waits to be published or rejected"),
        ("published", {}, "cannot be done to this one: Published"),
        (
            "hidden",
            {"decision_reason": "reported", "queued_at": FIRST_AT},
            "say why it stays hidden: its author reads it",
        ),
    ],
)
def test_keeping_is_no_decision_where_one_is_needed(status, fields, why_not):
    """I9"""
    review = review_that_is(ReviewStatus(status), **fields)
    assert refusals(moderation.keep([review], by=None)) == [why_not]


def test_what_its_reports_hid_can_stay_hidden_for_a_reason():
    """M5, M6, I9"""
    review = review_that_is(ReviewStatus.HIDDEN, decision_reason="reported", queued_at=FIRST_AT)
    moderation.hide([review], by=None, reason="personal_data", note="A phone number.")
    stored = Review.objects.get()
    assert (stored.status, stored.decision_reason) == ("hidden", "personal_data")
    assert (stored.decision_note, stored.queued_at) == ("A phone number.", None)
    assert ModerationEvent.objects.get().action == EventAction.KEEP


def changed(review: Review, body: str = LINK) -> ReviewRevision:
    """The author has changed a public review, and the new words wait."""
    Review.objects.filter(pk=review.pk).update(queued_at=FIRST_AT)
    fields = {"number": 1, "score": review.score, "status": "pending", "hold_reason": "link"}
    return ReviewRevision.objects.create(review=review, body=body, **fields)


def test_approving_does_to_each_what_lets_it_go_public():
    """M4: one press for all kinds of what waits."""
    new, reported, reworded = pending(), add_review(make_film()), add_review(make_film())
    report(reported)
    changed(reworded)
    outcome = moderation.approve([new, reported, reworded], by=None)
    assert outcome.refused == []
    events = ModerationEvent.objects.order_by("action")
    assert list(events.values_list("action", "review")) == [
        ("keep", reported.pk),
        ("revision", reworded.pk),
        ("status", new.pk),
    ]
    assert set(Review.objects.values_list("status", "queued_at")) == {("published", None)}


def test_declining_does_to_each_what_keeps_it_from_the_public():
    new, reported, reworded = pending(), add_review(make_film()), add_review(make_film())
    report(reported)
    changed(reworded)
    moderation.decline([new, reported, reworded], by=None, reason=ABUSE, note="Not here.")
    rows = Review.objects.order_by("pk").values_list("status", "decision_note", "queued_at")
    assert list(rows) == [
        ("rejected", "Not here.", None),
        ("hidden", "Not here.", None),
        ("published", "Not here.", None),
    ]
    assert ReviewRevision.objects.get().status == "rejected"


def test_what_goes_off_the_page_takes_its_changed_words_along():
    review = add_review(make_film())
    changed(review)
    moderation.mark_spam([review], by=None)
    assert (ReviewRevision.objects.get().status, Review.objects.get().queued_at) == (
        "rejected",
        None,
    )


# Mail --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("decide", "kinds"),
    [
        (lambda rows: moderation.publish(rows, by=None), ["published"]),
        (lambda rows: moderation.reject(rows, by=None, reason=ABUSE), ["declined"]),
        (lambda rows: moderation.mark_spam(rows, by=None), []),
    ],
)
def test_authors_who_asked_for_it_are_told(decide, kinds):
    review = pending()
    ReviewContact.objects.create(
        review=review, email="a@b.example", wants_mail=True, verified_at=FIRST_AT
    )
    decide([review, pending()])
    mails = list(OutgoingMail.objects.values_list("kind", "review"))
    assert mails == [(kind, review.pk) for kind in kinds]


def test_nobody_is_told_of_what_was_refused():
    review = add_review(make_film())
    ReviewContact.objects.create(
        review=review, email="a@b.example", wants_mail=True, verified_at=FIRST_AT
    )
    moderation.publish([review], by=None)
    assert not OutgoingMail.objects.exists()


# Any number --------------------------------------------------------------------------------------


def test_many_reviews_cost_queries_by_film_not_by_review(django_assert_max_num_queries):
    """M4: one recount a film."""
    films = [make_film() for _ in range(2)]
    waiting = [review for film in films for review in add_reviews(film, 30, **WAITS)]
    ReviewContact.objects.bulk_create(
        ReviewContact(review=each, email="a@b.example", wants_mail=True, verified_at=FIRST_AT)
        for each in waiting
    )
    with django_assert_max_num_queries(12 + 3 * len(films)):
        moderation.approve(Review.objects.all(), by=None)
    assert list(FilmRating.objects.values_list("count", "version")) == [(30, 2), (30, 2)]
    assert (ModerationEvent.objects.count(), OutgoingMail.objects.count()) == (60, 60)


def test_nothing_to_do_is_no_error():
    assert moderation.publish([], by=None).changed == []


def test_deleting_recounts_and_leaves_the_decision_in_the_log():
    """A3"""
    review = add_review(make_film())
    assert moderation.delete([review], by=None) == 1
    assert FilmRating.objects.get().count == 0
    event = ModerationEvent.objects.get()
    assert (event.review, event.public_id, event.to_status) == (None, review.public_id, "")


# One appeal --------------------------------------------------------------------------------------


def test_an_appeal_of_what_has_been_erased_meanwhile_is_refused():
    """A press that comes too late is no error of ours."""
    review = rate(make_film(), 2, body="Words")
    moderation.reject([review], by=None, reason="advertising")
    review.refresh_from_db()
    Review.objects.get(pk=review.pk).delete()

    with pytest.raises(moderation.AppealError):
        moderation.appeal(review)


def test_an_appeal_brings_a_review_back_into_the_queue_marked_as_such():
    """M5"""
    review = review_that_is(ReviewStatus.REJECTED)
    now = moderation.appeal(review)
    stored = Review.objects.get()
    assert (stored.status, stored.hold_reason) == ("pending", "appeal")
    assert stored.appealed_at == stored.queued_at == now.appealed_at
    assert stored.decision_reason == ABUSE  # the moderator sees what was decided before
    event = ModerationEvent.objects.get()
    assert (event.actor, event.from_status, event.to_status) == (None, "rejected", "pending")


def test_there_is_one_appeal():
    """M5"""
    review = review_that_is(ReviewStatus.REJECTED)
    moderation.appeal(review)
    moderation.reject([review], by=None, reason=ABUSE)
    with pytest.raises(moderation.AppealError, match="asked once already"):
        moderation.appeal(review)
    assert Review.objects.get().status == "rejected"


@pytest.mark.parametrize("status", sorted(set(ReviewStatus) - {ReviewStatus.REJECTED}))
def test_only_what_was_rejected_is_appealed_against(status):
    """M2"""
    with pytest.raises(moderation.AppealError, match="was not rejected"):
        moderation.appeal(review_that_is(status))


def test_who_has_written_another_review_does_not_appeal():
    """I2"""
    film = make_film()
    old = add_review(film, status="rejected", decision_reason=ABUSE, author_key="a" * 64)
    add_review(film, author_key="a" * 64)
    with pytest.raises(moderation.AppealError, match="another review of this film"):
        moderation.appeal(old)


# No opinion is sifted ----------------------------------------------------------------------------


@pytest.mark.parametrize("setting", ["publish", "hold", "risk"])
@pytest.mark.parametrize("words", ["", "A quiet film.", LINK, "a.example.com b.example.com c.co/x"])
def test_the_same_words_get_the_same_status_with_any_score(settings, setting, words):
    """M1, I7"""
    settings.REVIEWS_MODERATION = setting

    def sent(score: int) -> tuple:
        review = rate(make_film(), score, body=words)
        Review.objects.all().delete()  # or the next one repeats its words
        return review.status, review.hold_reason, review.risk_reasons

    assert sent(1) == sent(10)


# The log -----------------------------------------------------------------------------------------


def test_the_log_only_grows():
    """M3"""
    moderation.hide([add_review(make_film())], by=None, reason=ABUSE)
    event = ModerationEvent.objects.get()
    for change in (event.save, event.delete, ModerationEvent.objects.all().delete):
        with pytest.raises(TypeError):
            change()
    with pytest.raises(TypeError):
        ModerationEvent.objects.update(reason="")
