"""The head of a page, its pictures, its figures, and the sections that belong to others."""

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from films.proofing.faults import Context, Document, Found, check, rows_of
from films.proofing.texts import shown

LONGEST_LOGLINE = 200  # characters; cards and search engines cut what is longer

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_BOLD_LINE = re.compile(r"^ {0,3}(?:\*\*|__)([^*_\n]+)(?:\*\*|__)[ \t]*$", re.MULTILINE)
_UNREAD = re.compile(r"^Line \d+: ", re.MULTILINE)
_PICTURES = ("poster", "backdrop")
_ROWS_WITH_PICTURES = {"videos": "thumbnail", "products": "image", "stills": "image"}


@check("year_missing", is_blocking=True)
def year_missing(document: Document, context: Context) -> Iterator[Found]:
    if not document.get("year"):
        yield Found(_("The year is missing."), "year")


@check("words_missing", is_blocking=True)
def words_missing(document: Document, context: Context) -> Iterator[Found]:
    if not document.get("logline") and not document.get("synopsis"):
        yield Found(
            _("There is neither a logline nor a synopsis: the page says nothing."), "logline"
        )


@check("logline_missing")
def logline_missing(document: Document, context: Context) -> Iterator[Found]:
    if document.get("synopsis") and not document.get("logline"):
        words = _("The logline is missing: cards and search engines have nothing to show.")
        yield Found(words, "logline")


@check("logline_too_long")
def logline_too_long(document: Document, context: Context) -> Iterator[Found]:
    length = len(document.get("logline") or "")
    if length > LONGEST_LOGLINE:
        words = _("The logline has %(length)d characters; what is beyond %(most)d is often cut.")
        yield Found(words % {"length": length, "most": LONGEST_LOGLINE}, "logline")


@check("poster_missing")
def poster_missing(document: Document, context: Context) -> Iterator[Found]:
    chosen = ("poster", "poster_palette", "poster_motif")
    if not any(document.get(name) for name in chosen):
        words = _("There is no poster, and nobody has chosen how the drawn one looks.")
        yield Found(words, "poster")


@check("picture_without_alt")
def picture_without_alt(document: Document, context: Context) -> Iterator[Found]:
    words = _("This picture has no alt text: say what it shows for those who cannot see it.")
    for name in _PICTURES:
        if _is_mute(document.get(name)):
            yield Found(words, name)
    for rows, name in _ROWS_WITH_PICTURES.items():
        for row, entry in rows_of(document, rows):
            if _is_mute(entry.get(name)):
                yield Found(words, name, rows, row)


def _is_mute(picture: object) -> bool:
    return isinstance(picture, dict) and not str(picture.get("alt") or "").strip()


@check("ending_missing")
def ending_missing(document: Document, context: Context) -> Iterator[Found]:
    if document.get("synopsis") and not document.get("ending"):
        yield Found(_("The plot is told, but the section on the ending is empty."), "ending")


@check("heading_without_text")
def heading_without_text(document: Document, context: Context) -> Iterator[Found]:
    for name in ("synopsis", "ending", "personal_review"):
        text = document.get(name) or ""
        headings = list(_HEADING.finditer(text))
        for match, below in zip(headings, [*headings[1:], None], strict=False):
            end = below.start() if below else len(text)
            is_part = below is not None and len(below[1]) > len(match[1])
            if not text[match.end() : end].strip() and not is_part:
                words = _("Nothing follows the heading “%(heading)s”.")
                yield Found(words % {"heading": shown(match[2])}, name)


@check("headings_inconsistent")
def headings_inconsistent(document: Document, context: Context) -> Iterator[Found]:
    """Sub-headings of one text: of one level or one below the other, marked and closed alike."""
    for name in ("synopsis", "ending", "personal_review"):
        text = document.get(name) or ""
        headings = [(len(match[1]), match[2]) for match in _HEADING.finditer(text)]
        if bold := _BOLD_LINE.search(text) if headings else None:
            words = _("“%(heading)s” is only bold, where other headings are marked with #.")
            yield Found(words % {"heading": shown(bold[1])}, name)
        for (above, _words), (level, heading) in pairwise(headings):
            if level > above + 1:
                words = _("The heading “%(heading)s” skips a level.")
                yield Found(words % {"heading": shown(heading)}, name)
        yield from _outliers(name, [heading for _level, heading in headings])


def _outliers(name: str, headings: list[str]) -> Iterator[Found]:
    """Return the headings in capitals or closed by a mark, where the others are not."""
    for words, is_so in (
        (_("The heading “%(heading)s” ends with a mark, the others do not."), _is_closed),
        (_("The heading “%(heading)s” is in capitals, the others are not."), str.isupper),
    ):
        odd = [heading for heading in headings if is_so(heading)]
        if odd and len(odd) < len(headings) and not _are_all_short(odd):
            yield Found(words % {"heading": shown(odd[0])}, name)


def _is_closed(heading: str) -> bool:
    return heading.endswith((":", ";", ",")) or bool(re.search(r"(?<!\.)\b\w{4,}\.$", heading))


def _are_all_short(headings: list[str]) -> bool:
    """Say whether these may be initials or numbers, as “E, S, A, R, I, N” or “1912”."""
    return all(max(map(len, re.findall(r"\w+", heading)), default=0) < 4 for heading in headings)


@check("gross_contradicts")
def gross_contradicts(document: Document, context: Context) -> Iterator[Found]:
    domestic, worldwide = document.get("gross_domestic"), document.get("gross_worldwide")
    if domestic and worldwide and domestic > worldwide:
        words = _("The domestic gross is larger than the worldwide gross, of which it is a part.")
        yield Found(words, "gross_domestic")


@check("lines_not_read")
def lines_not_read(document: Document, context: Context) -> Iterator[Found]:
    if count := len(_UNREAD.findall(document.get("notes") or "")):
        words = _("The import did not understand some lines (%(count)d); they stand in the notes.")
        yield Found(words % {"count": count}, "notes")
