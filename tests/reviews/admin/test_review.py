"""The moderators' list and the page of one review."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reviews.models import (
    FilmRating,
    ModerationEvent,
    Report,
    Review,
    ReviewContact,
    ReviewReply,
    ReviewRevision,
)
from tests.factories import make_film
from tests.reviews.rows import FIRST_AT, add_review, add_reviews

LIST = reverse("admin:reviews_review_changelist")
WAITS = {"status": "pending", "hold_reason": "link", "queued_at": FIRST_AT, "published_at": None}


@pytest.fixture
def pending(db) -> Review:
    return add_review(make_film(title="Sunrise"), body="See www.spam.example", **WAITS)


def page_of(review: Review) -> str:
    return reverse("admin:reviews_review_change", args=[review.pk])


def press(client, name: str, *reviews: Review, query: str = "", **fields):
    """Press a button; returns the page that comes then."""
    data = {"press": name, "_selected_action": [review.pk for review in reviews], **fields}
    return client.post(f"{LIST}{query}", data, follow=True)


def said(response) -> list[str]:
    return [str(message) for message in response.context["said"]]


def shown(client, query: str = "") -> list[int]:
    """The numbers of the reviews on a list, in their order."""
    return [entry.review.pk for entry in client.get(f"{LIST}{query}").context["entries"]]


# The list ----------------------------------------------------------------------------------------


def test_the_list_is_the_queue_oldest_first(moderator, pending):
    film = make_film()
    older = add_review(film, **WAITS | {"queued_at": FIRST_AT.replace(year=2025)})
    reported = add_review(film, queued_at=FIRST_AT)
    add_review(film)
    assert shown(moderator) == [older.pk, pending.pk, reported.pk]


@pytest.mark.parametrize(
    ("query", "bodies"),
    [
        ("?state=published", ["Reported", "Changed", "Public"]),
        ("?state=spam", ["Trapped"]),
        ("?state=all&q=public", ["Public"]),
        ("?state=all&q=potemkin", ["Trapped"]),
        ("?why=link", ["See www.spam.example"]),
        ("?why=reported", ["Reported"]),
        ("?why=changed", ["Changed"]),
        ("?state=spam&why=honeypot", ["Trapped"]),
        ("?state=&why=&film=&q=", ["See www.spam.example", "Reported", "Changed"]),
        ("?state=junk", []),
        ("?film=99999999", []),
        ("?q=%00", ["See www.spam.example", "Reported", "Changed"]),
    ],
)
def test_the_list_is_narrowed_down(moderator, pending, query, bodies):
    film = pending.film
    reported, changed = add_reviews(film, 2, queued_at=FIRST_AT, body=["Reported", "Changed"])
    Report.objects.create(review=reported, reason="abuse")
    ReviewRevision.objects.create(review=changed, number=1, body="New", status="pending")
    add_review(film, body="Public")
    other = make_film(title="Potemkin")
    add_review(other, body="Trapped", status="spam", hold_reason="honeypot")
    found = [Review.objects.get(pk=pk).body for pk in shown(moderator, query)]
    assert sorted(found) == sorted(bodies)


def test_the_films_with_the_most_to_look_at_are_offered_first(moderator, pending):
    many = make_film(title="Potemkin")
    add_reviews(many, 2, **WAITS)
    (films,) = (f for f in moderator.get(LIST).context["filters"] if f["name"] == "film")
    assert films["options"][1:] == [
        (str(many.pk), "Potemkin (1927) · 2"),
        (str(pending.film_id), "Sunrise (1927) · 1"),
    ]
    assert shown(moderator, f"?film={pending.film_id}") == [pending.pk]


def test_a_film_that_is_asked_for_is_offered_although_nothing_waits(moderator):
    film = add_review(make_film(title="Quiet")).film
    response = moderator.get(f"{LIST}?state=all&film={film.pk}")
    (films,) = (f for f in response.context["filters"] if f["name"] == "film")
    assert (films["options"][1:], films["chosen"]) == (
        [(str(film.pk), "Quiet (1927)")],
        str(film.pk),
    )


def test_an_empty_queue_says_so(moderator):
    assert "Nothing waits. All reviews have been looked at." in moderator.get(LIST).content.decode()


@pytest.mark.parametrize("query", ["hold_reason=x", "p=99", "o=7", "all=1"])
def test_a_malformed_list_is_answered(moderator, pending, query):
    assert moderator.get(f"{LIST}?{query}").status_code in {200, 302}


def test_the_list_needs_the_same_queries_for_one_and_many(moderator, pending):
    def with_everything(review: Review) -> None:
        Report.objects.create(review=review, reason="abuse")
        ReviewRevision.objects.create(review=review, number=1, body="New", status="pending")
        Review.objects.filter(pk=review.pk).update(
            risk_reasons=[{"code": "similar", "detail": pending.public_id}], content_hash="a" * 64
        )

    with_everything(pending)
    moderator.get(LIST)  # content types are looked up once
    with CaptureQueriesContext(connection) as for_one:
        moderator.get(LIST)
    for _ in range(4):
        with_everything(add_review(make_film(), **WAITS))
    with CaptureQueriesContext(connection) as for_many:
        moderator.get(LIST)
    assert len(for_many) == len(for_one)
    assert len(for_one) <= 25


# Presses -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "fields", "status", "words"),
    [
        ("approve", {}, "published", "1 review published."),
        ("decline", {"reason": "advertising"}, "rejected", "1 review rejected."),
        ("hide", {"reason": "abuse"}, "hidden", "1 review hidden."),
        ("spam", {}, "spam", "1 review called spam."),
        ("cover", {}, "pending", "1 review: folded up."),
        ("decline", {}, "pending", "Choose a reason: the author reads it."),
        ("pick", {}, "pending", None),
        (
            "decline",
            {"reason": "reported"},
            "pending",
            "Select a valid choice. reported is not one of the available choices.",
        ),
        ("junk", {}, "pending", "Select a valid choice. junk is not one of the available choices."),
    ],
)
def test_a_press_goes_through_moderation_and_says_what_it_did(
    moderator, pending, name, fields, status, words
):
    """M2, M5"""
    response = press(moderator, name, pending, **fields)
    pending.refresh_from_db()
    assert pending.status == status
    assert FilmRating.objects.get().count == (status == "published")
    refused = "Sunrise (1927), Anonymous: only a public review with words can be picked."
    assert said(response) == [words or refused]


def test_many_are_decided_with_one_press(moderator, pending):
    """M4"""
    others = add_reviews(make_film(), 3, **WAITS)
    response = press(moderator, "approve", pending, *others[:2])
    assert said(response) == ["3 reviews published."]
    assert shown(moderator) == [others[2].pk]


def test_all_of_a_list_are_decided_up_to_the_newest_that_was_shown(moderator, pending):
    """M4: 500 at once, and none that nobody has seen."""
    film = make_film()
    add_reviews(film, 30, **WAITS)
    response = moderator.get(f"{LIST}?film={film.pk}")
    assert "all 30 of this list" in response.content.decode()
    newest = response.context["newest"]
    add_review(film, **WAITS)
    query = f"?film={film.pk}"
    response = press(moderator, "approve", query=query, all="1", newest=newest)
    assert said(response) == ["30 reviews published."]
    assert Review.objects.filter(status="pending").count() == 2


def test_a_press_stops_at_what_can_be_done_at_once(moderator, monkeypatch):
    """M4: the first of a longer list, and the rest with the next press."""
    monkeypatch.setattr("reviews.admin.review.MOST_AT_ONCE", 28)
    reviews = add_reviews(make_film(), 30, **WAITS)
    response = moderator.get(LIST)
    assert "the first 28 of this list" in response.content.decode()
    response = press(moderator, "spam", all="1", newest=response.context["newest"])
    assert said(response) == ["28 reviews called spam."]
    assert shown(moderator) == [review.pk for review in reviews[28:]]


def test_a_press_with_nothing_ticked_says_so(moderator, pending):
    assert said(press(moderator, "approve")) == ["Nothing is ticked: choose reviews first."]


def test_the_slower_of_two_moderators_is_told(moderator, sign_in, pending):
    """M4"""
    other = sign_in("moderator")
    press(other, "spam", pending)
    response = press(moderator, "decline", pending, reason="abuse")
    name = other.user.get_username()
    assert said(response) == [f"Sunrise (1927), Anonymous: already decided by {name}: Spam."]


def test_nobody_brings_back_unseen_what_another_has_just_rejected(moderator, sign_in, pending):
    """M4: their page still shows it waiting."""
    seen = moderator.get(LIST).context["seen"].isoformat()
    other = sign_in("moderator")
    press(other, "decline", pending, reason="abuse")
    response = press(moderator, "approve", pending, seen=seen)
    name = other.user.get_username()
    assert said(response) == [f"Sunrise (1927), Anonymous: already decided by {name}: Rejected."]
    assert Review.objects.get().status == "rejected"
    now = moderator.get(f"{LIST}?state=rejected").context["seen"].isoformat()
    assert said(press(moderator, "approve", pending, seen=now)) == ["1 review published."]


def test_only_ten_refusals_are_named(moderator):
    reviews = add_reviews(make_film(), 12)
    response = press(moderator, "approve", *reviews)
    assert len(said(response)) == 11
    assert said(response)[-1] == "2 more could not be done."


def test_the_list_comes_back_at_the_next_review(moderator, pending):
    following = add_review(make_film(), **WAITS)
    entries = moderator.get(f"{LIST}?why=link").context["entries"]
    assert [entry.following for entry in entries] == [following.pk, None]
    data = {"press": "approve", "_selected_action": pending.pk, "following": following.pk}
    response = moderator.post(f"{LIST}?why=link", data)
    assert response["Location"] == f"{LIST}?why=link#review-{following.pk}"


@pytest.mark.parametrize("typed", ["Potemkin", "potemkin (1927)", "{slug}", "/films/{slug}/?x=1"])
def test_a_review_is_moved_to_the_film_it_is_about(moderator, pending, typed):
    film = make_film(title="Potemkin")
    response = press(
        moderator, "move", pending, to=typed.format(slug=film.slug), page=str(pending.pk)
    )
    assert Review.objects.get().film == film
    assert response.redirect_chain[0][0] == page_of(pending)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            "Nowhere",
            "There is no film “Nowhere”. Paste the address of its page, or type its title.",
        ),
        ("Twice", "Several films are called “Twice”. Paste the address of the film’s page."),
    ],
)
def test_a_film_that_is_not_found_is_said(moderator, pending, typed, words):
    make_film(title="Twice"), make_film(title="Twice", year=1930)
    assert said(press(moderator, "move", pending, to=typed)) == [words]


# Taking back -------------------------------------------------------------------------------------


def undo(client, **fields):
    batch = client.get(LIST).context["last_press"].batch
    address = reverse("admin:reviews_review_undo", args=[batch])
    return client.post(address, fields, follow=True)


def test_the_last_press_is_taken_back_with_one(moderator, pending):
    press(moderator, "approve", pending)
    assert moderator.get(LIST).context["last_press_words"] == "1 review published."
    response = undo(moderator)
    assert said(response) == ["1 review is as it was."]
    assert Review.objects.get().status == "pending"
    assert ">Undo<" not in response.content.decode()


def test_undo_is_no_link(moderator, pending):
    """I3"""
    press(moderator, "approve", pending)
    batch = ModerationEvent.objects.get().batch
    address = reverse("admin:reviews_review_undo", args=[batch])
    assert moderator.get(address).status_code == 403
    assert Review.objects.get().status == "published"


# One review --------------------------------------------------------------------------------------


def test_nobody_edits_a_visitors_words(moderator, pending):
    html = moderator.get(page_of(pending)).content.decode()
    assert "See www.spam.example" in html
    assert 'name="body"' not in html
    assert moderator.post(page_of(pending), {"body": "Mine"}).status_code == 403
    assert moderator.get(reverse("admin:reviews_review_add")).status_code == 403


def test_the_page_shows_the_log_and_other_versions(moderator, pending):
    """M3"""
    press(moderator, "decline", pending, reason="advertising", note="The link.")
    ReviewRevision.objects.create(review=pending, number=1, body="Before", status="superseded")
    html = moderator.get(page_of(pending)).content.decode()
    assert "Waiting for a moderator → Rejected" in html
    assert "Advertising. The link." in html
    assert "Before" in html


@pytest.mark.parametrize("pk", ["99999999", "junk", "9" * 30])
def test_a_review_that_is_not_there_is_not_found(moderator, pk):
    assert moderator.get(f"{LIST}{pk}/change/").status_code == 404


def test_an_address_is_shown_on_the_page_to_those_who_may(moderator, editor, pending):
    """P2: in no list."""
    public = add_review(make_film())
    for review in (pending, public):
        ReviewContact.objects.create(review=review, email="a@b.example", verified_at=FIRST_AT)
    assert "a@b.example" in moderator.get(page_of(pending)).content.decode()
    assert "a@b.example" not in moderator.get(f"{LIST}?state=all").content.decode()
    assert "a@b.example" not in editor.get(page_of(public)).content.decode()


# The site's answer -------------------------------------------------------------------------------


def answer(client, review: Review, **fields):
    address = reverse("admin:reviews_review_answer", args=[review.pk])
    return client.post(address, fields, follow=True)


def test_an_editor_answers_changes_and_removes(editor):
    """M7"""
    review = add_review(make_film())
    assert said(answer(editor, review, text="Thank you.")) == ["The answer is under the review."]
    answer(editor, review, text="Thank you!")
    assert ReviewReply.objects.get().text == "Thank you!"
    assert "Thank you!" in editor.get(page_of(review)).content.decode()
    assert said(answer(editor, review, remove="1")) == ["The answer is gone."]
    assert not ReviewReply.objects.exists()


def test_an_empty_answer_is_refused_in_words(editor):
    """M7"""
    review = add_review(make_film())
    assert said(answer(editor, review, text=" ")) == ["Write something, or remove the answer."]


# Deleting ----------------------------------------------------------------------------------------


def test_deleting_asks_first_counts_and_is_written_down(moderator):
    """A3, O6"""
    review = add_review(make_film(), display_name="Zanzibar Lil")
    address = reverse("admin:reviews_review_delete", args=[review.pk])
    assert moderator.get(address).status_code == 200
    assert Review.objects.exists()
    moderator.post(address, {"post": "yes"})
    assert not Review.objects.exists()
    assert FilmRating.objects.get().count == 0
    event = ModerationEvent.objects.get()
    assert (event.actor, event.to_status) == (moderator.user, "")


def test_the_admins_own_log_keeps_no_name(moderator):
    """P4"""
    review = add_review(make_film(), display_name="Zanzibar Lil")
    moderator.post(reverse("admin:reviews_review_delete", args=[review.pk]), {"post": "yes"})
    assert not LogEntry.objects.exists()


def test_many_are_deleted_after_a_question(moderator):
    """A3"""
    reviews = add_reviews(make_film(), 3, status="spam", hold_reason="honeypot")
    response = press(moderator, "delete", *reviews[:2], query="?state=spam")
    assert "delete_selected" in response.content.decode()
    assert Review.objects.count() == 3
    data = {"action": "delete_selected", "post": "yes"}
    data["_selected_action"] = [review.pk for review in reviews[:2]]
    moderator.post(f"{LIST}?state=spam", data)
    assert list(Review.objects.values_list("pk", flat=True)) == [reviews[2].pk]
    assert ModerationEvent.objects.filter(action="erase").count() == 2


def test_a_film_with_reviews_is_not_deleted_in_the_admin(admin_client, pending):
    """M8: it says how many."""
    address = reverse("admin:films_film_delete", args=[pending.film_id])
    response = admin_client.post(address, {"post": "yes"}, follow=True)
    assert "it is needed by 1 review." in response.content.decode()
    assert Review.objects.filter(pk=pending.pk).exists()
