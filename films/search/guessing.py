"""Films somebody may have meant: for mistyped searches and for addresses that lead nowhere."""

from difflib import SequenceMatcher
from functools import reduce
from operator import or_

from django.db.models import Q

from films.models import Film
from films.text import fold

MOST_GUESSES = 6
MOST_WORDS = 6
FEWEST_LETTERS = 3
# Letters of a word that must be right, mistakes being rarer there than further on; fewer of them
# only where the first look finds nothing, because they are in so many titles.
SURE_LETTERS = (4, 3)
CANDIDATES = 80
LEAST_LIKENESS = 0.5
# Words of our own addresses, and those that half of all titles hold.
_EMPTY_WORDS = {"films", "film", "people", "quotes", "tags", "the", "and", "search", "html", "php"}


def guess_films(text: str) -> list[Film]:
    """Return up to six published films whose titles look most like the text; two queries at most.

    A film is looked at when its title holds the beginning of one of the words.
    """
    words = [w for w in fold(text[:400]).split() if w not in _EMPTY_WORDS and not w.isdigit()]
    for letters in SURE_LETTERS:
        if found := _films_like(words, letters):
            return found
    return []


def _films_like(words: list[str], letters: int) -> list[Film]:
    sure = {word[:letters] for word in words if len(word) >= FEWEST_LETTERS}
    if not sure:
        return []
    holds = reduce(or_, (Q(folded__contains=start) for start in sorted(sure)[:MOST_WORDS]))
    films = (
        Film.objects.published().filter(holds).only("title", "year", "slug", "folded", "sort_key")
    )
    wanted = " ".join(words)
    rated = [(_likeness(film, wanted), film) for film in films.order_by("sort_key")[:CANDIDATES]]
    likely = [pair for pair in rated if pair[0] >= LEAST_LIKENESS]
    return [film for _, film in sorted(likely, key=lambda pair: -pair[0])][:MOST_GUESSES]


def _likeness(film: Film, wanted: str) -> float:
    return max(
        SequenceMatcher(None, wanted, title, autojunk=False).ratio()
        for title in {film.folded[:120], film.sort_key[:120]}
    )
