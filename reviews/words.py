"""What visitors' words become before they are stored: plain text, counted by code points."""

import re
import unicodedata

from films import text

# Letters and symbols that print nothing: Hangul fillers, the empty Braille cell.
BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
SHORTEST_REPEAT = 20

_MANY_LINES = re.compile(r"\n(?:[^\S\n]*\n){3,}")
_LINK = re.compile(
    r"(?:https?:|www\.|\[url)|\b[\w-]+\.(?:com|net|org|info|biz|ru|cn|io|shop|xyz|top|site|online)\b",
    re.IGNORECASE,
)


def clean(typed: str) -> str:
    """The text as it is stored: what films.text.clean leaves, at most two empty lines in a row.

    A text that prints nothing becomes "".
    """
    kept = _MANY_LINES.sub("\n\n\n", text.clean(typed)).strip()
    return "" if is_blank(kept) else kept


def clean_line(typed: str) -> str:
    """The same for one line (a name, a headline): every stretch of white space is one space."""
    return " ".join(clean(typed).split())


def is_blank(typed: str) -> bool:
    """Whether nothing of the text would be seen: spaces, joiners, fillers and lone marks only."""
    return all(
        character.isspace()
        or character in BLANK_LETTERS
        or unicodedata.category(character) in {"Cf", "Cc", "Mn", "Me"}
        for character in typed
    )


def has_link(*texts: str) -> bool:
    """Whether any of the texts holds a web address, also one without http in front."""
    return any(_LINK.search(each) for each in texts)


def fold(typed: str) -> str:
    """The bare letters and digits of a text, to recognise words sent twice; "" for fewer than 20.

    Short texts ("Great film!") are everybody's, so they are never the same words.
    """
    folded = unicodedata.normalize("NFKC", typed).casefold()
    bare = "".join(character for character in folded if character.isalnum())
    return bare if len(bare) >= SHORTEST_REPEAT else ""
