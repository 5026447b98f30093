"""What comes in from outside, looked at before it is understood: is it text at all, and a page?"""

import codecs
from pathlib import Path

from django.utils.translation import gettext as _

from films.importers.text_page import Parsed, parse
from films.importers.text_page.figures import FIRST_YEAR, LAST_YEAR

MOST_BYTES = 2_000_000  # a long page has 30,000
LONGEST_LINE = 60_000  # characters; as long as a section may be
MOST_ENTRIES = 500  # of one section
LONGEST_TITLE = 400

_OTHER_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


class ImportRefused(ValueError):  # noqa: N818  (raised to say what happened to the file)
    """Nothing was imported; the message says why, in a sentence for the person who tried."""


def read_file(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the content of a file, at most one byte more than allowed; raises ImportRefused."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ImportRefused(
            _("The file cannot be read: %(reason)s.") % {"reason": reason}
        ) from None


def read_text(data: bytes) -> str:
    """Return the text of a file in UTF-8, with or without its mark; raises ImportRefused."""
    if len(data) > MOST_BYTES:
        megabytes = MOST_BYTES // 1_000_000
        raise ImportRefused(
            _("The text is larger than %(most)d MB; no film page is.") % {"most": megabytes}
        )
    for mark, name in _OTHER_MARKS.items():
        if data.startswith(mark):
            raise ImportRefused(
                _("The text is in %(encoding)s: save it as UTF-8.") % {"encoding": name}
            )
    if b"\0" in data:
        raise ImportRefused(_("There are NUL bytes in it: this is no text, or not in UTF-8."))
    text = _decoded(data)
    if not text.strip():
        raise ImportRefused(_("The text is empty."))
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > LONGEST_LINE:
            raise ImportRefused(
                _("Line %(number)d is longer than %(most)d characters: no film page has that.")
                % {"number": number, "most": LONGEST_LINE}
            )
    return text


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ImportRefused(
            _("Line %(number)d is not in UTF-8: save the text as UTF-8.") % {"number": line}
        ) from None


def read_page(
    data: bytes, *, title: str = "", year: int | None = None, filename: str = ""
) -> Parsed:
    """Return what a text page says; raises ImportRefused where it is none, or names no title."""
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise ImportRefused(_("%(year)d is no year of a film.") % {"year": year})
    parsed = parse(read_text(data), title=title, year=year, filename=filename)
    if not parsed.sections:
        raise ImportRefused(
            _(
                "This is no film page: none of its lines is a heading such as"
                " “🎯 Quick Overview” or “🎬 Cast & Characters”."
            )
        )
    for section, count in parsed.sections.items():
        if count > MOST_ENTRIES:
            raise ImportRefused(
                _("Section “%(section)s” has %(count)d entries; %(most)d are the most allowed.")
                % {"section": section.replace("_", " "), "count": count, "most": MOST_ENTRIES}
            )
    _check_title(parsed.document.get("title", ""))
    return parsed


def _check_title(title: str) -> None:
    if not title:
        raise ImportRefused(_("The page does not name its film: give the title yourself."))
    if len(title) > LONGEST_TITLE:
        raise ImportRefused(
            _("The title has %(count)d characters; %(most)d are the most allowed.")
            % {"count": len(title), "most": LONGEST_TITLE}
        )
