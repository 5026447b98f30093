"""Reading the address of a list."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from films.browsing.parameters import address, read_line, read_page


@pytest.mark.parametrize(
    ("query", "page"),
    [("page=7", 7), ("", 1), ("page=", 1), ("page=1e3", 1), ("page=٣", 1), ("page=%2B2", 1),
     ("page=2&page=5", 5), ("page=1000000", 1), ("page=00", 1)],
)  # fmt: skip
def test_page_is_a_small_whole_number_or_the_first(query, page):
    assert read_page(QueryDict(query)) == page


@given(st.text(st.characters(), max_size=1_000))
def test_line_of_any_text_is_short_and_storable(text):
    data = QueryDict(mutable=True)
    data["q"] = text
    line = read_line(data, "q")

    assert len(line) <= 200
    assert line == line.strip()
    assert not set("\0\n\r") & set(line)
    line.encode()


def test_address_leaves_out_what_says_nothing():
    assert address("/films/", {"genre": "", "letter": "A"}) == "/films/?letter=A"
    assert address("/films/", {"genre": ""}) == "/films/"
    assert address("/films/", {"q": "a&b="}) == "/films/?q=a%26b%3D"
