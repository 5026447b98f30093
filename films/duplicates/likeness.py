"""When two names may be one name."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from films.duplicates.reasons import Pair, Reason

# So many of one name are compared with each other; more are no sign of anything.
MOST_OF_A_NAME = 12


def compare_names(one: str, other: str) -> str | None:
    """Return in which way two folded names are alike, None if they are not."""
    if one == other:
        return Reason.SAME_NAME
    words, others = one.split(), other.split()
    if sorted(words) == sorted(others):
        return Reason.SAME_WORDS
    if is_one_letter_apart(one, other):
        return Reason.ONE_LETTER
    if len(words) < 2 or len(others) < 2 or words[-1] != others[-1]:
        return None
    if len(words) == len(others) and all(map(_is_initial_of, words, others)):
        return Reason.INITIALS
    if len(words) != len(others) and words[0] == others[0]:
        return Reason.MIDDLE_NAME
    return None


def _is_initial_of(one: str, other: str) -> bool:
    """Say whether two words are the same, or one is the other's first letter."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) == 1 and long.startswith(short))


def is_one_letter_apart(one: str, other: str) -> bool:
    """Say whether one letter changed, added, left out or two that changed places part two texts."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or short == long:
        return False
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long[at:]


def alike(names: list[tuple[int, str]]) -> Iterator[tuple[Pair, str]]:
    """Return the pairs of a group whose names are alike; grows with their number, not its square.

    Two names that are alike share one of their keys: the name with one letter left out, its first
    letter and last word, or its words in order.
    """
    places: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, name in names:
        for key in _keys(name):
            places[key].append((number, name))
    seen: set[Pair] = set()
    for group in places.values():
        if len(group) > 4 * MOST_OF_A_NAME:
            continue  # fifty “J. Smith” of one year: no sign of anything
        for (one, name), (other, its) in combinations(group, 2):
            pair = (min(one, other), max(one, other))
            if one != other and pair not in seen:
                seen.add(pair)
                if way := compare_names(name, its):
                    yield pair, way


def _keys(name: str) -> set[str]:
    words = name.split()
    keys = {name[:at] + name[at + 1 :] for at in range(len(name))} | {name}
    return keys | {f"{words[0][:1]} {words[-1]}", " ".join(sorted(words))} if words else keys
