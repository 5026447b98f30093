"""Showing in a text which of its words were searched for."""

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString

from films.text import fold

_WORD = re.compile(r"[\w'’]+")


def mark(text: str, words: Iterable[str]) -> SafeString:
    """Return the text escaped, every word that holds one of the folded words inside <mark>."""
    wanted = tuple(words)
    parts: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        parts.append(escape(text[end : match.start()]))
        word = escape(match[0])
        parts.append(f"<mark>{word}</mark>" if _is_hit(match[0], wanted) else word)
        end = match.end()
    parts.append(escape(text[end:]))
    return SafeString("".join(parts))


def _is_hit(word: str, wanted: tuple[str, ...]) -> bool:
    folded = fold(word)
    return any(part in folded for part in wanted)
