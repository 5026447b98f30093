"""Scheduled changes go live while the server runs."""

import time
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from config import timetable
from config.timetable import Timetable
from films import working_copies
from films.models import Film
from tests.factories import make_film


@pytest.mark.django_db(transaction=True)
def test_the_timetable_puts_live_what_is_due():
    film = make_film(logline="Words.")
    copy = working_copies.begin(film)
    Film.objects.filter(pk=copy.pk).update(
        logline="Now.", go_live_at=timezone.now() - timedelta(seconds=1)
    )
    clock = Timetable(every=0.01)

    clock.start()
    deadline = time.monotonic() + 10
    while Film.objects.filter(draft_of=film).exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    clock.stop()

    assert Film.objects.get(pk=film.pk).logline == "Now."


@pytest.mark.django_db
def test_trouble_with_the_database_is_for_the_next_round(monkeypatch, caplog):
    def refuse():
        raise OperationalError("locked")

    monkeypatch.setattr(timetable.publishing, "publish_due", refuse)

    timetable.look()

    assert caplog.messages == ["Scheduled changes could not be looked for: OperationalError"]
