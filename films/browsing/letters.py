"""The alphabet of a list: which letters have rows, and the rows of one letter."""

from collections.abc import Callable
from dataclasses import dataclass
from string import ascii_uppercase
from typing import TypeVar

from django.db.models import QuerySet
from django.db.models.functions import Substr
from django.utils.translation import gettext

from films.search.prefix import starts_with

# Numerals, and every script but the Latin one.
OTHER = "other"
LETTERS = (*ascii_uppercase, OTHER)

Rows = TypeVar("Rows", bound=QuerySet)


@dataclass(frozen=True)
class Letter:
    """A letter of the board; no address means that nothing begins with it."""

    sign: str
    name: str
    url: str
    is_chosen: bool


def under_letter(rows: Rows, letter: str) -> Rows:
    """Return the rows filed under one of LETTERS; they need a folded column ``sort_key``."""
    if letter == OTHER:
        latin = list(ascii_uppercase.lower())
        return rows.alias(initial=Substr("sort_key", 1, 1)).exclude(initial__in=latin)
    return rows.filter(starts_with("sort_key", letter.lower()))


def letters_of(rows: QuerySet, *, chosen: str, address_of: Callable[[str], str]) -> list[Letter]:
    """Return the whole alphabet, linked where rows begin with the letter; one query."""
    initials = rows.order_by().values_list(Substr("sort_key", 1, 1), flat=True).distinct()
    filed = {_letter(initial) for initial in initials}
    return [
        Letter(
            "#" if letter == OTHER else letter,
            gettext("Numbers and other alphabets") if letter == OTHER else letter,
            address_of(letter) if letter in filed else "",
            letter == chosen,
        )
        for letter in LETTERS
    ]


def _letter(initial: str) -> str:
    upper = initial.upper()
    return upper if upper in LETTERS else OTHER
