"""Who may open and press what on the reviews' desk."""

import pytest
from django.urls import reverse

from reviews.models import BlockPhrase, FilmRating, Report, Review, ReviewRevision, Storm
from tests.factories import make_film
from tests.reviews.rows import FIRST_AT, add_review

LIST = reverse("admin:reviews_review_changelist")
PENDING = {"status": "pending", "hold_reason": "link", "queued_at": FIRST_AT, "published_at": None}
# What opens for whom: m moderator, e editor, w writer.
OPENS = {
    "review/": "me",
    "review/{public}/change/": "me",
    "review/{waiting}/change/": "m",
    "review/{public}/delete/": "m",
    "review/add/": "",
    "blockphrase/": "m",
    "blockphrase/add/": "m",
    "blockphrase/{phrase}/change/": "m",
    "filmrating/": "me",
    "filmrating/add/": "me",
    "filmrating/{film}/change/": "me",
    "filmrating/{film}/delete/": "",
    "storm/": "m",
    "storm/add/": "",
    "storm/{storm}/change/": "m",
    "storm/{storm}/delete/": "",
    "moderationevent/": "m",
    "outgoingmail/": "m",
}
# Who may press what.
PRESSES = {
    **dict.fromkeys(["approve", "decline", "hide", "spam", "cover", "uncover", "move"], "m"),
    **dict.fromkeys(["pick", "unpick"], "me"),
    "delete": "m",
}
ROLES = {"m": "moderator", "e": "editor", "w": "writer"}


@pytest.fixture
def things(db) -> dict[str, int]:
    film = make_film()
    return {
        "film": film.pk,
        "public": add_review(film).pk,
        "waiting": add_review(film, **PENDING).pk,
        "phrase": BlockPhrase.objects.create(phrase="casino").pk,
        "storm": Storm.objects.create(film=film, began_at=FIRST_AT, reason="Many.").pk,
    }


@pytest.mark.parametrize("role", ROLES)
def test_what_opens(sign_in, things, role):
    """M7, P2"""
    client = sign_in(ROLES[role])
    answers = {
        path: client.get(f"/admin/reviews/{path.format(**things)}").status_code for path in OPENS
    }
    opens = {path for path, status in answers.items() if status == 200}
    assert opens == {path for path, who in OPENS.items() if role in who}


def test_no_page_opens_for_a_stranger(client, things):
    for path in OPENS:
        address = f"/admin/reviews/{path.format(**things)}"
        assert client.get(address)["Location"] == f"/admin/login/?next={address}"


@pytest.mark.parametrize("role", ROLES)
def test_who_presses_what(sign_in, things, role):
    """M2, M7"""
    client = sign_in(ROLES[role])
    fields = {"_selected_action": things["public"], "reason": "abuse", "to": make_film().slug}
    answers = {name: client.post(LIST, fields | {"press": name}).status_code for name in PRESSES}
    refused = {name for name, status in answers.items() if status == 403}
    assert refused == {name for name, who in PRESSES.items() if role not in who}


def test_an_editor_sees_what_is_public_and_cannot_reach_the_rest(editor, things):
    entries = editor.get(f"{LIST}?state=all", follow=True).context["entries"]
    assert [entry.review.pk for entry in entries] == [things["public"]]
    editor.post(LIST, {"press": "pick", "_selected_action": things["waiting"]})
    assert Review.objects.get(pk=things["waiting"]).featured_at is None


def test_an_editor_is_not_told_what_readers_and_rules_say(editor, sign_in, things):
    review = Review.objects.get(pk=things["public"])
    Report.objects.create(review=review, reason="abuse")
    ReviewRevision.objects.create(review=review, number=1, body="Unread words", status="pending")
    page = reverse("admin:reviews_review_change", args=[review.pk])
    shown = [who.get(page).content.decode() for who in (sign_in("moderator"), editor)]
    for words in ("It is abusive or hateful", "Unread"):
        assert [words in html for html in shown] == [True, False]


def test_an_editor_picks_a_review_and_takes_that_back(editor, things):
    response = editor.post(
        LIST, {"press": "pick", "_selected_action": things["public"]}, follow=True
    )
    assert [str(m) for m in response.context["said"]] == ["1 review: picked by the editors."]
    batch = response.context["last_press"].batch
    editor.post(reverse("admin:reviews_review_undo", args=[batch]))
    assert Review.objects.get(pk=things["public"]).featured_at is None


def test_an_editor_does_not_take_back_what_others_decided(editor, sign_in, things):
    moderator = sign_in("moderator")
    moderator.post(LIST, {"press": "approve", "_selected_action": things["waiting"]})
    batch = moderator.get(LIST).context["last_press"].batch
    assert editor.post(reverse("admin:reviews_review_undo", args=[batch])).status_code == 403
    assert Review.objects.get(pk=things["waiting"]).status == "published"


def test_a_writer_answers_nobody(sign_in, things):
    """M7"""
    address = reverse("admin:reviews_review_answer", args=[things["public"]])
    assert sign_in("writer").post(address, {"text": "Thanks."}).status_code == 403


def test_nobody_types_figures(moderator, things):
    address = f"/admin/reviews/filmrating/{things['film']}/change/"
    moderator.post(address, {"opening": "open", "count": 99, "h10": 99})
    rating = FilmRating.objects.get()
    assert (rating.opening, rating.count) == ("open", 1)
