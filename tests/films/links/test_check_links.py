"""The command, and who may run it by itself."""

from io import StringIO

import pytest
from django.core.management import call_command

from films.links import guard
from films.models import LinkCheck
from tests.factories import make_film, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def private(monkeypatch):
    """Every host is found in a private network."""
    monkeypatch.setattr(
        guard.socket, "getaddrinfo", lambda *_args, **_more: [(0, 0, 0, "", ("10.0.0.1", 443))]
    )


def run(command, **options):
    out = StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


def test_command_collects_asks_and_tells(private):
    make_film(synopsis="[a](https://a.example/) [b](http://localhost/)")

    told = run("check_links", verbosity=2)

    assert told.splitlines() == [
        "2 addresses on our pages.",
        "Not asked: http://localhost/ Its host is not a public one.",
        "Not asked: https://a.example/ Its host is not a public one.",
        "2 asked, 0 wait.",
    ]
    assert run("check_links") == "0 asked, 0 wait.\n"


def test_command_ends_at_its_limit(private):
    make_film(synopsis="https://a.example/ https://b.example/ https://c.example/")

    assert run("check_links", limit=2).splitlines()[-1] == "2 asked, 1 wait."


def test_nobody_is_asked_by_the_chores_unless_it_is_wanted(private, settings):
    make_film(synopsis="https://a.example/")
    assert settings.CHECK_LINKS is False

    run("tend_guide")
    assert LinkCheck.objects.count() == 0

    settings.CHECK_LINKS = True
    run("tend_guide")
    assert LinkCheck.objects.get().state == "refused"


def test_chores_look_for_doubles(db):
    make_person("Ann Lee")
    make_person("Ann Lee")

    assert run("tend_guide") == "possible doubles found: 1\n"
    assert run("find_doubles") == "Person: 1 pairs\nTag: 0 pairs\n"
