r"""Lines of a text page and the entries they make.

An entry is a line, or several: a line indented by two spaces goes on with the entry above as a
further paragraph. A backslash at the beginning of a line says that the rest is nothing but words
(no heading, no entry of a list) and that it follows the line above without a new paragraph.
"""

import re
from dataclasses import dataclass, field

_BULLET = re.compile(r"([-•*])(?:\s+|$)")
_INDENT = "  "


@dataclass
class Entry:
    """One thing that a section says, and where it stands."""

    number: int
    text: str
    bullet: str = ""  # the mark of a list's entry
    literal: bool = False  # began with a backslash
    after_blank: bool = False
    raw: list[tuple[int, str]] = field(default_factory=list)


def add_line(entries: list[Entry], number: int, line: str, *, after_blank: bool) -> None:
    """Add a line that is not blank to the entries of its section."""
    bare = line.strip()
    bullet = _BULLET.match(bare)
    if line[0].isspace() and not bullet and entries:
        entries[-1].text += "\n" + bare[1:] if bare[0] == "\\" else "\n\n" + bare
        entries[-1].raw.append((number, line))
        return
    literal = bare[0] == "\\"
    words = bare[1:] if literal else bare[bullet.end() :] if bullet else bare
    mark = bullet[1] if bullet else ""
    entries.append(Entry(number, words, mark, literal, after_blank, [(number, line)]))


def unfold(entries: list[Entry]) -> str:
    """Return the entries as Markdown: paragraphs, and lists where lines have bullets."""
    text = ""
    above: Entry | None = None
    for entry in entries:
        words = f"{entry.bullet} {entry.text}" if entry.bullet else entry.text
        text += _gap(above, entry) + words
        above = entry
    return text


def _gap(above: Entry | None, entry: Entry) -> str:
    if above is None:
        return ""
    in_list = entry.bullet and above.bullet and not entry.after_blank
    return "\n" if in_list or (entry.literal and not entry.after_blank) else "\n\n"


def is_bullet(line: str) -> bool:
    """Whether a line begins as the entry of a list does."""
    return bool(_BULLET.match(line))


def fold(text: str) -> list[str]:
    """Return an entry's text as lines, the further ones indented; add_line puts it together."""
    first, *others = text.split("\n\n")
    head, *rest = first.split("\n")
    lines = [head, *(f"{_INDENT}\\{line}" for line in rest)]
    for paragraph in others:
        opening, *rest = paragraph.split("\n")
        if opening[0].isspace() or opening[0] == "\\" or is_bullet(opening):
            lines += [f"{_INDENT}\\", f"{_INDENT}\\{opening}"]
        else:
            lines.append(_INDENT + opening)
        lines += [f"{_INDENT}\\{line}" for line in rest]
    return lines


def read_entries(lines: list[str], first: int = 1) -> list[Entry]:
    """Return the entries that the lines make, the first line having that number."""
    entries: list[Entry] = []
    after_blank = False
    for number, line in enumerate(lines, first):
        if line.strip():
            add_line(entries, number, line, after_blank=after_blank)
        after_blank = not line.strip()
    return entries
