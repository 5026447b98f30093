"""Marks: quotation marks, brackets, spaces, and Markdown or HTML that visitors would see raw."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from films.markdown import plain
from films.proofing.faults import Context, Document, Found, check
from films.proofing.pairing import unpaired
from films.proofing.texts import Text, around, shown, texts_of

_TWO_SPACES = re.compile(r"(?<=[^\s|])[ \u00a0]{2,}(?=[^\s|])")
_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|br|p|a|div|span|ul|ol|li|h[1-6]|img|font|center)\b[^<>]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_RAW_LINK = re.compile(r"\[[^\[\]\n]+\]\((?:https?:|/|mailto:)[^)\s]*\)")
_RAW_BOLD = re.compile(r"\*\*(?=\S)[^*\n]+\*\*|(?<!\w)__(?=\S)[^_\n]+__(?!\w)")
_RAW_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_RAW_LINES = re.compile(r"^(?:```|~~~|={3,}$|\|.+\|$|#{1,6}[^\s#\d])", re.MULTILINE)
_LEFT_OVER = re.compile(r"\*\*(?=\w)|(?<=\w)\*\*|\]\((?:https?:|/)|!\[")
# Worth parsing: without one of these, Markdown leaves nothing raw.
_WORTH_A_LOOK = re.compile(r"\*\*|\]\(|\]\s+\(https?:|!\[")


@check("quotation_not_closed")
def quotation_not_closed(document: Document, context: Context) -> Iterator[Found]:
    for text in texts_of(document):
        for mark in unpaired(text.words, "quotes"):
            words = around(text.words, mark.start, mark.start + 40)
            told = (
                _("The quotation mark %(mark)s is never closed: “%(words)s”.")
                if mark.is_opening
                else _("The quotation mark %(mark)s was never opened: “%(words)s”.")
            )
            yield text.found(told % {"mark": mark.mark, "words": shown(words)})
            break  # one of them is enough: the next may only follow from it


@check("bracket_not_closed")
def bracket_not_closed(document: Document, context: Context) -> Iterator[Found]:
    for text in texts_of(document):
        for mark in unpaired(text.words, "brackets"):
            words = around(text.words, mark.start, mark.start + 40)
            told = (
                _("The bracket %(mark)s is never closed: “%(words)s”.")
                if mark.is_opening
                else _("The bracket %(mark)s was never opened: “%(words)s”.")
            )
            yield text.found(told % {"mark": mark.mark, "words": shown(words)})
            break


@check("spaces_doubled")
def spaces_doubled(document: Document, context: Context) -> Iterator[Found]:
    for text in texts_of(document):
        if match := _TWO_SPACES.search(text.words):
            words = _("There are two spaces in “%(words)s”.")
            yield text.found(words % {"words": around(text.words, match.start(), match.end())})


@check("markup_shown_raw")
def markup_shown_raw(document: Document, context: Context) -> Iterator[Found]:
    for text in texts_of(document):
        if raw := (_raw_in_markdown(text) if text.is_markdown else _raw_in_plain(text)):
            words = _("Visitors would see these signs as they are: “%(signs)s”.")
            yield text.found(words % {"signs": shown(raw)})


def _raw_in_plain(text: Text) -> str:
    """Return what is Markdown or HTML in a text that is neither, or ""."""
    forms = [_TAG, _ENTITY, _RAW_LINK, _RAW_HEADING]
    if text.field != "badly_explained":  # its punch line may stand in **bold**
        forms.append(_RAW_BOLD)
    return next((match[0] for form in forms if (match := form.search(text.words))), "")


def _raw_in_markdown(text: Text) -> str:
    """Return what Markdown of ours does not know: HTML, tables, unfinished marks; or ""."""
    if match := _TAG.search(text.words) or _RAW_LINES.search(text.words):
        return match[0]
    if not _WORTH_A_LOOK.search(text.words):
        return ""
    words = plain(text.words)
    left = _LEFT_OVER.search(words)
    return around(words, left.start(), left.end()) if left else ""
