"""The states of a page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from films.choices import FilmStatus, RevisionKind
from films.models import Film
from films.picks import link_published_films
from films.publishing import (
    PublishingError,
    archive,
    publish,
    send_back,
    submit,
    unpublish,
)
from films.revisions import record, restore
from tests.factories import make_draft, make_film, make_user

pytestmark = pytest.mark.django_db


def test_publish_shows_the_page_and_says_who_did_it():
    editor, film = make_user(), make_draft(title="Sunrise", year=1927, slug=None, logline="Dawn.")

    publish(film, by=editor)

    assert list(Film.objects.published()) == [film]
    assert film.slug == "sunrise-1927"
    assert [(r.kind, r.editor) for r in film.revisions.all()] == [(RevisionKind.PUBLISH, editor)]


def test_publish_names_all_that_is_missing():
    film = make_draft(year=None)

    with pytest.raises(PublishingError) as caught:
        publish(film)

    assert len(caught.value.reasons) == 2
    assert Film.objects.get().status == FilmStatus.DRAFT


def test_publish_at_a_later_time_schedules():
    film = make_draft(logline="Soon.")

    publish(film, at=timezone.now() + timedelta(days=1))

    assert film.is_scheduled
    assert not Film.objects.published().exists()


def test_publish_links_the_picks_that_waited_for_it():
    film = make_draft(title="Amélie", year=2001, logline="Paris.")
    waiting = make_film().similar_films.create(title="Amelie", year=2001)
    other_year = make_film().similar_films.create(title="Amelie", year=2002)
    own = film.similar_films.create(title="Amélie", year=2001)

    publish(film)

    for row in (waiting, other_year, own):
        row.refresh_from_db()
    assert (waiting.other, other_year.other, own.other) == (film, None, None)


def test_submit_unpublish_and_archive_move_the_page():
    film = make_film()

    seen = [verb(film, by=make_user()).status for verb in (unpublish, submit, archive)]

    assert seen == [FilmStatus.DRAFT, FilmStatus.REVIEW, FilmStatus.ARCHIVED]
    assert film.published_at


def test_send_back_needs_a_page_in_review_and_a_word(db):
    film = make_draft(logline="Words.")
    with pytest.raises(PublishingError, match="not in review"):
        send_back(film, by=make_user(), comment="Shorter.")
    submit(film, by=make_user())
    with pytest.raises(PublishingError, match="what its writer is to mend"):
        send_back(film, by=make_user(), comment=" ")

    send_back(film, by=make_user(), comment="Shorter.")

    event = film.events.first()
    assert (event.verb, event.before, event.after) == ("returned", "In review", "Draft")
    assert (event.comment, film.status) == ("Shorter.", FilmStatus.DRAFT)


def test_restore_brings_back_the_words_and_keeps_the_address():
    film = make_draft(title="First")
    revision = record(film, RevisionKind.SAVE)
    film.title, film.slug = "Second", "second-1927"
    film.save()

    restore(revision, by=make_user())

    film.refresh_from_db()
    assert (film.title, film.slug, film.status) == ("First", "second-1927", FilmStatus.DRAFT)
    assert film.revisions.first().kind == RevisionKind.RESTORE


def test_link_published_films_finds_pages_by_title_and_year():
    film = make_draft()
    other = make_film(title="The Other", year=1928)
    make_film(title="The Other", year=1929)
    make_draft(title="Not Yet", year=1928)
    for title, year in [("the other!", 1928), ("Not Yet", 1928), ("The Other", None)]:
        film.similar_films.create(title=title, year=year)

    assert link_published_films(film) == 1
    assert list(film.similar_films.values_list("other", flat=True)) == [other.pk, None, None]


def test_link_published_films_links_a_page_once_and_never_itself():
    film = make_film(title="One", year=1928)
    other = make_film(title="Two", year=1928)
    film.similar_films.create(title="Two", year=1928, other=other)
    film.similar_films.create(title="Two", year=1928)
    film.similar_films.create(title="One", year=1928)

    assert link_published_films(film) == 0
