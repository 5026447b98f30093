from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from films import publishing, timeline
from films.choices import EventVerb, RevisionKind
from films.events import note
from films.models import FilmEvent
from films.revisions import record
from films.timeline import PAGE
from tests.factories import make_draft, make_film, make_user

pytestmark = pytest.mark.django_db


def save(film, **fields):
    for name, value in fields.items():
        setattr(film, name, value)
    film.save()
    return record(film, RevisionKind.SAVE)


def lines(film, start="", size=PAGE):
    """Return number or verb of each entry."""
    entries = timeline.timeline(film, start=start, size=size).entries
    return [entry.revision.number if entry.revision else entry.events[0].verb for entry in entries]


def test_versions_and_steps_stand_in_one_list_newest_first():
    film = make_film()
    save(film)
    note(film, EventVerb.SHARED, by=None)
    save(film, year=1928)

    assert lines(film) == [2, "shared", 1]


def test_a_step_that_made_a_version_is_told_with_it():
    film, editor = make_draft(logline="Words."), make_user()

    publishing.publish(film, by=editor, comment="At last.")

    (entry,) = timeline.timeline(film).entries
    assert [event.verb for event in entry.events] == [EventVerb.PUBLISHED]
    assert (entry.editor, entry.comment) == (editor, "At last.")


def test_a_step_that_names_an_older_version_stands_in_its_own_time():
    film = make_film()
    revision = save(film)
    step = note(film, EventVerb.UPDATED, by=None, revision=revision)
    later = timezone.now() + timedelta(hours=1)
    FilmEvent.objects.filter(pk=step.pk).update(created_at=later)

    assert lines(film) == ["updated", 1]
    assert timeline.timeline(film).entries[1].events == []


def test_entries_tell_what_differs_from_the_version_before():
    film = make_film()
    save(film)
    save(film, year=1928, budget=5)
    film.trivia.create(text="It rained.")
    save(film)

    found = timeline.timeline(film, size=2).entries

    assert [(entry.touched, entry.previous) for entry in found] == [
        (["behind the scenes"], 2),
        (["year", "budget"], 1),
    ]


def test_the_first_version_has_none_before_it():
    film = make_film()
    save(film)

    (entry,) = timeline.timeline(film).entries
    assert (entry.touched, entry.previous) == ([], None)


def test_pages_follow_each_other_without_gap_or_double_where_times_are_equal():
    film = make_film()
    for year in range(1920, 1925):
        save(film, year=year)
        note(film, EventVerb.SHARED, by=None)
    now = timezone.now()
    film.revisions.update(created_at=now)
    film.events.update(created_at=now)

    whole, paged, start = lines(film), [], ""
    for _ in range(5):
        paged += lines(film, start=start, size=2)
        start = timeline.timeline(film, start=start, size=2).older

    assert len(whole) == 10
    assert (paged, start) == (whole, "")


@pytest.mark.parametrize("start", ["r999", "s", "x1", "r²", "r" + "9" * 400, "-1", "r1'"])
def test_rubbish_begins_with_the_newest(start):
    film = make_film()
    save(film)

    assert lines(film, start=start) == [1]


def test_another_films_entry_is_no_beginning():
    film, other = make_film(), make_film()
    save(film)

    assert lines(film, start=f"r{save(other).pk}") == [1]


@pytest.mark.parametrize("count", [1, 12])
def test_queries_do_not_grow(count):
    film, editor = make_film(), make_user()
    for year in range(1900, 1900 + count):
        revision = save(film, year=year)
        note(film, EventVerb.UPDATED, by=editor, revision=revision)
        note(film, EventVerb.SHARED, by=editor)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        timeline.timeline(film)

    assert len(queries) == 6
