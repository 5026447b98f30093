"""How long two versions of a page take to compare: the same, one change, everything changed.

    .venv/bin/python bench/comparison.py

In milliseconds of processor time, the best of five. The full page is the sample catalogue's The
Sessions, the long one has 200 credits and 60 quotes besides.
"""

import copy
import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "films/sample_catalogue/films/the-sessions-2012.json"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def main() -> None:
    import django  # app ready: settings first

    django.setup()
    from films.comparison import compare, touched  # app ready: models follow the settings

    full = json.loads(SAMPLE.read_text())
    print(f"{'ms':<28}{'compare':>9}{'touched':>9}{'differences':>13}")
    for name, page in (("full page", full), ("200 credits, 60 quotes", long_page(full))):
        one = copy.deepcopy(page)
        one["quotes"][-1]["text"] += " Again."
        moved = {**page, "credits": [page["credits"][-1], *page["credits"][:-1]]}
        every = reworded(page)
        backwards = {**every, **{k: v[::-1] for k, v in every.items() if isinstance(v, list)}}
        for what, other in (
            ("the same", copy.deepcopy(page)),
            ("one change", one),
            ("one row moved", moved),
            ("every word of a third", every),
            ("that, upside down", backwards),
            ("nothing before", {}),
        ):
            told = clocked(lambda a=other, b=page: compare(a, b))
            cheap = clocked(lambda a=other, b=page: touched(a, b))
            count = compare(other, page).count
            print(f"{f'{name}: {what}'[:46]:<46}{told:>8.1f}{cheap:>8.2f}{count:>8}")


def long_page(page: dict[str, Any]) -> dict[str, Any]:
    page = copy.deepcopy(page)
    some = random.Random(1)
    page["credits"] += [
        {
            "person": {"name": f"{word(some)} {word(some)}", "slug": f"person-{number}"},
            "job": "actor",
            "character": f"{word(some)} {word(some)}",
            "description": sentence(some, 12),
        }
        for number in range(200)
    ]
    page["quotes"] += [
        {"key": f"quote-{number}", "text": sentence(some, 25), "context": sentence(some, 10)}
        for number in range(60)
    ]
    return page


def reworded(value: Any, some: random.Random | None = None) -> Any:
    """The same with every third word of every text another one."""
    some = some or random.Random(2)
    if isinstance(value, dict):
        fixed = ("kind", "job", "source", "status", "published_at", "slug", "access", "file")
        return {
            name: inner if name in fixed else reworded(inner, some) for name, inner in value.items()
        }
    if isinstance(value, list):
        return [reworded(inner, some) for inner in value]
    if not isinstance(value, str) or " " not in value:
        return value
    return " ".join(word(some) if some.random() < 1 / 3 else one for one in value.split(" "))


def sentence(some: random.Random, words: int) -> str:
    return " ".join(word(some) for _ in range(words))


def word(some: random.Random) -> str:
    return "".join(some.choices(LETTERS, k=some.randint(2, 8)))


def clocked(work: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        before = time.process_time()
        work()
        times.append(time.process_time() - before)
    return min(times) * 1000


if __name__ == "__main__":
    main()
