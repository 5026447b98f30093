"""Texts as the text page can hold them: what reading and writing both bring them to."""

import re

from films.text import clean, clean_line

# The reader sets these in place of escaped marks while it takes a line apart (see marks.py);
# Unicode keeps them out of every text for exactly that use.
NONCHARACTERS = "".join(map(chr, range(0xFDD0, 0xFDF0)))
_DROP = str.maketrans("", "", NONCHARACTERS)
_ABOVE_HEADING = re.compile(r"\n(?=#{1,6} )")
_BELOW_HEADING = re.compile(r"^(#{1,6} [^\n]*)\n", re.MULTILINE)
# No words need more, and taking a line apart at spaces would take the square of their number.
_LONG_SPACE = re.compile(r"([^\S\n]{24})[^\S\n]+")
_BLANKS = re.compile(r"\n{3,}")


def normal_line(text: object) -> str:
    """Return the text on one line with single spaces; "" for nothing."""
    return clean_line(str(text or "").translate(_DROP))


def normal_prose(text: object) -> str:
    """Return the text without spaces at the ends of lines and with single blank lines."""
    lines = normal_page(str(text or "")).split("\n")
    return _BLANKS.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def normal_markdown(text: object) -> str:
    """Return the text as normal_prose does, with headings that stand by themselves."""
    prose = _BELOW_HEADING.sub(r"\1\n\n", normal_prose(text))
    return _BLANKS.sub("\n\n", _ABOVE_HEADING.sub(r"\n\n", prose))


def normal_page(text: str) -> str:
    """Return a whole page cleaned, with as many lines as before."""
    return _LONG_SPACE.sub(r"\1", clean(text.translate(_DROP)))
