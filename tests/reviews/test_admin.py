import re

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from films.roles import EDITOR, MODERATOR, ensure_roles
from reviews.models import FilmRating, ModerationEvent, Review
from tests.factories import make_film
from tests.reviews.factories import rate

pytestmark = pytest.mark.django_db
LIST = "admin:reviews_review_changelist"


def login(role: str, client: Client) -> Client:
    ensure_roles()
    user = get_user_model().objects.create_user(role, is_staff=True)
    user.groups.add(user.groups.model.objects.get(name=role))
    client.force_login(user)
    return client


@pytest.fixture
def moderator(client) -> Client:
    return login(MODERATOR, client)


@pytest.fixture
def pending() -> Review:
    return rate(make_film(), 8, body="See www.spam.example", display_name="Ann")


def act(client: Client, action: str, review: Review, **fields: str):
    data = {"action": action, "_selected_action": review.pk, "reason": "", **fields}
    response = client.post(f"{reverse(LIST)}?status=all", data, follow=True)
    review.refresh_from_db()
    return response


def test_the_list_shows_what_waits(moderator, pending):
    rate(make_film(), 8, body="Already published")
    html = moderator.get(reverse(LIST)).content.decode()
    assert "See www.spam.example" in html
    assert "Holds a link" in html
    assert "Already published" not in html


def test_the_list_needs_the_same_queries_for_one_and_many(moderator, pending):
    moderator.get(reverse(LIST))  # content types are looked up once
    with CaptureQueriesContext(connection) as for_one:
        moderator.get(reverse(LIST))
    for number in range(5):
        rate(make_film(), 8, body=f"www.spam.example {number}")
    with CaptureQueriesContext(connection) as for_many:
        moderator.get(reverse(LIST))
    assert len(for_many) == len(for_one)


@pytest.mark.parametrize(
    ("action", "reason", "status"),
    [
        ("publish", "", "published"),
        ("reject", "advertising", "rejected"),
        ("mark_spam", "", "spam"),
        ("reject", "", "pending"),
        ("hide", "abuse", "pending"),
    ],
)
def test_actions_go_through_moderation(moderator, pending, action, reason, status):
    act(moderator, action, pending, reason=reason)
    assert pending.status == status
    assert FilmRating.objects.get().count == (1 if status == "published" else 0)
    assert ModerationEvent.objects.count() == (0 if status == "pending" else 1)


def test_a_missing_reason_is_said(moderator, pending):
    """M5"""
    assert "Say why" in act(moderator, "reject", pending).content.decode()


def test_an_impossible_action_is_said(moderator, pending):
    html = act(moderator, "hide", pending, reason="abuse").content.decode()
    assert "cannot be done to this one: Waiting for a moderator" in html


def test_nobody_edits_a_visitors_words(moderator, pending):
    page = reverse("admin:reviews_review_change", args=[pending.pk])
    html = moderator.get(page).content.decode()
    assert "See www.spam.example" in html
    assert 'name="body"' not in html
    assert moderator.post(page, {"body": "Mine"}).status_code == 403


def test_nobody_adds_a_review(moderator):
    assert moderator.get(reverse("admin:reviews_review_add")).status_code == 403


def test_the_log_is_shown_with_the_review(moderator, pending):
    act(moderator, "reject", pending, reason="advertising")
    html = moderator.get(reverse("admin:reviews_review_change", args=[pending.pk])).content.decode()
    assert re.search(r"Waiting for a moderator.*Rejected.*advertising", html, re.DOTALL)


def test_deleting_counts_and_is_written_down(moderator):
    """A3"""
    review = rate(make_film(), 8)
    page = reverse("admin:reviews_review_delete", args=[review.pk])
    moderator.post(page, {"post": "yes"})
    assert not Review.objects.exists()
    assert FilmRating.objects.get().count == 0
    assert ModerationEvent.objects.get().to_status == ""


def test_deleting_many_counts(moderator):
    """A3"""
    review = rate(make_film(), 8)
    data = {"action": "delete_selected", "_selected_action": review.pk, "post": "yes"}
    moderator.post(f"{reverse(LIST)}?status=all", data)
    assert FilmRating.objects.get().count == 0


@pytest.mark.parametrize("query", ["status=junk", "status=published", "q=%00", "hold_reason=x"])
def test_a_malformed_list_is_answered(moderator, pending, query):
    assert moderator.get(f"{reverse(LIST)}?{query}").status_code in {200, 302}


def test_an_editor_does_not_moderate(client, pending):
    editor = login(EDITOR, client)
    assert editor.get(reverse(LIST)).status_code == 403
    assert act(editor, "publish", pending).status_code == 403


def test_a_film_with_reviews_is_not_deleted_in_the_admin(admin_client, pending):
    """M8"""
    page = reverse("admin:films_film_delete", args=[pending.film_id])
    admin_client.post(page, {"post": "yes"})
    assert Review.objects.filter(pk=pending.pk).exists()
