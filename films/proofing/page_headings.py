"""The headings of a text page before it is imported: are they of one form?

The import writes all headings anew, so this can only be seen in the text itself.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from films.importers.text_page.headings import FORMS, Heading, Section, read_heading
from films.proofing.texts import shown

_VARIATION = "\N{VARIATION SELECTOR-16}"


def inconsistent_headings(text: str) -> list[str]:
    """Return what differs among the headings of a text page, one sentence each."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    headings = [(line, heading) for line in lines if (heading := read_heading(line))]
    return [*_unspaced(headings), *_half_named(headings), *_twice(headings)]


def _unspaced(headings: list[tuple[str, Heading]]) -> Iterator[str]:
    """Name the headings without a space behind their mark, where others have one."""
    tight = [line for line, heading in headings if _is_tight(line, heading)]
    if tight and len(tight) < len(headings):
        words = _("“%(heading)s” has no space behind its picture, the other headings have one.")
        yield words % {"heading": shown(tight[0])}


def _is_tight(line: str, heading: Heading) -> bool:
    mark = next(mark for section, mark, _form in FORMS if section == heading.section)
    if not line.startswith(mark):
        return bool(re.match(r"[^\w\s]+\w", line))
    return not line[len(mark) :].removeprefix(_VARIATION)[:1].isspace()


def _half_named(headings: list[tuple[str, Heading]]) -> Iterator[str]:
    """Tell of titles in some headings only, or of two titles."""
    named = [heading for _line, heading in headings if heading.title]
    bare = [line for line, heading in headings if not heading.title]
    if named and bare:
        words = _("Some headings name the film (%(count)d), the others, as “%(heading)s”, do not.")
        yield words % {"count": len(named), "heading": shown(bare[0])}
    if len(titles := list(dict.fromkeys(heading.title for heading in named))) > 1:
        words = _("The headings name two films: “%(first)s” and “%(second)s”.")
        yield words % {"first": shown(titles[0]), "second": shown(titles[1])}


def _twice(headings: list[tuple[str, Heading]]) -> Iterator[str]:
    seen: set[Section] = set()
    for line, heading in headings:
        if heading.section in seen:
            yield _("There is a second heading “%(heading)s”.") % {"heading": shown(line)}
        seen.add(heading.section)
