"""How often an edited text is known again, and how often a different one is mistaken for it.

    .venv/bin/python bench/similarity.py

Texts: the prose of the sample catalogue in pieces of 20, 60 and 150 words, and short reviews put
together from stock sentences, which are as alike as strangers' reviews ever get. Beside our
fingerprint, in the same run, the usual SimHash over words and over pairs of words.
"""

import json
import random
import sys
import time
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from hashlib import blake2b
from itertools import combinations, pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reviews.phrases import fold
from reviews.similarity import NEARLY_THE_SAME, distance, fingerprint, likeness

CATALOGUE = Path(__file__).resolve().parent.parent / "films" / "sample_catalogue"
PIECES = 250
SUBJECTS = ["the film", "this movie", "the story", "the acting", "the music", "the ending"]
VERDICTS = [
    "{} was wonderful",
    "I loved {}",
    "{} did nothing for me",
    "I did not like {} at all",
    "{} is better than people say",
    "{} left me cold",
    "you have to see {}",
    "{} was far too long",
]
CLOSINGS = ["Highly recommended.", "Never again.", "See it in a cinema.", "Worth the evening.", ""]

Words = list[str]


def main() -> None:
    chance = random.Random(1)
    prose = [fold(text) for text in catalogue_prose()]
    every_word = [word for text in prose for word in text]
    groups = {f"catalogue, {size} words": pieces(prose, size, chance) for size in (20, 60, 150)} | {
        "stock sentences": [stock_review(chance) for _ in range(PIECES)]
    }
    ways = {"ours": fingerprint, "SimHash 1": simhash_of_words, "SimHash 2": simhash_of_pairs}
    print(f"fingerprints within {NEARLY_THE_SAME} bits")
    print(f"{'':<22}{'':<11}{'changed':>9}{'added':>8}{'left out':>10}{'2 changed':>11}", end="")
    print(f"{'others':>9}{'nearest':>9}")
    for group, texts in groups.items():
        for name, way in ways.items():
            row = [known_again(way, texts, edit, every_word, chance) for edit in EDITS]
            others, nearest = mistaken(way, texts)
            print(f"{group:<22}{name:<11}{row[0]:>9.0%}{row[1]:>8.0%}{row[2]:>10.0%}", end="")
            print(f"{row[3]:>11.0%}{others:>9.2%}{nearest:>9}")
    print("\nlikeness")
    for group, texts in groups.items():
        print_likeness(group, texts, every_word, chance)
    print_times()


def catalogue_prose() -> list[str]:
    """The longer texts of the sample catalogue, each once."""
    documents = (json.loads(path.read_text()) for path in sorted(CATALOGUE.rglob("*.json")))
    texts = (text for document in documents for text in strings(document))
    return list(dict.fromkeys(text for text in texts if len(text) > 150 and "http" not in text))


def strings(part: object) -> Iterable[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict | list):
        for each in part.values() if isinstance(part, dict) else part:
            yield from strings(each)


def pieces(prose: list[Words], size: int, chance: random.Random) -> list[Words]:
    cut = [text[i : i + size] for text in prose for i in range(0, len(text) - size + 1, size)]
    return chance.sample(cut, min(PIECES, len(cut)))


def stock_review(chance: random.Random) -> Words:
    """Two to four sentences; two reviews with the same set of sentences are no different texts."""
    verdicts = chance.sample(VERDICTS, chance.randint(2, 4))
    sentences = [verdict.format(chance.choice(SUBJECTS)) for verdict in verdicts]
    return fold(" ".join([*sentences, chance.choice(CLOSINGS)]))


def change(text: Words, new: str, place: int) -> Words:
    return [*text[:place], new, *text[place + 1 :]]


def add(text: Words, new: str, place: int) -> Words:
    return [*text[:place], new, *text[place:]]


def leave_out(text: Words, new: str, place: int) -> Words:
    return [*text[:place], *text[place + 1 :]]


def change_two(text: Words, new: str, place: int) -> Words:
    return change(change(text, new, place), "tremendous", place // 2)


Edit = Callable[[Words, str, int], Words]
EDITS: list[Edit] = [change, add, leave_out, change_two]
Way = Callable[[str], int | None]


def known_again(
    way: Way, texts: list[Words], edit: Edit, new: Words, chance: random.Random
) -> float:
    edited = [edit(text, chance.choice(new), chance.randrange(len(text))) for text in texts]
    distances = [bits(way, a, b) for a, b in zip(texts, edited, strict=True)]
    return sum(each <= NEARLY_THE_SAME for each in distances) / len(distances)


def mistaken(way: Way, texts: list[Words]) -> tuple[float, int]:
    """The share of pairs of different texts taken for the same, and the least distance."""
    different = list({frozenset(text): " ".join(text) for text in texts}.values())
    prints = [way(text) for text in different]
    distances = [distance(a or 0, b or 0) for a, b in combinations(prints, 2)]
    return sum(each <= NEARLY_THE_SAME for each in distances) / len(distances), min(distances)


def bits(way: Way, a: Words, b: Words) -> int:
    return distance(way(" ".join(a)) or 0, way(" ".join(b)) or 0)


def simhash_of_words(text: str) -> int:
    return simhash(fold(text))


def simhash_of_pairs(text: str) -> int:
    spoken = fold(text)
    return simhash([" ".join(pair) for pair in pairwise(spoken)])


def simhash(shingles: list[str]) -> int:
    hashes = [int.from_bytes(blake2b(each.encode(), digest_size=8).digest()) for each in shingles]
    return sum(
        (2 * sum(each >> place & 1 for each in hashes) > len(hashes)) << place
        for place in range(64)
    )


def print_likeness(group: str, texts: list[Words], new: Words, chance: random.Random) -> None:
    others = [likeness(" ".join(a), " ".join(b)) for a, b in combinations(texts[:60], 2)]
    edited = []
    for text in texts[:60]:
        places = set(chance.sample(range(len(text)), len(text) * 2 // 5))
        again = [chance.choice(new) if i in places else word for i, word in enumerate(text)]
        edited.append(likeness(" ".join(text), " ".join(again)))
    print(
        f"{group:<22}two in five words changed: {min(edited):.2f} at least; others: "
        f"{max(others):.2f} at most, {sum(others) / len(others):.2f} on average"
    )


def print_times() -> None:
    texts = {
        "prose": ("What a surprisingly good film it was. " * 200)[:5000],
        "one word repeated": ("ha " * 2000)[:5000],
        "ideographs": "映画" * 2500,
    }
    print("\nms for 5,000 characters")
    for name, text in texts.items():
        a, b = text, text[::-1]
        print(f"{name:<22}fingerprint {clocked(lambda a=a: fingerprint(a)):.1f}", end="")
        print(f"   likeness {clocked(lambda a=a, b=b: likeness(a, b)):.1f}")
    few = ["ha"] * 400, ["ha", "ho"] * 200
    slow = clocked(lambda: SequenceMatcher(None, *few, autojunk=False).ratio())
    ours = clocked(lambda: likeness(" ".join(few[0]), " ".join(few[1])))
    print(f"of 400 words repeated, difflib {slow:.0f}, likeness {ours:.1f}")


def clocked(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return (time.process_time() - before) * 1000


if __name__ == "__main__":
    main()
