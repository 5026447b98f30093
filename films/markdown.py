"""Editors' Markdown to HTML that may stand in a page: CommonMark, no raw HTML, cleaned again."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from films.text import fold

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LONGEST = 60_000  # characters, as the longest field
# Time grows with the square of the opening brackets; with more of them, none of them is a link.
MOST_BRACKETS = 500
_TAGS = {"p", "h3", "h4", "em", "strong", "a", "ul", "ol", "li", "blockquote", "br", "hr", "code"}
_ATTRIBUTES = {"*": set(), "a": {"href"}, "h3": {"id"}, "h4": {"id"}, "ol": {"start"}}
_TOP_LEVEL = 3  # the page has its h1, the section its h2
_BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True)
class Heading:
    """A sub-heading of a text: its words and the anchor that leads to it."""

    text: str
    anchor: str


@dataclass(frozen=True)
class Prose:
    """A rendered text: HTML that is safe to print as it is, and its sub-headings in order."""

    html: str
    headings: tuple[Heading, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.html)


@lru_cache(maxsize=512)
def render(text: str, prefix: str = "") -> Prose:
    """Return the Markdown as HTML; headings start at h3 and get anchors that begin with prefix.

    Whatever is beyond 60,000 characters is left out. Anchors are unique within one text.
    """
    if not text.strip():
        return Prose("")
    parser = _parser()
    environment: dict[str, Any] = {}
    tokens = parser.parse(_bounded(text), environment)
    headings = _settle_headings(tokens, prefix)
    return Prose(_cleaned(parser.renderer.render(tokens, parser.options, environment)), headings)


def punch_line(line: str) -> tuple[str, str]:
    """Part a plain line into what comes before its **punch line** and the punch line itself.

    Without stars, or with words after them, the whole line comes first and no punch line.
    """
    match = _BOLD.search(line)
    if not match or line[match.end() :].strip():
        return _BOLD.sub(r"\1", line).strip(), ""
    return line[: match.start()].strip(), match[1].strip()


def plain(text: str) -> str:
    """Return the words of a Markdown text without its marks, on one line."""
    inline = [token for token in _parser().parse(_bounded(text)) if token.type == "inline"]
    return " ".join(" ".join(_words(token) for token in inline).split())


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # slow import: only pages that hold Markdown need it

    parser = MarkdownIt("commonmark", {"html": False, "typographer": False, "maxNesting": 20})
    return parser.disable(["image", "lheading", "code", "fence", "html_block", "html_inline"])


def _bounded(text: str) -> str:
    """Return the text as far as it can be read in good time."""
    head = text[:LONGEST]
    return head.replace("[", "\\[") if head.count("[") > MOST_BRACKETS else head


def _cleaned(html: str) -> str:
    import nh3  # slow import: only pages that hold Markdown need it

    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    ).strip()


def _settle_headings(tokens: list["Token"], prefix: str) -> tuple[Heading, ...]:
    """Set every heading to h3 or h4 with an anchor; return the h3s for the page's contents."""
    taken: set[str] = set()
    found = []
    for opening, inline, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opening.type != "heading_open":
            continue
        level = min(max(int(opening.tag[1]), _TOP_LEVEL), _TOP_LEVEL + 1)
        opening.tag = closing.tag = f"h{level}"
        words = _words(inline)
        anchor = _free((prefix + fold(words).replace(" ", "-")[:60]).rstrip("-"), taken)
        opening.attrSet("id", anchor)
        if level == _TOP_LEVEL and words:
            found.append(Heading(words, anchor))
    return tuple(found)


def _words(inline: "Token") -> str:
    words = (
        " " if child.type.endswith("break") else child.content for child in inline.children or []
    )
    return " ".join("".join(words).split())


def _free(anchor: str, taken: set[str]) -> str:
    base, number = anchor or "part", 2
    anchor = base
    while anchor in taken:
        anchor, number = f"{base}-{number}", number + 1
    taken.add(anchor)
    return anchor
