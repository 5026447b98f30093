"""What is asked of every request before a view sees it: its size, and how old its login is."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from config.body_limit import ADMIN_BYTES, PUBLIC_BYTES
from films.videos import MAX_FILE_BYTES


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "length", "status"),
    [
        ("/no-such-page/", PUBLIC_BYTES, 404),
        ("/no-such-page/", PUBLIC_BYTES + 1, 413),
        ("/no-such-page/", "9" * 30, 413),
        ("/no-such-page/", "-1", 413),
        ("/admin/login/", PUBLIC_BYTES + 1, 403),  # let through to where the token is missing
        ("/admin/login/", ADMIN_BYTES + 1, 413),
    ],
)
def test_body_larger_than_any_form_is_refused(client, path, length, status):
    client.handler.enforce_csrf_checks = True

    response = client.generic("POST", path, b"", CONTENT_LENGTH=str(length))

    assert response.status_code == status


def test_refusal_in_the_admin_says_how_much_a_form_takes(client):
    response = client.generic("POST", "/admin/", b"", CONTENT_LENGTH=str(ADMIN_BYTES + 1))

    assert response.content.decode() == (
        "The files of one form may have 64 MB together. Nothing was stored. Go back, send large"
        " files one at a time, or give a video by its address at YouTube or Vimeo."
    )


def test_a_form_takes_the_largest_video_and_a_long_page_around_it():
    assert ADMIN_BYTES - MAX_FILE_BYTES >= 4 * 1024 * 1024


@pytest.fixture
def editor(client, db, django_user_model):
    user = django_user_model.objects.create_user("editor", is_staff=True)
    client.force_login(user)
    return user


def change_session(client, **values):
    session = client.session
    session.update(values)
    session.save()


def test_login_in_use_lives_on(client, editor):
    client.get("/admin/")
    now = timezone.now()
    change_session(client, seen_at=now.timestamp() - 600)
    Session.objects.update(expire_date=now + timedelta(minutes=10))

    response = client.get("/admin/")

    assert response.status_code == 200
    assert Session.objects.get().expire_date > now + timedelta(hours=7)


def test_login_in_use_writes_once_in_five_minutes(client, editor):
    client.get("/admin/")

    response = client.get("/admin/")

    assert "sessionid" not in response.cookies


def test_login_older_than_a_week_ends(client, editor):
    change_session(client, began_at=timezone.now().timestamp() - 8 * 24 * 3600)

    response = client.get("/admin/")

    assert (response.status_code, response["Location"]) == (302, "/admin/login/?next=/admin/")


def test_public_page_of_an_editor_does_not_look_at_the_login(client, editor):
    response = client.get("/healthz")

    assert "sessionid" not in response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_unknown_host_is_refused_without_a_word_in_the_log(client, capfd):
    response = client.get("/healthz", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert capfd.readouterr().err == ""
