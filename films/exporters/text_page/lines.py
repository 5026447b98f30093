"""Lines of a text page, written so that reading gives back the same words.

Everything is written plainly first. Only what reading would take for something else gets the
backslashes that films/importers/text_page knows.
"""

from collections.abc import Callable

from films.importers.text_page.headings import read_heading
from films.importers.text_page.lines import Entry, fold, is_bullet, read_entries
from films.importers.text_page.marks import Escape, as_it_is, escape, escape_colons
from films.importers.text_page.sections import reads_as_subheading

_SUBHEADING = "### "


def bullet(text: str) -> list[str]:
    """Return the lines of a list's entry."""
    first, *others = fold(text)
    return [f"- {first}", *others]


def entry(text: str, *, is_row: Callable[[Entry], bool] | None = None) -> list[str]:
    """Return the lines of an entry without a bullet; a backslash where it looks like more."""
    first, *others = fold(text)
    if is_row and not all(map(is_row, read_entries([first, *others]))):
        return ["\\" + first, *others]
    return [guarded(first), *others]


def guarded(line: str) -> str:
    """Return the line, with a backslash where it would be a heading or the entry of a list."""
    looks_like_more = line[:1].isspace() or is_bullet(line) or read_heading(line) is not None
    return "\\" + line if looks_like_more or line.startswith("\\") else line


def settled(row: object, write: Callable[[Escape], str], read: Callable[[str], object]) -> str:
    """Return a row's entry with no more backslashes than it takes to read the row back."""
    entries = (write(how) for how in (as_it_is, escape_colons))
    return next((entry for entry in entries if read(entry) == row), None) or write(escape)


def prose(
    text: str, read: Callable[[list[Entry]], str], *, has_subheadings: bool = False
) -> list[str]:
    """Return the lines of a text with paragraphs; all literal where plain ones read otherwise."""
    if not text:
        return []
    plain = _plain(text, has_subheadings=has_subheadings)
    return plain if read(read_entries(plain)) == text else literal(text)


def literal(text: str) -> list[str]:
    """Return a text whose every line says by its backslash that it is words."""
    return ["\\" + line if line else "" for line in text.split("\n")]


def _plain(text: str, *, has_subheadings: bool) -> list[str]:
    lines: list[str] = []
    for paragraph in text.split("\n\n"):
        first, *others = paragraph.split("\n")
        if has_subheadings and first.startswith(_SUBHEADING) and not others:
            words = first.removeprefix(_SUBHEADING)
            lines.append(guarded(words) if reads_as_subheading(words) else first)
            continue
        if all(map(is_bullet, [first, *others])):
            lines += [first, *others, ""]
            continue
        lines += [guarded(first), *("\\" + line for line in others), ""]
    return lines if lines[-1] else lines[:-1]
