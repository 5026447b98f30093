"""What a visitor has typed into a search field, taken apart."""

import re
from dataclasses import dataclass

from films.text import clean_line, fold

LONGEST = 200  # characters that are looked at
MOST_WORDS = 10
_ARTICLES = {"the", "a", "an"}
_YEAR = re.compile(r"(?:18[7-9]\d|19\d\d|2[01]\d\d)")


@dataclass(frozen=True)
class Query:
    """A search: the words as typed and as they are compared, and a year that stands at the end.

    ``title_words`` are the words without that year: "Inception 2010" may mean Inception of 2010,
    and "Blade Runner 2049" may not.
    """

    text: str
    words: tuple[str, ...]
    raw_words: tuple[str, ...]
    title_words: tuple[str, ...]
    year: int | None = None

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def folded(self) -> str:
        return " ".join(self.words)

    @property
    def folded_title(self) -> str:
        return " ".join(self.title_words)


def parse_query(text: str) -> Query:
    """Return the search that a text asks for; an empty one where it holds no word.

    At most 200 characters and ten words count; a leading article is left out.
    """
    line = clean_line(text[: 2 * LONGEST])[:LONGEST].strip()
    words = fold(line).split()[:MOST_WORDS]
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    year = int(words[-1]) if len(words) > 1 and _YEAR.fullmatch(words[-1]) else None
    return Query(
        text=line,
        words=tuple(words),
        raw_words=tuple(word for word in line.split() if fold(word))[:MOST_WORDS],
        title_words=tuple(words[:-1] if year else words),
        year=year,
    )
