"""What visitors' words become before they are stored: plain text, counted by code points."""

import re
import unicodedata

from films import text

# Letters and symbols that print nothing: Hangul fillers, the empty Braille cell.
BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
SHORTEST_REPEAT = 20
# The letters of scripts written without spaces, for a class of a regular expression: Thai, Lao,
# Burmese, Khmer, kana and Chinese characters.
UNSPACED_LETTERS = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u3096\u30a1-\u30ff"
    r"\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)

_UNSPACED = re.compile(f"[{UNSPACED_LETTERS}]")
_MANY_LINES = re.compile(r"\n(?:[^\S\n]*\n){3,}")
# Unicode's Default_Ignorable_Code_Point: joiners, fillers, variation selectors, bidi signs, tags.
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    r"\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

# Two signs that NFKC writes out with 18 and 8 letters: a text of nothing else would grow to 90,000.
_BLESSINGS = str.maketrans("\ufdfa\ufdfb", "  ")

# "It ended.Top film" only lacks a space, so an ending that is a word somewhere counts in small
# letters or capitals, not as "Top". Any country's counts where a path follows.
_NAMES = "app club fr io jp nl online pl ru shop site store top tr tv ua uk vip xyz рф"
_ENDINGS = "|".join(["(?i:com|net|org|info|biz|cn)", *_NAMES.split(), *_NAMES.upper().split()])
_REST = r"""(?:(?!https?:)[^\s<>\[\]"',;|])"""
_LINK = re.compile(
    rf"""
    (?: (?i:\[(?:url|link)[=\]] | \bhref\s*=) \s*["']? (?i:https?:/*)? | (?i:https?|ftp):/* )
        (?P<marked>{_REST}+)
    | (?<![\w-]) (?P<bare>
        (?i:www\.) [\w-] {_REST}*
        | (?:[\w-]{{1,63}}\.){{1,5}}
          (?: (?:{_ENDINGS}) (?![\w-]) (?:[/?\#:]{_REST}*)? | [A-Za-z]{{2}}/\w{_REST}* )
    )
    """,
    re.VERBOSE,
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


def visible(typed: str) -> str:
    """The text as it is read: nothing that prints nothing, and letters in their plain form (NFKC).

    "ｆｒｅｅ" and "f\u200bree" are both "free".
    """
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", typed).translate(_BLESSINGS))


def has_link(*texts: str) -> bool:
    """Whether any of the texts holds a web address; see link_count."""
    return link_count(*texts) > 0


def link_count(*texts: str) -> int:
    """How many different web addresses the texts hold together, the same one counted once.

    With http in front or without ("spam.com", "bit.ly/x"), in BBCode or HTML, and the host of an
    e-mail address. Not seen: "spam dot com", or a rare ending without http, www and path.
    """
    return len({address for each in texts for address in _addresses(each)})


def _addresses(typed: str) -> set[str]:
    """The web addresses in one form each: no scheme, no www, no capitals, no closing marks."""
    shown = visible(typed).replace("\u3002", ".")  # browsers take the ideographic stop for a dot
    found = (match["marked"] or match["bare"] for match in _LINK.finditer(shown))
    return {each.casefold().removeprefix("www.").rstrip("/.:!?)*_~") for each in found} - {""}


def word_count(typed: str) -> int:
    """How many words a text has: what stands between spaces and holds a letter or a digit.

    Scripts without spaces are estimated at two letters a word, which suits Chinese and Japanese
    and is too many for Thai.
    """
    shown = visible(typed)
    unspaced = sum(map(str.isalnum, _UNSPACED.findall(shown)))
    spaced = sum(any(map(str.isalnum, piece)) for piece in _UNSPACED.sub(" ", shown).split())
    return spaced + (unspaced + 1) // 2


def fold(typed: str) -> str:
    """The bare letters and digits of a text, to recognise words sent twice; "" for fewer than 20.

    Short texts ("Great film!") are everybody's, so they are never the same words.
    """
    folded = unicodedata.normalize("NFKC", typed).casefold()
    bare = "".join(character for character in folded if character.isalnum())
    return bare if len(bare) >= SHORTEST_REPEAT else ""
