"""Which people may be one."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, groupby
from operator import itemgetter

from films.duplicates.likeness import MOST_OF_A_NAME, alike, compare_names
from films.duplicates.reasons import (
    MOST_KEPT,
    Pair,
    Reason,
    Suggestion,
    best,
    suggestion,
    take_best_way,
)
from films.duplicates.sharing import films_of
from films.models import Credit, Person

_CHUNK = 2_000


def find_people() -> list[Suggestion]:
    """Return the pairs of people that may be one, most certain first.

    Reads every name and every credit once, in batches.
    """
    ways: dict[Pair, str] = {}
    take_best_way(ways, _of_one_name())
    take_best_way(ways, _of_one_film())
    take_best_way(ways, _of_one_year())
    return _weighed(ways)


def _of_one_name() -> Iterator[tuple[Pair, str]]:
    """The same words, in whatever order: found by a number made of them, in one pass."""
    first: dict[int, int] = {}
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for number, name in Person.objects.order_by("pk").values_list("pk", "folded").iterator(_CHUNK):
        key = hash(" ".join(sorted(name.split())))
        if key not in first:
            first[key] = number
        elif name:
            groups[key] = groups[key] or [first[key]]
            groups[key].append(number)
    for numbers in groups.values():
        if len(numbers) > MOST_OF_A_NAME:
            continue
        names = dict(Person.objects.filter(pk__in=numbers).values_list("pk", "folded"))
        for one, other in combinations(sorted(names), 2):
            if way := compare_names(names[one], names[other]):
                yield (one, other), way


def _of_one_film() -> Iterator[tuple[Pair, str]]:
    rows = Credit.objects.filter(film__draft_of=None).order_by("film")
    names = rows.values_list("film", "person", "person__folded").iterator(_CHUNK)
    for _film, credits_of_film in groupby(names, itemgetter(0)):
        yield from alike(sorted({(person, name) for _film, person, name in credits_of_film}))


def _of_one_year() -> Iterator[tuple[Pair, str]]:
    born = Person.objects.exclude(born="").order_by("born")
    rows = born.values_list("born", "pk", "folded").iterator(_CHUNK)
    for _year, people in groupby(rows, lambda row: row[0][:4]):
        yield from alike([(number, name) for _born, number, name in people])


def _weighed(ways: dict[Pair, str]) -> list[Suggestion]:
    """Return the best suggestions, weighed by what else is known of both."""
    found: list[Suggestion] = []
    pairs = sorted(ways)
    for start in range(0, len(pairs), 400):
        some = pairs[start : start + 400]
        numbers = {number for pair in some for number in pair}
        people = Person.objects.in_bulk(numbers)
        films = films_of(Credit.objects.filter(person__in=numbers), "person")
        for one, other in some:
            first, second = people[one], people[other]
            shared = len(films[one] & films[other])
            if not _lived_apart(first, second):
                found.append(suggestion((one, other), [ways[one, other],
                             *_evidence(first, second, shared)]))  # fmt: skip
        if len(found) > 10 * MOST_KEPT:
            found = best(found)
    return best(found)


def _lived_apart(one: Person, other: Person) -> bool:
    """Say whether both were born, or died, in years that differ."""
    return any(
        (mine := getattr(one, name)) and (its := getattr(other, name)) and mine[:4] != its[:4]
        for name in ("born", "died")
    )


def _evidence(one: Person, other: Person, shared: int) -> list[str]:
    reasons = []
    if shared:
        reasons.append(Reason.SHARED_FILM if shared == 1 else Reason.SHARED_FILMS)
    if one.born and one.born[:4] == other.born[:4]:
        is_day = len(one.born) == len(other.born) == 10 and one.born == other.born
        reasons.append(Reason.SAME_DAY if is_day else Reason.SAME_YEAR)
    if one.imdb_id and other.imdb_id:
        reasons.append(Reason.TWO_NUMBERS)
    return reasons
