"""Blocked phrases in what a visitor wrote, also in disguise: "cаsіno" with Cyrillic letters.

Phrase and text are folded alike and compared word by word, so "press" is not in "impressive".
Letters of other scripts are read as the Latin ones they look like (a choice of Unicode's
confusables, TR39, and the small capitals of fancy-text pages). No two letters of Russian,
Ukrainian, Greek or Armenian look like the same one, so their words stay apart from each other. A
whole word is taken for a Latin one only where an eye would, too: Russian "сор" for "cop", Greek
"και" for "kai", but not "вот" for "bot".

Not seen through: words run together ("onlinecasino"), inflection ("casinos"), l for I, symbols
for letters ("c@sino"), a word wholly in Cyrillic or Greek capitals whose small letters look
different ("ВЕТ"), and a Latin letter in a Russian word of nothing but look-alikes. Accents are not
compared, so й is и. What has a hyphen or an apostrophe is two words ("press-ups"). Where a script
has no spaces every letter is a word, so there a phrase is also found inside longer words.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from films import text as plain
from reviews import words

_DECORATIONS = str.maketrans(
    {
        **dict.fromkeys("'’‘ʼ`´™℠¹²³¼½¾", " "),
        **dict.fromkeys(map(chr, [0x488, 0x489, *range(0x20DD, 0x20E5)])),  # rings around letters
        **{chr(0x1F150 + place): chr(ord("a") + place) for place in range(26)},  # white on a disc
        **{chr(0x1F170 + place): chr(ord("a") + place) for place in range(26)},  # and on a square
    }
)
# Letters that look Latin in every word, and those that do so only as capitals or at a glance:
# they are read as Latin in the company of others.
_TWINS = (
    str.maketrans("асԁеһіјӏорԛѕуѵԝх", "acdehijlopqsyvwx")
    | str.maketrans("αγικνορυχω", "ayikvopuxw")
    | str.maketrans("օսոհզցյ", "ounhqgj")
    | str.maketrans("ɑᴀʙᴄᴅᴇɛꜰƒɢɡʜɪɩᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "aabcdeeffgghiijklmnoprstuvwyz")
)
_LOOK_ALIKES = _TWINS | str.maketrans("вгкмнпт", "brkmhnt") | str.maketrans("βεζημτ", "beznmt")
_LATIN_LETTER = re.compile(r"[a-z]")
# Greek capitals that look like another Latin letter than their small ones do.
_GREEK_CAPITALS = str.maketrans("ΗΝΥ", "HNY")
_NOT_GREEK = re.compile(r"[^\W\d_\u0370-\u03ff]")
_WORD = re.compile(r"\w+")
# A digit is a letter between letters ("v1agra") and after two of them ("casin0"), not in "F1".
_DIGITS_IN_WORD = re.compile(r"(?<=[a-z])[013457]+(?=[a-z])|(?<=\w[a-z])[013457]+(?!\w)")
_DIGITS = str.maketrans("013457", "oieast")
_SPACED_LETTERS = re.compile(r"\b[a-z](?: [a-z]\b){3,}")
_WORDS_APART = re.compile(rf"[{words.UNSPACED_LETTERS}]|[^\s{words.UNSPACED_LETTERS}]+")


def fold(text: str) -> list[str]:
    """The words of a text as they are compared: no case, accents, disguise or punctuation.

    Four and more single letters in a row are one word: "c a s i n o", "c-a-s-i-n-o".
    """
    shown = words.visible(text.translate(_DECORATIONS))
    shown = _WORD.sub(_with_latin_capitals, shown)
    bare = " ".join(map(_in_latin, plain.fold(shown).split()))
    bare = _DIGITS_IN_WORD.sub(lambda digits: digits[0].translate(_DIGITS), bare)
    bare = _SPACED_LETTERS.sub(lambda letters: letters[0].replace(" ", ""), bare)
    return _WORDS_APART.findall(bare)


def found(text: str, phrases: Sequence[str]) -> list[str]:
    """Return the phrases that occur in the text, as they were given and in their order.

    The words of a phrase stand one after the other, whatever white space and punctuation is
    between. A phrase without letters and digits is never found.
    """
    folded, lengths = _folded(tuple(phrases))
    spoken = fold(text)
    runs = {
        tuple(spoken[place : place + length])
        for place, word in enumerate(spoken)
        for length in lengths.get(word, ())
    }
    return [phrase for phrase, bare in zip(phrases, folded, strict=True) if bare in runs]


# The list changes seldom and is compared with every review: 4 for the kinds of lists there may be.
@lru_cache(maxsize=4)
def _folded(phrases: tuple[str, ...]) -> tuple[list[tuple[str, ...]], dict[str, set[int]]]:
    """The phrases in words, and how long those are that begin with each first word."""
    folded = [tuple(fold(phrase)) for phrase in phrases]
    lengths: dict[str, set[int]] = {}
    for first, *others in filter(None, folded):
        lengths.setdefault(first, set()).add(1 + len(others))
    return folded, lengths


def _with_latin_capitals(word: re.Match[str]) -> str:
    return word[0].translate(_GREEK_CAPITALS) if _NOT_GREEK.search(word[0]) else word[0]


def _in_latin(word: str) -> str:
    """The word with its look-alikes read as Latin, unless that makes a Latin word of another."""
    read = word.translate(_LOOK_ALIKES)
    is_invented = read.isascii() and not _LATIN_LETTER.search(word)
    return word.translate(_TWINS) if is_invented else read
