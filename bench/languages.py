"""How often reviews/languages.py is right, silent and wrong, and what it takes for what.

    .venv/bin/python bench/languages.py [FOLDER] [--sentences 3]

FOLDER holds a file for each language, de.txt and so on, with a sentence a line. Without one, the
sentences are Django's own translations of what it says to people.
"""

import argparse
import gettext
import re
import sys
import time
from collections import Counter
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from reviews import languages  # noqa: E402

HEADINGS = f"{'':4}{'texts':>7}{'right':>7}{'silent':>7}{'wrong':>7}  taken for"
NOT_WORDS = re.compile(r"<[^>]*>|%(?:\(\w+\))?[a-z]|\{\w*\}|https?://\S+")
SHORTEST_TRANSLATION = 40  # characters


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--sentences", type=int, default=1, help="how many make one text")
    wanted = parser.parse_args()
    sentences = from_files(wanted.folder) if wanted.folder else from_django()
    print(HEADINGS)
    total: Counter[str] = Counter()
    began = time.process_time()
    for tag, lines in sorted(sentences.items()):
        starts = range(0, len(lines), wanted.sentences)
        texts = [" ".join(lines[start : start + wanted.sentences]) for start in starts]
        total += report(tag, Counter(map(languages.detect, texts)))
    spent = 1000 * (time.process_time() - began) / total["texts"]
    print(row("all", total), f"{spent:.2f} ms a text")


def report(tag: str, answers: Counter[str]) -> Counter[str]:
    silent, right = answers.pop("", 0), answers.pop(tag, 0)
    wrong = answers.total()
    counts = Counter(texts=silent + right + wrong, right=right, silent=silent, wrong=wrong)
    print(row(tag, counts), *(f"{other} {number}" for other, number in answers.most_common()))
    return counts


def row(tag: str, counts: Counter[str]) -> str:
    return f"{tag:4}" + "".join(f"{counts[key]:7}" for key in ("texts", "right", "silent", "wrong"))


def from_files(folder: Path) -> dict[str, list[str]]:
    return {path.stem: path.read_text().splitlines() for path in folder.glob("*.txt")}


def from_django() -> dict[str, list[str]]:
    """Django's longer messages by primary tag; what stayed English is left out."""
    found: dict[str, list[str]] = {}
    for path in sorted(Path(django.__file__).parent.rglob("locale/*/LC_MESSAGES/django.mo")):
        tag = re.split("[_@]", path.parts[-3])[0]
        with path.open("rb") as file:
            messages = gettext.GNUTranslations(file)._catalog.items()
        for source, words in messages:
            bare = NOT_WORDS.sub(" ", words)
            if source and words != source and len(bare) > SHORTEST_TRANSLATION:
                found.setdefault(tag, []).append(bare)
    return found


if __name__ == "__main__":
    main()
