import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.runtime import NotARuntimeError, format_runtime, iso_runtime, parse_runtime


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1h 35min", 95),
        ("1 h 35 min", 95),
        ("1 hr 35 mins", 95),
        ("1 hour, 5 minutes", 65),
        ("95 min", 95),
        ("95", 95),
        ("2h", 120),
        ("1:35", 95),
    ],
)
def test_parse_reads_lengths_as_people_write_them(text, minutes):
    assert parse_runtime(text) == minutes


@pytest.mark.parametrize("text", ["", "h", "0", "0h 0min", "99999h", "1:75", "1.5h", "٩٥", "long"])
def test_parse_refuses_what_is_no_length(text):
    with pytest.raises(NotARuntimeError):
        parse_runtime(text)


@given(st.integers(1, 100_000))
def test_parse_reads_back_what_format_writes(minutes):
    assert parse_runtime(format_runtime(minutes)) == minutes


@pytest.mark.parametrize(
    ("minutes", "words", "iso"),
    [(95, "1h 35min", "PT1H35M"), (45, "45min", "PT45M"), (120, "2h", "PT2H")],
)
def test_format_leaves_out_what_is_nought(minutes, words, iso):
    assert (format_runtime(minutes), iso_runtime(minutes)) == (words, iso)
