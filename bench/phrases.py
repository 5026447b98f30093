"""What looking for 10 kB of blocked phrases in a text of 5,000 characters costs.

    .venv/bin/python bench/phrases.py [ROUNDS]

Beside it, in the same run, the naive ways: each phrase folded and searched for on its own, and a
pattern made of each, which sees through no disguise. The last columns say how many times our way
they cost, which is what can be compared between machines.
"""

import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reviews import phrases

LIST_LENGTH = 10_000  # characters, and bytes, as all of them are ASCII
TEXT_LENGTH = 5_000
SYLLABLES = "ba be bo ca ci co da de do fa fi fo ka ki ko la le lo ma me mi na no pa po ra ri sa so"


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    chance = random.Random(1)
    blocked = make_list(chance)
    print(f"{len(blocked)} phrases of 1 to 3 words, {sum(map(len, blocked)):,} characters")
    texts = {
        "honest": " ".join(make_words(chance, 1200))[:TEXT_LENGTH],
        "one phrase each line": "\n".join(blocked)[:TEXT_LENGTH],
        "one word repeated": (blocked[0].split()[0] + " ") * TEXT_LENGTH,
        "single letters": "a " * TEXT_LENGTH,
        "Cyrillic": "впечатление, " * TEXT_LENGTH,
        "ideographs": "映" * TEXT_LENGTH,
    }
    print(f"{'text':<22}{'phrases.found ms':>17}{'each searched':>15}{'each a pattern':>16}")
    for name, text in texts.items():
        ours, searched, matched = (
            fastest(way, text[:TEXT_LENGTH], blocked, rounds)
            for way in (phrases.found, by_searching, by_patterns)
        )
        print(f"{name:<22}{ours:>17.2f}{searched / ours:>14.1f}x{matched / ours:>15.1f}x")
    cold = fastest(without_memory, texts["honest"], blocked, rounds)
    print(f"the first time with a new list: {cold:.2f} ms")


def make_words(chance: random.Random, count: int) -> list[str]:
    syllables = SYLLABLES.split()
    return ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(count)]


def make_list(chance: random.Random) -> list[str]:
    blocked: list[str] = []
    while sum(map(len, blocked)) < LIST_LENGTH:
        blocked.append(" ".join(make_words(chance, chance.randint(1, 3))))
    return blocked


def by_searching(text: str, blocked: list[str]) -> list[str]:
    """Fold the text, then each phrase, and look for one in the other."""
    bare = f" {' '.join(phrases.fold(text))} "
    return [phrase for phrase in blocked if f" {' '.join(phrases.fold(phrase))} " in bare]


def by_patterns(text: str, blocked: list[str]) -> list[str]:
    return [
        phrase for phrase in blocked if re.search(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE)
    ]


def without_memory(text: str, blocked: list[str]) -> list[str]:
    phrases._folded.cache_clear()
    return phrases.found(text, blocked)


def fastest(
    way: Callable[[str, list[str]], list[str]], text: str, blocked: list[str], rounds: int
) -> float:
    """The least CPU time of several rounds, in milliseconds; what is slow gets fewer rounds."""
    times: list[float] = []
    while len(times) < rounds and sum(times) < 2000:
        before = time.process_time()
        way(text, blocked)
        times.append((time.process_time() - before) * 1000)
    return min(times)


if __name__ == "__main__":
    main()
