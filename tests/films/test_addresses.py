"""Old addresses always lead in one step, and never in a circle."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from films.addresses import move, remove
from films.models import Redirect

PATHS = st.sampled_from(["/a/", "/b/", "/c/", "/d/"])


def leads() -> dict[str, str]:
    return dict(Redirect.objects.values_list("old_path", "new_path"))


def test_move_leads_from_the_old_to_the_new(db):
    move("/a/", "/b/")

    assert leads() == {"/a/": "/b/"}


def test_move_twice_leaves_no_chain(db):
    move("/a/", "/b/")
    move("/b/", "/c/")

    assert leads() == {"/a/": "/c/", "/b/": "/c/"}


def test_move_back_leaves_no_circle(db):
    move("/a/", "/b/")
    move("/b/", "/a/")

    assert leads() == {"/b/": "/a/"}


def test_move_to_itself_is_nothing(db):
    move("/a/", "/a/")

    assert leads() == {}


def test_remove_says_gone_of_all_that_led_there(db):
    move("/a/", "/b/")
    remove("/b/")

    assert leads() == {"/a/": "", "/b/": ""}


class AnyMoves(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.tuples(PATHS, PATHS), max_size=8))
    def test_any_moves_leave_only_single_steps(self, moves):
        for old, new in moves:
            move(old, new)

        found = leads()
        assert not set(found) & set(found.values())
        if moves and moves[-1][0] != moves[-1][1]:
            assert found[moves[-1][0]] == moves[-1][1]
