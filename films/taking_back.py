"""One field or one row of a page as an earlier version had it, and all the rest left alone."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from films import working_copies
from films.choices import EventVerb, RevisionKind
from films.comparison import RowChange, compare
from films.document import load
from films.document_fields import PICTURES, SCALARS, label_of
from films.document_sections import Part
from films.events import note
from films.models import Film, Revision
from films.proofing.keeping import keep
from films.revisions import record
from films.speakers import link_speakers
from films.working_copies import words_of

Document = dict[str, Any]


class TakingBackError(ValueError):
    """Why a difference cannot be taken back: a sentence for the editor."""


@transaction.atomic
def take_back(
    film: Film, *, place: str, source: Document, version: int, origin: str, by: User | None
) -> Revision:
    """Make one place of the page say again what ``source`` says there; returns the new version.

    ``place`` is that of a difference between ``source`` and the page as it is edited now: the name
    of a field, or list and places of a row (``place_of_row``). ``version`` is the page's when the
    difference was shown; ``origin`` says in the history where ``source`` is from. Of a page that
    visitors see it is the working copy that changes.

    Raises TakingBackError, or DocumentError, with nothing changed.
    """
    # The film's row is the lock: what was shown must still be what is changed.
    main = Film.objects.select_for_update().get(pk=film.main.pk)
    if main.version != version:
        raise TakingBackError(
            _("This page has been changed since it was compared. Look at what differs now.")
        )
    target = working_copies.begin(main) if main.is_live else working_copies.edited(main)
    taken = taken_back(words_of(target), source, place)
    target = load(taken.document, target)
    link_speakers(target)
    keep(target)
    comment = _("%(what)s, as in %(origin)s") % {"what": taken.what, "origin": origin}
    made = record(target, RevisionKind.RESTORE, by=by, comment=comment)
    note(target, EventVerb.RESTORED, by=by, after=comment, revision=made)
    return made


def place_of_row(block: str, row: RowChange) -> str:
    """Return how a row of a comparison is called: list, place then, place now ("" for none)."""
    then, now = ("" if at is None else at for at in (row.at_before, row.at_after))
    return f"{block}:{then}:{now}"


@dataclass(frozen=True)
class Taken:
    """A document with one place as it was, and what people call that place."""

    document: Document
    what: str


def taken_back(now: Document, source: Document, place: str) -> Taken:
    """Return the document with one place as ``source`` has it; raises TakingBackError."""
    if ":" not in place:
        return _with_field(now, source, place)
    for section in compare(source, now).sections:
        for part in section.parts:
            for row in part.rows:
                if place_of_row(part.part.block, row) == place:
                    return _with_row(now, source, part.part, row)
    raise TakingBackError(_("There is no such difference any more."))


def _with_field(now: Document, source: Document, name: str) -> Taken:
    if name not in (*SCALARS, *PICTURES):
        raise TakingBackError(_("This cannot be taken back by itself: change it in the form."))
    others = {field: value for field, value in now.items() if field != name}
    return Taken({**others, name: source.get(name)}, label_of(name))


def _with_row(now: Document, source: Document, part: Part, row: RowChange) -> Taken:
    rows = list(now.get(part.block, []))
    if row.at_after is not None:
        del rows[row.at_after]
    if row.at_before is not None:
        stays = row.at_after is not None and not row.is_moved
        place = row.at_after if stays else row.at_before
        rows.insert(place or 0, source[part.block][row.at_before])
    return Taken({**now, part.block: rows}, f"{part.title}, “{row.title}”")
