"""How often reviews/spoilers.py asks "does this give away the ending?", where it should and not.

    .venv/bin/python bench/spoiler_guard.py

Over the films of the sample catalogue, with the ending alone and with the last third of the
synopsis. tests/data/told_endings.json holds for each film a review that tells its ending in other
words, and one that does not.
"""

import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from reviews import spoilers  # noqa: E402

FILMS = ROOT / "films" / "sample_catalogue" / "films"
TOLD = ROOT / "tests" / "data" / "told_endings.json"
Texts = Iterator[tuple[str, str]]


def main() -> None:
    films = {path.stem: json.loads(path.read_text()) for path in sorted(FILMS.glob("*.json"))}
    told = json.loads(TOLD.read_text())
    for with_synopsis in (False, True):
        print("ending and late synopsis" if with_synopsis else "ending")
        for name, texts in kinds_of_texts(films, told).items():
            report(name, list(texts), films, with_synopsis)


def kinds_of_texts(films: dict, told: dict) -> dict[str, Texts]:
    """(film, text) pairs by what they are; the first five should not be asked about."""
    return {
        "its logline": of_each(films, "logline"),
        "its consensus": of_each(films, "consensus"),
        "its editor's review": of_each(films, "personal_review"),
        "a visitor's harmless review": ((slug, told[slug]["keeps"]) for slug in films),
        "reviews of other films": (
            (slug, film["personal_review"])
            for slug in films
            for other, film in films.items()
            if other != slug
        ),
        "a visitor's telling review": ((slug, told[slug]["tells"]) for slug in films),
        "a sentence of the ending": stretches(films, 1),
        "two sentences of it": stretches(films, 2),
        "the ending": of_each(films, "ending"),
    }


def of_each(films: dict, field: str) -> Texts:
    return ((slug, film[field]) for slug, film in films.items() if film.get(field))


def stretches(films: dict, length: int) -> Texts:
    """So many sentences of what happens, which ends where a heading asks what it means."""
    for slug, film in films.items():
        story = re.split(r"(?m)^#", film["ending"].strip())[0]
        sentences = re.split(r"(?<=[.!?])\s+", story.strip())
        for first in range(len(sentences) - length + 1):
            yield slug, " ".join(sentences[first : first + length])


def report(name: str, texts: list[tuple[str, str]], films: dict, with_synopsis: bool) -> None:
    began = time.process_time()
    asked = [bool(ask(films[slug], text, with_synopsis)) for slug, text in texts]
    spent = 1000 * (time.process_time() - began) / len(texts)
    share = sum(asked) / len(asked)
    print(f"  {name:28}{sum(asked):5} of{len(asked):5}{share:8.1%}{spent:7.1f} ms each")


def ask(film: dict, text: str, with_synopsis: bool) -> list[str]:
    late = spoilers.late_part(film["synopsis"])
    people = (f"{row['person']['name']} {row.get('character', '')}" for row in film["credits"])
    head = (film["title"], film["logline"], film["badly_explained"])
    return spoilers.gives_away(
        [text],
        ending=f"{film['ending']}\n\n{late if with_synopsis else ''}",
        public="\n".join([*head, film["synopsis"].removesuffix(late), *people]),
    )


if __name__ == "__main__":
    main()
