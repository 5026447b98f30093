"""Quotation marks and brackets: which open, which close, and which are left alone.

Many languages share the marks and disagree about them: “ ” in English, „ “ in German, „ ” in
Polish, ” ” in Swedish, « » in French, » « in Danish. So a mark is read by where it stands and
by what is open, and what could be right somewhere is not called wrong.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple


class Mark(NamedTuple):
    """A mark without its partner."""

    mark: str
    start: int
    is_opening: bool


Kind = Literal["quotes", "brackets"]

_ANY_BRACKET = re.compile(r"[()\[\]{}（）【】［］]")
_ANY_QUOTE = re.compile('[“”„‟«»‹›「」『』《》〈〉"‘‚]')
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "［": "］"}
_BRACKET_OF = {closing: opening for opening, closing in _BRACKETS.items()}
_FIXED = {"「": "」", "『": "』", "《": "》", "〈": "〉"}
_FIXED_OF = {closing: opening for opening, closing in _FIXED.items()}
# What may close each opening mark, somewhere in the world.
_CLOSES = {
    "“": "”“", "„": "“”„", "‟": "”", "”": "”", "«": "»", "»": "«»", "‹": "›", "›": "‹›", **_FIXED,
}  # fmt: skip
# What closes these wherever it stands: « mot ».
_ONLY_CLOSES = {"“": "”", "«": "»", "‹": "›", "»": "«", **_FIXED}
_QUOTES = frozenset("“”„‟«»‹›") | _FIXED.keys() | _FIXED_OF.keys()
# Brackets that belong to nobody: smileys, "1)", "a)", and the address of a Markdown link.
_LONE = re.compile(
    r"(?<!\S)[:;=][-^']?[()\[\]]|(?<![\w(])(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})\)|\\[()\[\]]|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?\)"
)
_INCHES = re.compile(r"(?<=\d)[\"”″]")
# An apostrophe at the head of a word that was set as an opening mark, and a letter of Arabic.
_NO_SINGLE = re.compile(
    r"‘(?:\d|em\b|tis\b|twas\b|til\b|cause\b|n\b|Ab|Al|Um|Uth|Is|Ay|Am)|(?<=\w)‘"
)
_SINGLE_CLOSED = re.compile(r"’(?!\w)|(?<=[\w.,!?…])[‘“](?!\w)")


def unpaired(words: str, kind: Kind) -> Iterator[Mark]:
    """Return the marks of a text that have no partner, in the order of the text."""
    if kind == "brackets":
        yield from _lone_brackets(words)
    elif any(character in _QUOTES or character in '"‘‚' for character in words):
        yield from sorted([*_lone_quotes(words), *_lone_straight(words), *_lone_single(words)],
                          key=lambda mark: mark.start)  # fmt: skip


def _lone_brackets(words: str) -> Iterator[Mark]:
    if not _ANY_BRACKET.search(words):
        return
    bare = _LONE.sub(
        lambda match: (
            " " * len(match[0]) if match[0][0] != "]" else "]" + " " * (len(match[0]) - 1)
        ),
        words,
    )
    open_ones: list[tuple[str, int]] = []
    for at, character in enumerate(bare):
        if character in _BRACKETS:
            open_ones.append((character, at))
        elif character in _BRACKET_OF:
            if not open_ones or open_ones[-1][0] != _BRACKET_OF[character]:
                yield Mark(character, at, False)
                return
            open_ones.pop()
    for character, at in open_ones[:1]:
        yield Mark(character, at, True)


def _paragraphs(words: str) -> Iterator[tuple[int, str]]:
    start = 0
    for gap in _PARAGRAPHS.finditer(words):
        yield start, words[start : gap.start()]
        start = gap.end()
    yield start, words[start:]


def _lone_quotes(words: str) -> Iterator[Mark]:
    """A quotation may run over paragraphs if each of them opens it anew."""
    words = _INCHES.sub(lambda match: match[0] if match[0] != "″" else " ", words)
    parts = list(_paragraphs(words))
    left: list[tuple[str, int]] = []
    for number, (start, part) in enumerate(parts):
        fault, left = _read_quotes(part, start, left)
        if fault:
            yield fault
            return
        below = parts[number + 1][1].lstrip(" \t>*_-") if number + 1 < len(parts) else ""
        if left and not _goes_on(left[-1][0], below):
            yield Mark(left[-1][0], left[-1][1], True)
            return


def _goes_on(opening: str, below: str) -> bool:
    return below[:1] == opening or (opening == "«" and below[:1] == "»")


def _read_quotes(
    part: str, start: int, left: list[tuple[str, int]]
) -> tuple[Mark | None, list[tuple[str, int]]]:
    """Read a paragraph; return the first closing mark that nothing opened, and what stays open."""
    open_ones = list(left)
    at_head = bool(left)
    for at, character in enumerate(part):
        if at_head and not (character.isspace() or character in ">*_-"):
            at_head = False
            if _goes_on(open_ones[-1][0], character):
                continue  # the quotation of the paragraph above goes on
        if character not in _QUOTES:
            continue
        if open_ones and character in _CLOSES.get(open_ones[-1][0], "") and not _opens(part, at):
            open_ones.pop()
        elif open_ones and character == _ONLY_CLOSES.get(open_ones[-1][0]):
            open_ones.pop()  # its one closing mark, wherever it stands: « mot »
        elif character in _CLOSES and (_opens(part, at) or character not in "”»›"):
            open_ones.append((character, start + at))
        elif not _is_second(part, at):
            return Mark(character, start + at, False), open_ones
    return None, open_ones


def _opens(part: str, at: int) -> bool:
    """Say whether a mark stands where a quotation begins: a word behind it, and none before."""
    before, behind = part[at - 1 : at], part[at + 1 : at + 2]
    return (not before or before.isspace() or before in "([{—–-/*_‘“„«") and bool(
        behind and not behind.isspace()
    )


def _is_second(part: str, at: int) -> bool:
    """Say whether a closing mark is no quotation mark: inches and minutes, or ditto in a list."""
    return part[at - 1 : at].isdigit() or part[at - 1 : at + 2].strip() == part[at]


def _lone_straight(words: str) -> Iterator[Mark]:
    for start, part in _paragraphs(words):
        if '"' not in part:
            continue
        places = [match.start() for match in re.finditer('"', part)]
        inches = sum(1 for at in places if part[at - 1 : at].isdigit())
        if len(places) % 2 and not inches:
            last = next((at for at in reversed(places) if _opens(part, at)), places[-1])
            yield Mark('"', start + last, _opens(part, last))
            return


def _lone_single(words: str) -> Iterator[Mark]:
    """A ‘ that no ’ follows; a ’ by itself is an apostrophe."""
    for start, part in _paragraphs(words):
        if "‘" not in part and "‚" not in part:
            continue
        bare = _NO_SINGLE.sub(lambda match: " " * len(match[0]), part)
        for match in re.finditer(r"(?<![\w’])[‘‚](?=\w)", bare):
            if not _SINGLE_CLOSED.search(bare, match.end()):
                yield Mark(match[0], start + match.start(), True)
                return
