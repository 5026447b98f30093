"""Marking the words that were searched for."""

import re

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from films.search.marking import mark


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Fritz Lang", ["lang"], "Fritz <mark>Lang</mark>"),
        ("Amélie’s Étude", ["amelies"], "<mark>Amélie’s</mark> Étude"),
        ("<b>Lang</b>", ["b"], "&lt;<mark>b</mark>&gt;Lang&lt;/<mark>b</mark>&gt;"),
        ("Lang & Lang", ["lang"], "<mark>Lang</mark> &amp; <mark>Lang</mark>"),
        ("Lang", [], "Lang"),
        ("", ["lang"], ""),
    ],
)
def test_words_are_marked_and_everything_is_escaped(text, words, marked):
    assert mark(text, words) == marked


@given(st.text(max_size=200), st.lists(st.text("abcdef<>&", min_size=1, max_size=4), max_size=4))
def test_marked_text_without_its_marks_is_the_escaped_text(text, words):
    assert re.sub("</?mark>", "", mark(text, words)) == escape(text)
