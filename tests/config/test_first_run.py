import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import OperationalError

from config.management.commands import first_run
from films.models import Film
from films.roles import ensure_roles


@pytest.fixture
def new_site(db, settings, tmp_path, monkeypatch):
    """A site whose data folder is not there yet; its static files count as collected."""
    settings.DATA_DIR = tmp_path / "data"
    settings.MEDIA_ROOT = settings.DATA_DIR / "media"
    settings.STATIC_ROOT = settings.DATA_DIR / "static"
    settings.DATA_DIR.mkdir()
    (settings.DATA_DIR / "static.stamp").write_text(first_run.static_state())
    monkeypatch.setattr(first_run, "SAMPLE", tmp_path / "sample")
    (tmp_path / "sample" / "films").mkdir(parents=True)
    return settings.DATA_DIR


def test_first_run_prints_logins_that_work_and_only_once(new_site, capsys):
    call_command("first_run")
    lines = [line.split() for line in capsys.readouterr().out.splitlines() if line[:4] == "    "]
    users = [authenticate(username=name, password=password) for name, password in lines]

    call_command("first_run")

    assert [name for name, _ in lines] == ["editor", "moderator"]
    assert [user.is_staff and not user.is_superuser for user in users] == [True, True]
    assert [user.groups.get().name for user in users] == ["editor", "moderator"]
    assert capsys.readouterr().out == ""


def test_first_run_on_a_site_with_a_user_makes_no_films_and_no_logins(new_site, capsys):
    User.objects.create_user("owner")

    call_command("first_run")

    assert (User.objects.count(), Film.objects.count()) == (1, 0)
    assert capsys.readouterr().out == ""


def test_first_run_that_fails_to_load_leaves_no_login(new_site, monkeypatch):
    def fail(*args, **options):
        raise CommandError("no such file")

    monkeypatch.setattr(first_run, "call_command", fail)

    with pytest.raises(CommandError, match="no such file"):
        call_command("first_run")

    assert User.objects.count() == 0


def test_first_run_with_a_database_that_does_not_answer_names_the_setting(new_site, monkeypatch):
    def fail(self):
        raise OperationalError("connection refused")

    monkeypatch.setattr(first_run.Command, "migrate", fail)

    with pytest.raises(
        CommandError, match=r"^The database \(setting DATABASE_URL\) cannot be used"
    ):
        call_command("first_run")


def test_first_run_collects_static_files_only_after_a_change(new_site, monkeypatch):
    User.objects.create_user("owner")
    calls = []
    monkeypatch.setattr(first_run, "call_command", lambda name, **_: calls.append(name))

    call_command("first_run")
    (new_site / "static.stamp").write_text("of an older state")
    call_command("first_run")
    call_command("first_run")

    assert calls == ["collectstatic"]


def rights(role):
    return set(Group.objects.get(name=role).permissions.values_list("codename", flat=True))


def test_roles_have_their_rights(db):
    ensure_roles()

    assert {"add_film", "change_film", "delete_quote", "add_person", "view_revision"} <= rights(
        "writer"
    )
    assert not {"publish_film", "delete_film", "change_provider", "delete_person"} & rights(
        "writer"
    )
    assert {"publish_film", "delete_film", "change_provider", "change_redirect"} <= rights("editor")
    assert not {"moderate_review", "view_review", "change_user"} & (
        rights("writer") | rights("editor")
    )
    assert {"moderate_review", "view_review", "view_film"} <= rights("moderator")
    assert not {"change_film", "change_user"} & rights("moderator")


def test_roles_made_again_keep_what_an_administrator_added(db):
    ensure_roles()
    group = Group.objects.get(name="writer")
    group.permissions.add(*Group.objects.get(name="moderator").permissions.all())
    before = rights("writer")

    ensure_roles()

    assert rights("writer") == before
    assert Group.objects.count() == 3
