"""Partial dates as text, YYYY, YYYY-MM or YYYY-MM-DD: what is known and no more."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.utils import dateformat
from django.utils.translation import gettext as _

_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class PartialDateError(ValueError):
    """The text is no year, no month of a year and no day that exists."""


def parse_partial_date(value: str) -> datetime.date:
    """Return the first day that the partial date covers; raises PartialDateError."""
    match = _PARTIAL.fullmatch(value)
    if not match:
        raise PartialDateError(value)
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        raise PartialDateError(value) from error


def validate_partial_date(value: str) -> None:
    """Refuse, in an editor's words, what is no partial date; for model and form fields."""
    try:
        parse_partial_date(value)
    except PartialDateError as error:
        message = _("“%(value)s” is no date: write 2012, 2012-10 or 2012-10-19.")
        raise ValidationError(message, code="partial_date", params={"value": value}) from error


def format_partial_date(value: str) -> str:
    """Return "19 October 2012", "October 2012", "2012" or ""; raises PartialDateError."""
    if not value:
        return ""
    first = parse_partial_date(value)
    form = {4: "Y", 7: "F Y", 10: "j F Y"}[len(value)]
    return dateformat.format(first, form)


def years_between(first: str, last: str) -> int | None:
    """Return the full years from one partial date to a later one, an age for example.

    None unless both are known closely enough to tell: both to the day, or to months that differ.
    Raises PartialDateError.
    """
    if not (first and last):
        return None
    begin, end = parse_partial_date(first), parse_partial_date(last)
    known = min(len(first), len(last))
    if known < len("YYYY-MM") or (known < len("YYYY-MM-DD") and begin.month == end.month):
        return None
    is_before = (end.month, end.day) < (begin.month, begin.day)
    years = end.year - begin.year - is_before
    return years if years >= 0 else None
