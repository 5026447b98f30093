"""What visitors' words become before they are stored: plain text, counted by code points."""

import re
import unicodedata

# Unicode's explicit directional formatting and marks (UAX 9): they can turn the page around a name.
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Letters and symbols that print nothing: Hangul fillers, the empty Braille cell.
BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
MARKS_A_LETTER = 4
SHORTEST_REPEAT = 20

_UNWANTED = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff{BIDI_CONTROLS}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MANY_LINES = re.compile(r"\n(?:[^\S\n]*\n){3,}")
_LINK = re.compile(
    r"(?:https?:|www\.|\[url)|\b[\w-]+\.(?:com|net|org|info|biz|ru|cn|io|shop|xyz|top|site|online)\b",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """Plain text as it is stored: lines end in LF, no NUL, control or bidi characters, NFC.

    A letter keeps at most four combining marks, and at most two lines in a row stay empty, so that
    no review can leave its box. A text that prints nothing becomes "".
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = _SURROGATE.sub("\ufffd", _UNWANTED.sub("", text))
    text = _limit_marks(unicodedata.normalize("NFC", text))
    text = _MANY_LINES.sub("\n\n\n", text).strip()
    return "" if is_blank(text) else text


def clean_line(text: str) -> str:
    """The same for one line (a name, a headline): every stretch of white space is one space."""
    return " ".join(clean(text).split())


def is_blank(text: str) -> bool:
    """Whether nothing of the text would be seen: spaces, joiners, fillers and the like only."""
    return all(
        character.isspace()
        or character in BLANK_LETTERS
        or unicodedata.category(character) in {"Cf", "Cc", "Mn", "Me"}
        for character in text
    )


def _limit_marks(text: str) -> str:
    if text.isascii():
        return text
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MARKS_A_LETTER:
            kept.append(character)
    return "".join(kept)


def has_link(*texts: str) -> bool:
    """Whether any of the texts holds a web address, also one without http in front."""
    return any(_LINK.search(text) for text in texts)


def fold(text: str) -> str:
    """The bare letters and digits of a text, to recognise words sent twice; "" for fewer than 20.

    Short texts ("Great film!") are everybody's, so they are never the same words.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    bare = "".join(character for character in folded if character.isalnum())
    return bare if len(bare) >= SHORTEST_REPEAT else ""
