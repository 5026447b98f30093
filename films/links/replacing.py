"""One address put in the place of another, on every page at once."""

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from films.choices import RevisionKind
from films.links.checking import take_note
from films.links.found import Place, places_of, replaced_in, urls_in
from films.models import Film, LinkCheck, PageBlock
from films.models.address_field import AddressField
from films.recording import Change, record_many


class ReplaceError(ValueError):
    """Why an address cannot be replaced: a sentence for the editor."""


def look(old: str, new: str) -> list[Place]:
    """Return the places in which ``new`` would stand instead of ``old``; raises ReplaceError."""
    refuse(old, new)
    places = places_of(old)
    if not places:
        raise ReplaceError(_("This address stands on no page any more."))
    for place in places:
        _refuse_too_long(place, old, new)
    return places


@transaction.atomic
def replace(old: str, new: str, *, by: User | None, seen: int | None = None) -> int:
    """Write ``new`` where ``old`` stands, live pages and working copies alike; return how often.

    The history of every film tells of it. With ``seen``, the number of places that were shown,
    nothing is done where there are others by now. Raises ReplaceError, with nothing changed.
    """
    places = look(old, new)
    if seen is not None and seen != len(places):
        raise ReplaceError(_("The places have changed since they were shown. Look at them again."))
    for place in places:
        _write(place, old, new)
    films = {place.thing.pk for place in places if isinstance(place.thing, Film)}
    change = Change(
        RevisionKind.SAVE, None, old[:300], new[:300],
        _("Address replaced: %(new)s") % {"new": new[:250]},
    )  # fmt: skip
    left = record_many(films, change, by=by)
    while left:
        left = record_many(left, change, by=by)
    LinkCheck.objects.filter(url=old).delete()
    take_note([new], {new: len(places)}, timezone.now())
    return len(places)


def refuse(old: str, new: str) -> None:
    """Raise ReplaceError where ``new`` can be no link on a page, or is what stands there."""
    if new == old:
        raise ReplaceError(_("This is the address that stands there now."))
    try:
        AddressField(blank=False).clean(new, None)
    except ValidationError:
        raise ReplaceError(_("Give a whole web address: https://…")) from None
    if urls_in(new) != [new]:
        raise ReplaceError(_("This address holds signs that would end it in a text."))


def _refuse_too_long(place: Place, old: str, new: str) -> None:
    column: Any = place.source.model._meta.get_field(place.source.column)
    text = replaced_in(getattr(place.row, column.name), old, new)
    if place.source.is_text and len(text) > column.max_length:
        raise ReplaceError(
            _("There is no room for it: %(what)s of “%(thing)s”.")
            % {"what": place.label, "thing": place.thing}
        )


def _write(place: Place, old: str, new: str) -> None:
    column, row = place.source.column, place.row
    text = getattr(row, column)
    setattr(row, column, replaced_in(text, old, new) if place.source.is_text else new)
    is_dated = not isinstance(row, PageBlock) and hasattr(row, "updated_at")
    row.save(update_fields=[column, "updated_at"] if is_dated else [column])
