r"""Marks that part a line ("Character (Actor): …") and marks that only stand in its words.

A backslash before a mark says that it belongs to the words. The reader puts a stand-in in its
place, takes the line apart, and puts the mark back: mask, match, unmask.
"""

import re
from collections.abc import Callable

from films.importers.text_page.normal import NONCHARACTERS, normal_line, normal_prose

Escape = Callable[[str], str]

ESCAPABLE = '\\:()“”"„«»–—-,/'
_STAND_INS = dict(zip(ESCAPABLE, NONCHARACTERS, strict=False))
_BACK = str.maketrans({stand_in: mark for mark, stand_in in _STAND_INS.items()})
_ESCAPED = re.compile(rf"\\([{re.escape(ESCAPABLE)}])")
# A colon or dash inside a word parts nothing and needs no backslash.
_PARTING = re.compile(r"[\\()“”\"„«»,/]|:(?=\s|$)|(?<!\S)[–—-]|[–—-](?=\s|$)")
_PARTING_COLON = re.compile(r":(?=\s|$)")

NESTED = r"[^()\n]*(?:\([^()\n]*\)[^()\n]*)*"
_CLOSERS = {"“": "”", '"': '"', "„": "“”", "«": "»"}
OPENING = "".join(_CLOSERS)
_QUOTED = re.compile(
    r"(?:“(?P<nested>(?:[^“”]|“[^“”]*”)+)”|“(?P<a>.+?)”|\"(?P<b>.+?)\"|„(?P<c>.+?)[“”]|«(?P<d>.+?)»)"
    r"(?:\s+[–—-]\s+(?P<rest>.+))?",
    re.DOTALL,
)
_NAMED_QUOTE = re.compile(rf"(?P<name>[^\n]*?)\s*:\s+(?P<quote>[{OPENING}].*)", re.DOTALL)
_COLON = re.compile(r"\s*:\s+")
_LONGEST_NAME = 500


def mask(text: str) -> str:
    """Return the text with a stand-in for each escaped mark."""
    return _ESCAPED.sub(lambda match: _STAND_INS[match[1]], text)


def line(masked: str | None) -> str:
    """Return a part of a masked text as one line of words."""
    return normal_line((masked or "").translate(_BACK))


def prose(masked: str | None) -> str:
    """Return a part of a masked text with its paragraphs."""
    return normal_prose((masked or "").translate(_BACK))


def escape_colons(text: str) -> str:
    """Return the text with a backslash before each colon that could part it, and no other mark."""
    return _PARTING_COLON.sub(lambda match: "\\" + match[0], text)


def escape(text: str) -> str:
    """Return the text with a backslash before each mark that could part it."""
    return _PARTING.sub(lambda match: "\\" + match[0], text)


def as_it_is(text: str) -> str:
    """Return the text: the plain way to write it."""
    return text


def is_unclosed(text: str) -> bool:
    """Whether the text opens with a quotation mark that is never closed."""
    closers = _CLOSERS.get(text[:1], "")
    return closers != "" and not any(closer in text[1:] for closer in closers)


def quote_up(text: str, how: Escape) -> str:
    """Return the text in quotation marks; a mark that was never closed stays so."""
    return text if how is as_it_is and is_unclosed(text) else f"“{how(text)}”"


def split_quoted(masked: str) -> tuple[str, str] | None:
    """Return the words of “words” – rest and the rest; None when it opens with no such mark.

    Words whose mark is never closed keep it, so that a proofreader can find the fault.
    """
    if match := _QUOTED.fullmatch(masked):
        words = match["nested"] or match["a"] or match["b"] or match["c"] or match["d"]
        return words, match["rest"] or ""
    return (masked, "") if masked[:1] and masked[0] in OPENING and is_unclosed(masked) else None


def split_named_quote(masked: str) -> tuple[str, str, str] | None:
    """Return name, words and rest of "Name: “words” – rest"; the name may be missing."""
    if bare := split_quoted(masked):
        return "", *bare
    match = _NAMED_QUOTE.fullmatch(masked)
    quoted = split_quoted(match["quote"]) if match else None
    return (match["name"], *quoted) if match and quoted else None


def split_name(masked: str, *, in_first_line: bool = True) -> tuple[str, str]:
    """Return name and words of "Name: words"; a name may go on after a colon in Title Case."""
    end = masked.find("\n") if in_first_line else -1
    head = masked[: end if end >= 0 else None]
    colons = list(_COLON.finditer(head))
    for colon, following in zip(colons, [*colons[1:], None], strict=False):
        if following and _is_title(head[colon.end() : following.start()]):
            continue
        return masked[: colon.start()], masked[colon.end() :]
    return masked, ""


def _is_title(words: str) -> bool:
    """Whether every longer word begins with a capital, as in the second half of a title."""
    if len(words) > _LONGEST_NAME:
        return False
    return all(not word[0].islower() for word in words.split() if len(word) > 3)


def split_list(value: str) -> list[str]:
    """Return the names in "Biography, Drama"."""
    return [name for part in mask(value).split(",") if (name := line(part))]


def join_list(names: list[str]) -> str:
    """Return "Biography, Drama"; a comma inside a name gets a backslash."""
    return ", ".join(re.sub(r"(\\(?=[\\:()“”\"„«»–—,/-]|$)|,)", r"\\\1", name) for name in names)
