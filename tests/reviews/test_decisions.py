"""What holds for every decision: the lock, what is found again under it, and the log."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from reviews import curating, moderation
from reviews.choices import EventAction
from reviews.decisions import Outcome, decide
from reviews.models import FilmRating, ModerationEvent, Review
from tests.factories import make_film, make_user
from tests.reviews.rows import FIRST_AT, add_review, add_reviews

WAITS = {"status": "pending", "hold_reason": "link", "queued_at": FIRST_AT, "published_at": None}


@pytest.mark.django_db(transaction=True)
def test_of_two_moderators_at_the_same_moment_one_decides():
    """M4: on each review one wins, the other is told, and each film is right."""
    reviews = add_reviews(make_film(), 6, **WAITS)
    ada, bea = make_user("ada"), make_user("bea")
    outcomes: list[Outcome] = []
    together = Barrier(2)

    def press(decide_about, chosen, **options) -> None:
        try:
            together.wait(5)
            outcomes.append(decide_about(chosen, **options))
        finally:
            connection.close()

    threads = [
        Thread(target=press, args=[moderation.publish, reviews], kwargs={"by": ada}),
        Thread(
            target=press,
            args=[moderation.reject, reviews[::-1]],
            kwargs={"by": bea, "reason": "abuse"},
        ),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    changed = [review.pk for outcome in outcomes for review in outcome.changed]
    assert sorted(changed) == [review.pk for review in reviews]
    refused = {why for outcome in outcomes for _, why in outcome.refused}
    assert refused < {"already decided by ada: Published", "already decided by bea: Rejected"}
    assert ModerationEvent.objects.count() == len(reviews)
    published = Review.objects.filter(status="published").count()
    assert FilmRating.objects.get().count == published


@pytest.mark.django_db
def test_nobody_brings_back_unseen_what_another_has_just_rejected():
    """M4: from rejected to published is a legal step, but not for who saw it waiting."""
    review, ada = add_review(make_film(), **WAITS), make_user("ada")
    moderation.reject([review], by=make_user("bea"), reason="abuse")
    outcome = moderation.approve([review], by=ada)
    assert [why for _, why in outcome.refused] == ["already decided by bea: Rejected"]
    assert moderation.approve([Review.objects.get()], by=ada).refused == []


@pytest.mark.django_db
def test_what_has_moved_to_another_film_meanwhile_is_left_alone():
    """A2: its new film is not locked."""
    review = add_review(make_film(), **WAITS)
    seen = Review.objects.get()
    curating.move([review], to=make_film(), by=None)
    outcome = moderation.publish([seen], by=None)
    assert [why for _, why in outcome.refused] == ["it has been deleted or moved meanwhile"]
    assert Review.objects.get().status == "pending"


@pytest.mark.django_db
def test_what_fails_leaves_nothing_behind():
    """A2, M3: decision, log and figures are one transaction."""
    review = add_review(make_film(), **WAITS)

    def fail_after_writing() -> None:
        with decide([review], by=None) as decision:
            decision.write(decision.reviews, EventAction.STATUS, status="spam")
            decision.write_log()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_writing()
    assert Review.objects.get().status == "pending"
    assert not ModerationEvent.objects.exists()
