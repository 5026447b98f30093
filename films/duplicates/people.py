"""Which people may be one."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, groupby
from operator import itemgetter
from typing import NamedTuple

from films.duplicates.likeness import MOST_OF_A_NAME, alike
from films.duplicates.reasons import (
    MOST_KEPT,
    Pair,
    Reason,
    Suggestion,
    best,
    suggestion,
    take_best_way,
)
from films.models import Credit, Person

_CHUNK = 2_000  # rows read at a time
_PAIRS = 400  # weighed at a time


def find_people() -> list[Suggestion]:
    """Return the pairs of people that may be one, most certain first.

    Reads every name and every credit once, in batches.
    """
    ways: dict[Pair, str] = {}
    shared: Counter[Pair] = Counter()
    take_best_way(ways, _of_one_name())
    for pair, way in _of_one_film():
        take_best_way(ways, [(pair, way)])
        shared[pair] += 1
    take_best_way(ways, _of_one_year())
    return _weighed(ways, shared)


def _of_one_name() -> Iterator[tuple[Pair, str]]:
    """The same words, in whatever order: known by numbers made of them, in one pass."""
    first: dict[int, tuple[int, int]] = {}
    groups: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, name in Person.objects.order_by("pk").values_list("pk", "folded").iterator(_CHUNK):
        words, whole = hash(" ".join(sorted(name.split()))), hash(name)
        if words not in first:
            first[words] = (number, whole)
        elif name:
            groups[words] = groups[words] or [first[words]]
            groups[words].append((number, whole))
    for group in groups.values():
        if len(group) > MOST_OF_A_NAME:
            continue
        for (one, its_name), (other, others) in combinations(group, 2):
            yield (one, other), Reason.SAME_NAME if its_name == others else Reason.SAME_WORDS


def _of_one_film() -> Iterator[tuple[Pair, str]]:
    """Every pair that is alike, as often as they share a film."""
    rows = Credit.objects.filter(film__draft_of=None).order_by("film")
    names = rows.values_list("film", "person", "person__folded").iterator(_CHUNK)
    for _film, credits_of_film in groupby(names, itemgetter(0)):
        yield from alike(sorted({(person, name) for _film, person, name in credits_of_film}))


def _of_one_year() -> Iterator[tuple[Pair, str]]:
    born = Person.objects.exclude(born="").order_by("born")
    rows = born.values_list("born", "pk", "folded").iterator(_CHUNK)
    for _year, people in groupby(rows, lambda row: row[0][:4]):
        yield from alike([(number, name) for _born, number, name in people])


class _Facts(NamedTuple):
    """What else is known of somebody."""

    number: int
    born: str
    died: str
    imdb_id: str | None


def _weighed(ways: dict[Pair, str], shared: Counter[Pair]) -> list[Suggestion]:
    """Return the best suggestions, weighed by what else is known of both."""
    found: list[Suggestion] = []
    pairs = sorted(ways)
    for start in range(0, len(pairs), _PAIRS):
        some = pairs[start : start + _PAIRS]
        rows = Person.objects.filter(pk__in={number for pair in some for number in pair})
        facts = {row[0]: _Facts(*row) for row in rows.values_list("pk", "born", "died", "imdb_id")}
        for pair in some:
            one, other = facts.get(pair[0]), facts.get(pair[1])
            if one and other and not _lived_apart(one, other):  # nobody deleted meanwhile
                reasons = [ways[pair], *_evidence(one, other, shared[pair])]
                found.append(suggestion(pair, reasons))
        if len(found) > 10 * MOST_KEPT:
            found = best(found)
    return best(found)


def _lived_apart(one: _Facts, other: _Facts) -> bool:
    """Say whether both were born, or died, in years that differ."""
    return any(
        mine and its and mine[:4] != its[:4]
        for mine, its in ((one.born, other.born), (one.died, other.died))
    )


def _evidence(one: _Facts, other: _Facts, shared: int) -> list[str]:
    reasons = []
    if shared:
        reasons.append(Reason.SHARED_FILM if shared == 1 else Reason.SHARED_FILMS)
    if one.born and one.born[:4] == other.born[:4]:
        is_day = len(one.born) == len(other.born) == 10 and one.born == other.born
        reasons.append(Reason.SAME_DAY if is_day else Reason.SAME_YEAR)
    if one.imdb_id and other.imdb_id:
        reasons.append(Reason.TWO_NUMBERS)
    return reasons
