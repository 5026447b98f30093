"""What became of a text, word by word: what was taken out and what was put in."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

KEPT, OUT, IN = "kept", "out", "in"

_WORD = re.compile(r"\S+\s*|\s+")
_PARAGRAPH = re.compile(r"[^\n]+\n*|\n+")
# Pairs of words; 10,000 times 10,000 take 50 ms and 13 MB; a page has no longer texts.
_MOST_COMPARED = 100_000_000


@dataclass(frozen=True)
class Stretch:
    """Words in a row that were kept, taken out, or put in, with the spaces after them."""

    change: str
    text: str


@dataclass(frozen=True)
class Passage:
    """Paragraphs that were changed, or (``unchanged`` says how many) kept as they were."""

    stretches: tuple[Stretch, ...]
    unchanged: int = 0


def stretches(before: str, after: str) -> list[Stretch]:
    """Both texts as one: all of `before` is in what was kept or taken out, `after` in the rest.

    As much as possible is kept (a longest common subsequence of words), except of texts that
    differ in more than 10,000 words. 2 ms for texts of 5,000 characters; difflib takes seconds
    where two texts repeat one word, which anybody can send.
    """
    return _stretches(_WORD.findall(before), _WORD.findall(after))


def readable_stretches(before: str, after: str) -> list[Stretch]:
    """As ``stretches``, but few kept words between larger changes are part of the change.

    A sentence written anew is then one that went and one that came, and not a mesh of both around
    every "the" that they share.
    """
    found: list[list[Stretch]] = []  # in turn what was kept, and what was taken out and put in
    for is_kept, run in groupby(stretches(before, after), key=lambda part: part.change == KEPT):
        found.append(list(run))
        while not is_kept and len(found) > 2 and _is_between(*found[-3:]):
            found[-3:] = [_as_one(found[-3:])]
    return [part for run in found for part in run]


def passages(before: str, after: str) -> list[Passage]:
    """Two long texts as one, paragraph by paragraph: those changed, those kept between them."""
    if not (before and after):
        return [Passage((Stretch(OUT if before else IN, before or after),))]
    old, new = _PARAGRAPH.findall(before), _PARAGRAPH.findall(after)
    found = []
    for is_kept, run in groupby(_alignment(old, new), key=lambda step: step[0] == KEPT):
        places = list(run)
        out = "".join(old[place] for what, place in places if what == OUT)
        into = "".join(new[place] for what, place in places if what != OUT)
        if is_kept:
            number = sum(1 for _, place in places if new[place].strip())
            found.append(Passage((Stretch(KEPT, into),), unchanged=number))
        else:
            found.append(Passage(tuple(readable_stretches(out, into))))
    return found


def _is_between(left: list[Stretch], kept: list[Stretch], right: list[Stretch]) -> bool:
    """Whether what was kept is no longer than the changes on both of its sides."""
    return len(kept[0].text.strip()) <= min(
        max(len(part.text.strip()) for part in side) for side in (left, right)
    )


def _as_one(runs: list[list[Stretch]]) -> list[Stretch]:
    parts = [part for run in runs for part in run]
    out = "".join(part.text for part in parts if part.change != IN)
    into = "".join(part.text for part in parts if part.change != OUT)
    return [Stretch(OUT, out), Stretch(IN, into)]


def _stretches(old: list[str], new: list[str]) -> list[Stretch]:
    found: list[Stretch] = []
    for is_kept, run in groupby(_alignment(old, new), key=lambda step: step[0] == KEPT):
        places = list(run)
        for change in [KEPT] if is_kept else [OUT, IN]:
            words = old if change == OUT else new
            text = "".join(words[place] for what, place in places if what == change)
            found += [Stretch(change, text)] if text else []
    return found


def _alignment(old: list[str], new: list[str]) -> list[tuple[str, int]]:
    """Walk through both at once: (kept or put in, place in new), (taken out, place in old)."""
    bare_old, bare_new = [word.strip() for word in old], [word.strip() for word in new]
    head = _common(bare_old, bare_new)
    tail = _common(reversed(bare_old[head:]), reversed(bare_new[head:]))
    old_end, new_end = len(old) - tail, len(new) - tail
    middle = _steps(bare_old[head:old_end], bare_new[head:new_end])
    return [
        *((KEPT, place) for place in range(head)),
        *((change, head + place) for change, place in middle),
        *((KEPT, place) for place in range(new_end, len(new))),
    ]


def _common(old: Iterable[str], new: Iterable[str]) -> int:
    """Return how many words both begin with."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _steps(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int]]:
    """Walk back from the ends of both, in the manner of ``_alignment``.

    Bit j of a row is 0 where the common subsequence grows at the word j of old.
    """
    steps: list[tuple[str, int]] = []
    i, j = len(new), len(old)
    rows = _rows(old, new) if i * j <= _MOST_COMPARED else []
    while rows and i and j:
        if rows[i] >> (j - 1) & 1:
            j -= 1
            steps.append((OUT, j))
        elif not rows[i - 1] >> (j - 1) & 1:
            i -= 1
            steps.append((IN, i))
        else:
            i, j = i - 1, j - 1
            steps.append((KEPT, i))
    steps += [(IN, place) for place in reversed(range(i))]
    steps += [(OUT, place) for place in reversed(range(j))]
    return steps[::-1]


def _rows(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """One number for each beginning of new, a bit for each word of old (Hyyrö 2004)."""
    places: dict[str, int] = {}
    for place, word in enumerate(old):
        places[word] = places.get(word, 0) | 1 << place
    everywhere = (1 << len(old)) - 1
    rows = [everywhere]
    for word in new:
        matches = rows[-1] & places.get(word, 0)
        rows.append((rows[-1] + matches | rows[-1] - matches) & everywhere)
    return rows
