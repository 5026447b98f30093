"""Taking a search apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.search.query import MOST_WORDS, parse_query


@pytest.mark.parametrize(
    ("typed", "words", "year"),
    [
        ("Inception 2010", ("inception", "2010"), 2010),
        ("Inception (2010)", ("inception", "2010"), 2010),
        ("2001: A Space Odyssey", ("2001", "a", "space", "odyssey"), None),
        ("1917", ("1917",), None),
        ("The General", ("general",), None),
        ("The", ("the",), None),
        ("  O’Brien\t&  Sons ", ("obrien", "and", "sons"), None),
        ("Room 1408", ("room", "1408"), None),
        ("", (), None),
        ("…!?", (), None),
    ],
)
def test_query_has_folded_words_and_a_year_at_the_end(typed, words, year):
    query = parse_query(typed)

    assert (query.words, query.year) == (words, year)
    assert query.title_words == (words[:-1] if year else words)


@given(st.text(st.characters(), max_size=2_000))
def test_query_of_any_text_is_short_and_clean(typed):
    query = parse_query(typed)

    assert len(query.text) <= 200
    assert len(query.words) <= MOST_WORDS
    assert "\0" not in query.text
    query.text.encode()  # no half of a surrogate pair
