"""Blocked phrases, waves of ratings, from when on films may be rated, and the log."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reviews import moderation
from reviews.models import BlockPhrase, FilmRating, ModerationEvent, OutgoingMail, Review, Storm
from tests.factories import make_film
from tests.reviews.rows import FIRST_AT, add_review, add_reviews

PHRASES = "/admin/reviews/blockphrase/"
RATINGS = "/admin/reviews/filmrating/"
STORMS = "/admin/reviews/storm/"


def messages(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


# Blocked phrases ---------------------------------------------------------------------------------


def test_a_phrase_is_listed_and_tried_on_what_was_sent(moderator):
    """S: what a hasty phrase would hold back is said at once."""
    add_reviews(make_film(), 3, body=["A casino.", "A cаsіno in disguise.", "Nothing."])
    fields = {"phrase": " casino ", "action": "hold", "expires_on": ""}
    response = moderator.post(f"{PHRASES}add/", fields, follow=True)
    assert BlockPhrase.objects.get().phrase == "casino"
    assert "Of the last 500 reviews with words it would have found 2." in messages(response)


@pytest.mark.parametrize("phrase", ["", "!!!", "Casino"])
def test_a_phrase_that_finds_nothing_or_is_there_is_refused(moderator, phrase):
    BlockPhrase.objects.create(phrase="Casino")
    response = moderator.post(f"{PHRASES}add/", {"phrase": phrase, "action": "hold"})
    assert response.context["adminform"].form.errors
    assert BlockPhrase.objects.count() == 1


# From when on a film may be rated ----------------------------------------------------------------


def test_opening_a_film_early_is_decided_before_anybody_rates_it(editor):
    """F12, I10"""
    film = make_film(released=str(timezone.localdate() + timedelta(days=30)))
    editor.post(f"{RATINGS}add/", {"film": film.pk, "opening": "early"})
    assert FilmRating.objects.get(film=film).opening == "early"


def test_changing_it_touches_no_figure_and_marks_early_scores(moderator):
    """F12, I10: what the form was opened with may be old."""
    film = make_film(released=str(timezone.localdate() + timedelta(days=30)))
    review = add_review(film)
    moderator.post(f"{RATINGS}{film.pk}/change/", {"opening": "early"})
    review.refresh_from_db()
    rating = FilmRating.objects.get()
    assert (rating.opening, review.set_aside, rating.count) == ("early", "embargo", 0)


def test_ratings_are_listed(moderator):
    film = make_film(title="Sunrise")
    add_reviews(film, 3, score=[9, 8, 8])
    html = moderator.get(f"{RATINGS}?q=sunr").content.decode()
    assert '<td class="field-shown_mean">4.2</td>' in html


# Waves -------------------------------------------------------------------------------------------


@pytest.fixture
def storm(db) -> Storm:
    film = make_film()
    add_reviews(film, 3, set_aside="storm")
    FilmRating.objects.filter(film=film).update(frozen_since=FIRST_AT)
    return Storm.objects.create(film=film, began_at=FIRST_AT, reason="Many.")


@pytest.mark.parametrize(
    ("outcome", "count", "set_aside"), [("released", 3, ""), ("voided", 0, "void")]
)
def test_a_wave_is_decided_with_one_press(moderator, storm, outcome, count, set_aside):
    """I10"""
    html = moderator.get(f"{STORMS}{storm.pk}/change/").content.decode()
    assert "Release: all of its ratings count" in html
    response = moderator.post(f"{STORMS}{storm.pk}/end/", {"outcome": outcome}, follow=True)
    assert messages(response) == ["3 ratings were decided on."]
    assert "Release: all of its ratings count" not in response.content.decode()
    storm.refresh_from_db()
    assert (storm.outcome, storm.ended_by) == (outcome, moderator.user)
    assert FilmRating.objects.get().count == count
    assert set(Review.objects.values_list("set_aside", flat=True)) == {set_aside}


def test_a_wave_that_is_over_is_not_decided_again(moderator, storm):
    moderator.post(f"{STORMS}{storm.pk}/end/", {"outcome": "released"})
    response = moderator.post(f"{STORMS}{storm.pk}/end/", {"outcome": "voided"}, follow=True)
    assert messages(response)[-1] == "Somebody else has decided about this wave already."
    assert FilmRating.objects.get().count == 3


@pytest.mark.parametrize(("state", "number"), [("open", 1), ("over", 2), ("junk", 3), ("", 3)])
def test_waves_to_be_decided_are_found(moderator, storm, state, number):
    for _ in range(2):
        fields = {"ended_at": FIRST_AT, "outcome": "voided"}
        Storm.objects.create(film=make_film(), began_at=FIRST_AT, reason="Old.", **fields)
    response = moderator.get(f"{STORMS}?state={state}")
    assert len(response.context["cl"].result_list) == number


@pytest.mark.parametrize("outcome", ["", "junk"])
def test_no_other_end_of_a_wave_is_known(moderator, storm, outcome):
    address = f"{STORMS}{storm.pk}/end/"
    assert moderator.post(address, {"outcome": outcome}).status_code == 403
    assert moderator.get(address).status_code == 403


def test_an_editor_does_not_decide_about_a_wave(editor, storm):
    response = editor.post(f"{STORMS}{storm.pk}/end/", {"outcome": "voided"})
    assert response.status_code == 403


# The log -----------------------------------------------------------------------------------------


def test_the_log_names_who_decided_what_and_why(moderator):
    """M3"""
    gone = add_review(make_film())
    kept = add_review(make_film())
    moderation.hide([kept], by=moderator.user, reason="off_topic", note="A book.")
    moderation.delete([gone], by=moderator.user)
    html = moderator.get("/admin/reviews/moderationevent/").content.decode()
    assert "Published → Hidden" in html
    assert "Not about the film. A book." in html
    assert f'<a href="../review/{kept.pk}/change/">{kept.public_id}</a>' in html
    assert f'<td class="field-about">{gone.public_id}</td>' in html


def test_the_log_needs_the_same_queries_for_one_and_many(moderator, django_assert_max_num_queries):
    moderation.hide(add_reviews(make_film(), 20), by=moderator.user, reason="abuse")
    assert ModerationEvent.objects.count() == 20
    with django_assert_max_num_queries(10):
        moderator.get("/admin/reviews/moderationevent/")


def test_messages_are_listed_without_addresses(moderator):
    """P2"""
    OutgoingMail.objects.create(kind="published", review=add_review(make_film()), last_error="No.")
    html = moderator.get("/admin/reviews/outgoingmail/").content.decode()
    assert "Your review is on the page" in html
    assert '<td class="field-last_error">No.</td>' in html


def test_a_number_that_no_film_has_leads_home_and_is_no_fault(moderator):
    make_film()
    response = moderator.get(f"{RATINGS}{2**63}/change/")
    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")
