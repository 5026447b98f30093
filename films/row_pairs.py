"""Which row of an old list a row of the new one continues, and which rows were moved.

Nothing here takes the square of the number of rows: a list may have 2,000.
"""

import json
import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

Row = dict[str, Any]
Key = Callable[[Row], Hashable]  # what a row is known by; empty where it is known by nothing

_WORD = re.compile(r"\w+")
_RARE = 8  # rows; a word that more of them share says nothing of which belong together
_ALIKE = 0.5  # share of words in common, from which a row written anew is the same row
_FEWEST = 3  # words in common; "The End" and "The Sea" are two titles


def pair_rows(old: Sequence[Row], new: Sequence[Row], *, keys: Iterable[Key]) -> dict[int, int]:
    """Return for the place of each new row that continues an old one the place of that.

    First those that are the same in everything, then those known by the same (key by key), at
    last those that share most of their words.
    """
    pairs: dict[int, int] = {}
    for key in (_everything, *keys):
        _pair_by(key, old, new, pairs)
    _pair_by_words(old, new, pairs)
    return pairs


def moved(places: Sequence[int]) -> set[int]:
    """Return which of these old places, given in the new order, have left their order.

    As few as may be: of a hundred rows, one that went from the end to the top is one.
    """
    ends: list[int] = []  # of the rising series of each length, the smallest last place
    last: list[int] = []  # the index of that place
    before: list[int] = []  # for each place, the index of the one before it in its series
    for index, place in enumerate(places):
        length = bisect_left(ends, place)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [index]
        before.append(last[length - 1] if length else -1)
    at = last[-1] if last else -1
    in_order = set()
    while at >= 0:
        in_order.add(places[at])
        at = before[at]
    return set(places) - in_order


def _everything(row: Row) -> Hashable:
    return json.dumps(row, sort_keys=True)


def _pair_by(key: Key, old: Sequence[Row], new: Sequence[Row], pairs: dict[int, int]) -> None:
    free: dict[Hashable, deque[int]] = defaultdict(deque)
    for place in _left(old, pairs.values()):
        free[key(old[place])].append(place)
    for place in _left(new, pairs):
        known = key(new[place])
        if known and free.get(known):
            pairs[place] = free[known].popleft()


def _left(rows: Sequence[Row], paired: Iterable[int]) -> list[int]:
    taken = set(paired)
    return [place for place in range(len(rows)) if place not in taken]


def _pair_by_words(old: Sequence[Row], new: Sequence[Row], pairs: dict[int, int]) -> None:
    said_then = {place: _words(old[place]) for place in _left(old, pairs.values())}
    said_now = {place: _words(new[place]) for place in _left(new, pairs)}
    found = []
    for now, then in _shared_rare_words(said_then, said_now):
        same = len(said_then[then] & said_now[now])
        likeness = 2 * same / (len(said_then[then]) + len(said_now[now]))
        if same >= _FEWEST and likeness >= _ALIKE:
            found.append((-likeness, abs(now - then), now, then))
    for *_, now, then in sorted(found):
        if now in said_now and then in said_then:
            pairs[now] = then
            del said_now[now], said_then[then]


def _shared_rare_words(
    old: dict[int, frozenset[str]], new: dict[int, frozenset[str]]
) -> set[tuple[int, int]]:
    shared: set[tuple[int, int]] = set()
    if not (old and new):
        return shared
    places_then, places_now = _places(old), _places(new)
    for word, here in places_now.items():
        there = places_then.get(word, [])
        if len(here) <= _RARE and len(there) <= _RARE:
            shared.update((now, then) for now in here for then in there)
    return shared


def _places(said: dict[int, frozenset[str]]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, words in said.items():
        for word in words:
            places[word].append(place)
    return places


def _words(row: Row) -> frozenset[str]:
    """Return the words of all texts of a row, in small letters."""
    texts = [value for value in row.values() if isinstance(value, str)]
    return frozenset(_WORD.findall(" ".join(texts).lower()))
