"""What is typed and not saved: one row a form, written over, and gone once it is saved."""

import json
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils import timezone

from films import autosaves
from films.autosaves import Mark
from films.models import Autosave
from tests.factories import make_draft, make_film, make_user

pytestmark = pytest.mark.django_db
TYPED = [("title", "The  Wind"), ("logline", "A house."), ("seen_version", "3")]


@pytest.fixture
def anna():
    return make_user("anna")


def test_mark_is_read_as_it_was_given():
    mark = Mark(7, "abc", 3)

    assert autosaves.read_mark(str(mark)) == mark


@pytest.mark.parametrize(
    "text", ["", "abc", "a:b:c", "WzcsImFiYyIsM10:1xVDeO:UW3bxkvMcgs0HkFUkFA8"]
)
def test_mark_of_somebody_else_is_none(text):
    assert autosaves.read_mark(text) is None


def test_mark_that_was_changed_is_none():
    assert autosaves.read_mark(str(Mark(7, "abc", 3))[:-1]) is None


def test_mark_holds_for_a_week(monkeypatch):
    mark = Mark(7, "abc", 3)
    old = str(mark)
    in_eight_days = time.time() + timedelta(days=8).total_seconds()
    monkeypatch.setattr(time, "time", lambda: in_eight_days)

    assert autosaves.read_mark(old) is None
    assert autosaves.read_mark(old, max_age=None) == mark


def test_mark_of_a_working_copy_is_that_of_its_page(anna):
    film = make_film()
    copy = make_draft(draft_of=film)

    assert autosaves.new_mark(editor=anna, film=copy).film == film.pk


def test_keep_writes_over_the_row_of_the_form(anna):
    film = make_draft()
    mark = autosaves.new_mark(editor=anna, film=film)
    autosaves.keep(mark, TYPED)

    autosaves.keep(mark, [*TYPED, ("ending", "It ends.")])

    row = Autosave.objects.get()
    assert (row.editor, row.film, row.title, row.seen_version) == (anna, film, "The Wind", 3)
    assert autosaves.fields_of(row) == [*TYPED, ("ending", "It ends.")]


def test_keep_leaves_what_was_typed_later(anna):
    mark = autosaves.new_mark(editor=anna, film=None)
    autosaves.keep(mark, [("title", "Later")], typed_at=2_000)

    autosaves.keep(mark, [("title", "Sooner")], typed_at=1_000)

    assert Autosave.objects.get().title == "Later"


def test_keep_comes_too_late_once_the_form_was_saved(anna):
    mark = autosaves.new_mark(editor=anna, film=None)
    autosaves.finish(mark)

    row = autosaves.keep(mark, TYPED)

    assert row.is_done
    assert Autosave.objects.get().fields == ""


def test_keep_stores_what_no_text_column_takes(anna):
    odd = [("title", "a\0b\ud800c" + "x" * 500), ("logline", "\0\udfff")]

    row = autosaves.keep(autosaves.new_mark(editor=anna, film=None), odd)

    row.refresh_from_db()
    assert autosaves.fields_of(row) == odd
    assert len(row.title) == 400


def test_keep_of_a_page_that_is_gone_is_that_of_a_new_one(anna):
    mark = Mark(anna.pk, "abc", 10**6)

    autosaves.keep(mark, TYPED)

    assert [row.key for row in autosaves.offered(anna, None)] == ["abc"]


def test_kept_words_outlive_their_page(anna):
    film = make_draft()
    mark = autosaves.new_mark(editor=anna, film=film)
    autosaves.keep(mark, TYPED)

    film.delete()

    assert [row.key for row in autosaves.offered(anna, None)] == [mark.key]


def test_offered_are_those_of_the_page_but_not_of_the_form_itself(anna):
    film = make_draft()
    here, before, new, hers = (
        autosaves.new_mark(editor=who, film=page)
        for who, page in [(anna, film), (anna, film), (anna, None), (make_user(), film)]
    )
    for mark in (here, before, new, hers):
        autosaves.keep(mark, TYPED)

    assert [row.key for row in autosaves.offered(anna, film, except_key=here.key)] == [before.key]
    assert {row.key for row in autosaves.unsaved(anna)} == {here.key, before.key, new.key}


def test_finish_empties_the_row(anna):
    mark = autosaves.new_mark(editor=anna, film=None)
    autosaves.keep(mark, TYPED)

    autosaves.finish(mark)

    assert not autosaves.unsaved(anna)


def test_a_done_row_that_holds_words_is_refused(anna):
    row = autosaves.keep(autosaves.new_mark(editor=anna, film=None), TYPED)

    with (
        pytest.raises(IntegrityError, match="autosave_is_empty_when_done"),
        transaction.atomic(),
    ):
        Autosave.objects.filter(pk=row.pk).update(is_done=True)


@pytest.mark.parametrize(
    ("is_done", "days", "is_left"),
    [(False, 29, True), (False, 31, False), (True, 6, True), (True, 8, False)],
)
def test_purge_deletes_what_is_of_no_more_use(anna, is_done, days, is_left):
    mark = autosaves.new_mark(editor=anna, film=None)
    autosaves.keep(mark, TYPED)
    if is_done:
        autosaves.finish(mark)
    Autosave.objects.update(saved_at=timezone.now() - timedelta(days=days))

    call_command("purge_desk", verbosity=0)

    assert Autosave.objects.exists() is is_left


def test_typed_fields_are_without_token_mark_and_buttons():
    data = QueryDict(
        "csrfmiddlewaretoken=x&autosave_mark=y&autosave_typed=1&_save=1&title=A&tag=1&tag=2"
    )

    assert autosaves.typed_fields(data, files=["videos-0-file"]) == [
        ("title", "A"),
        ("tag", "1"),
        ("tag", "2"),
        ("autosave_file", "videos-0-file"),
    ]


def test_typed_fields_are_stored_as_plain_json(anna):
    row = autosaves.keep(autosaves.new_mark(editor=anna, film=None), [("title", "é")])

    assert json.loads(row.fields) == [["title", "é"]]
