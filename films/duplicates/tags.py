"""Which tags may be one."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from films.choices import TagKind
from films.duplicates.likeness import MOST_OF_A_NAME, alike
from films.duplicates.reasons import Pair, Reason, Suggestion, best, suggestion, take_best_way
from films.duplicates.sharing import films_of
from films.models import FilmTag, Tag

SHORTEST_TAG = 5  # letters, from which one more or less may be a slip: “Iran”, “Iraq”


def find_tags() -> list[Suggestion]:
    """Return the pairs of tags of one kind that may be one, most certain first."""
    found: list[Suggestion] = []
    for kind in TagKind:
        tags = list(Tag.objects.filter(kind=kind).values_list("pk", "folded", "code"))
        codes = {number: code.lower() for number, _name, code in tags}
        ways = dict(_same_codes(tags))
        take_best_way(ways, _tags_alike([(number, name) for number, name, _code in tags]))
        for (one, other), way in ways.items():
            if codes[one] and codes[other] and codes[one] != codes[other]:
                continue  # two countries, whatever their names
            found.append(suggestion((one, other), [way]))
    return best(_with_shared_films(found))


def _tags_alike(tags: list[tuple[int, str]]) -> Iterator[tuple[Pair, str]]:
    names = dict(tags)
    for pair, way in alike(tags):
        short = min(len(names[number]) for number in pair)
        if way in (Reason.SAME_NAME, Reason.SAME_WORDS) or (
            way == Reason.ONE_LETTER and short >= SHORTEST_TAG
        ):
            yield pair, way
    yield from _plurals(tags)


def _plurals(tags: list[tuple[int, str]]) -> Iterator[tuple[Pair, str]]:
    by_name = {name: number for number, name in tags}
    for name, number in by_name.items():
        endings = [name + "s", name + "es", name[:-1] + "ies" if name.endswith("y") else ""]
        for other in filter(None, map(by_name.get, endings)):
            yield (min(number, other), max(number, other)), Reason.PLURAL


def _same_codes(tags: list[tuple[int, str, str]]) -> Iterator[tuple[Pair, str]]:
    by_code: defaultdict[str, list[int]] = defaultdict(list)
    for number, _name, code in tags:
        if code:
            by_code[code.lower()].append(number)
    for numbers in by_code.values():
        for pair in combinations(sorted(numbers)[:MOST_OF_A_NAME], 2):
            yield pair, Reason.SAME_CODE


def _with_shared_films(found: list[Suggestion]) -> list[Suggestion]:
    """Add the films that carry both: a slip more often than a thought."""
    weighed = []
    for start in range(0, len(found), 400):
        some = found[start : start + 400]
        numbers = {number for each in some for number in each.pair}
        films = films_of(FilmTag.objects.filter(tag__in=numbers), "tag")
        for each in some:
            one, other = each.pair
            shared = len(films[one] & films[other])
            more = [Reason.SHARED_FILM if shared == 1 else Reason.SHARED_FILMS] if shared else []
            weighed.append(suggestion(each.pair, [*each.reasons, *more]))
    return weighed
