"""Who has which page open."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from films import presences
from films.models import Presence
from tests.factories import make_draft, make_film, make_user

pytestmark = pytest.mark.django_db


def age(seconds):
    """Let everybody be heard of that much longer ago."""
    then = timezone.now() - timedelta(seconds=seconds)
    Presence.objects.update(seen_at=then, since=then - timedelta(hours=1))


def test_others_are_those_heard_of_lately():
    film, anna, bert = make_draft(), make_user("anna"), make_user("bert")
    presences.see(film, by=anna)
    presences.see(film, by=bert)

    assert [presence.editor for presence in presences.others(film, than=bert)] == [anna]

    age(seconds=91)
    assert presences.others(film, than=bert) == []


def test_see_keeps_since_when_while_the_form_stays_open():
    film, anna = make_draft(), make_user("anna")
    presences.see(film, by=anna)
    age(seconds=60)
    since = Presence.objects.get().since

    presences.see(film, by=anna)
    assert Presence.objects.get().since == since

    age(seconds=91)
    presences.see(film, by=anna)
    assert Presence.objects.get().since > timezone.now() - timedelta(minutes=1)


def test_a_working_copy_is_its_page():
    film = make_film()
    presences.see(make_draft(draft_of=film), by=make_user())

    assert len(presences.others(film, than=make_user())) == 1


def test_on_pages_asks_once_for_all(django_assert_num_queries):
    films, anna, me = [make_draft() for _ in range(3)], make_user("anna"), make_user()
    presences.see(films[1], by=anna)
    presences.see(films[1], by=me)

    with django_assert_num_queries(1):
        found = presences.on_pages(films, than=me)

    assert [[presence.editor for presence in found[film.pk]] for film in films] == [[], [anna], []]


def test_purge_deletes_who_is_gone():
    presences.see(make_draft(), by=make_user())
    age(seconds=91)
    presences.see(make_draft(), by=make_user())

    call_command("purge_desk", verbosity=0)

    assert Presence.objects.count() == 1
