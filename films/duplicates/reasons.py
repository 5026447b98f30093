"""Why two may be one, and how much each reason weighs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import nlargest

from django.utils.translation import gettext_lazy as _

MOST_KEPT = 2_000  # suggestions of a kind; nobody works through more
CERTAIN_ENOUGH = 50

Pair = tuple[int, int]


class Reason:
    """Why two may be one, as stored; the words are in REASONS."""

    SAME_NAME = "same_name"
    SAME_WORDS = "same_words"
    ONE_LETTER = "one_letter"
    INITIALS = "initials"
    MIDDLE_NAME = "middle_name"
    PLURAL = "plural"
    SAME_CODE = "same_code"
    SHARED_FILM = "shared_film"
    SHARED_FILMS = "shared_films"
    SAME_DAY = "same_day"
    SAME_YEAR = "same_year"
    TWO_NUMBERS = "two_numbers"


REASONS = {
    Reason.SAME_NAME: _("the same name"),
    Reason.SAME_WORDS: _("the same words in another order"),
    Reason.ONE_LETTER: _("names one letter apart"),
    Reason.INITIALS: _("one name with initials"),
    Reason.MIDDLE_NAME: _("one name with a middle name"),
    Reason.PLURAL: _("one and many of the same"),
    Reason.SAME_CODE: _("the same code"),
    Reason.SHARED_FILM: _("a film in common"),
    Reason.SHARED_FILMS: _("several films in common"),
    Reason.SAME_DAY: _("born on the same day"),
    Reason.SAME_YEAR: _("born in the same year"),
    Reason.TWO_NUMBERS: _("but each has an IMDb number of its own"),
}
# In hundredths; what the names say and what else speaks for or against it.
WEIGHTS = {
    Reason.SAME_NAME: 70,
    Reason.SAME_WORDS: 65,
    Reason.ONE_LETTER: 45,
    Reason.INITIALS: 45,
    Reason.MIDDLE_NAME: 45,
    Reason.PLURAL: 65,
    Reason.SAME_CODE: 75,
    Reason.SHARED_FILM: 15,
    Reason.SHARED_FILMS: 20,
    Reason.SAME_DAY: 28,
    Reason.SAME_YEAR: 12,
    Reason.TWO_NUMBERS: -45,
}


@dataclass(frozen=True)
class Suggestion:
    """Two that may be one: how certain (0 to 99) and why."""

    pair: Pair
    certainty: int
    reasons: list[str] = field(default_factory=list)


def suggestion(pair: Pair, reasons: list[str]) -> Suggestion:
    """Return a suggestion, weighed by its reasons."""
    certainty = sum(WEIGHTS[reason] for reason in reasons)
    return Suggestion(pair, max(0, min(certainty, 99)), reasons)


def best(found: Iterable[Suggestion]) -> list[Suggestion]:
    """Return the suggestions that are certain enough, most certain first, and not too many."""
    enough = (each for each in found if each.certainty >= CERTAIN_ENOUGH)
    return nlargest(MOST_KEPT, enough, key=lambda each: (each.certainty, [-n for n in each.pair]))


def take_best_way(ways: dict[Pair, str], found: Iterable[tuple[Pair, str]]) -> None:
    """Add pairs and the way in which their names are alike; the weightier way stays."""
    for pair, way in found:
        if pair not in ways or WEIGHTS[way] > WEIGHTS[ways[pair]]:
            ways[pair] = way
