import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from films.dates import (
    PartialDateError,
    format_partial_date,
    parse_partial_date,
    validate_partial_date,
    years_between,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2012-10-19", "19 October 2012"),
        ("2012-10", "October 2012"),
        ("2012", "2012"),
        ("1895-12-28", "28 December 1895"),
        ("", ""),
    ],
)
def test_format_says_what_is_known_and_no_more(value, words):
    assert format_partial_date(value) == words


@pytest.mark.parametrize(
    "value",
    [
        "2012-13",
        "2012-02-30",
        "2012-1",
        "12",
        "0000",
        "2012-10-19T00:00",
        "abc",
        "２０１２",
        "2012\n",
    ],
)
def test_validate_refuses_what_is_no_date(value):
    with pytest.raises(ValidationError) as refused:
        validate_partial_date(value)
    assert refused.value.messages == [f"“{value}” is no date: write 2012, 2012-10 or 2012-10-19."]


@given(st.dates())
def test_parse_reads_every_day_month_and_year(day):
    text = f"{day.year:04}-{day.month:02}-{day.day:02}"

    assert parse_partial_date(text) == day
    assert parse_partial_date(text[:7]) == day.replace(day=1)
    assert parse_partial_date(text[:4]) == day.replace(month=1, day=1)


@given(st.text(max_size=12))
def test_parse_of_any_text_gives_a_date_or_its_own_error(text):
    try:
        parse_partial_date(text)
    except PartialDateError:
        return
    validate_partial_date(text)


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        ("1895-10-04", "1966-02-01", 70),
        ("1895-10-04", "1966-10-04", 71),
        ("1895-10-04", "1966-10-03", 70),
        ("1895-10", "1966-11-02", 71),
        ("1895-10", "1966-02", 70),
        ("1895-10", "1966-10-30", None),
        ("1895", "1966-02-01", None),
        ("", "1966-02-01", None),
        ("1966-02-01", "1895-10-04", None),
    ],
)
def test_years_between_are_told_only_where_they_are_certain(first, last, years):
    assert years_between(first, last) == years
