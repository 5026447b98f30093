"""Two sides of a comparison: versions, the live page, its working copy, or the page as it is."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from films import working_copies
from films.admin.film_form import moment, name_of
from films.comparison import Comparison, compare
from films.document_fields import EDITORIAL
from films.models import Film, Revision
from films.revisions import document_of

LONGEST_NUMBER = 9  # digits


class NoSuchSideError(LookupError):
    """Why there is nothing to compare with: a sentence for the editor."""


@dataclass(frozen=True)
class Side:
    """One version of a page: how its address names it, what people call it, what it says."""

    key: str
    title: str
    document: dict[str, Any]
    revision: Revision | None = None


def is_number(text: str) -> bool:
    """Say whether a text can be the number of a version."""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER


def read_side(film: Film, key: str) -> Side:
    """Return a side by its name: a number, "first", "now", "live" or "copy".

    Raises NoSuchSideError.
    """
    if is_number(key):
        return _version(film, key, film.revisions.filter(number=int(key)).first())
    if key == "first":
        return _version(film, key, film.revisions.order_by("number").first())
    if key == "live":
        if not film.is_live:
            raise NoSuchSideError(_("This page is not public: there is no live page to compare."))
        return Side(key, _("the live page"), document_of(film))
    edited = working_copies.edited(film)
    if key == "copy" and edited == film:
        raise NoSuchSideError(_("There is no working copy any more: it was published or dropped."))
    if key in ("copy", "now"):
        title = _("the page as it is now") if edited == film else _("the working copy")
        return Side(key, title, document_of(edited))
    raise NoSuchSideError(_("There is no such version."))


def _version(film: Film, key: str, revision: Revision | None) -> Side:
    if revision is None:
        raise NoSuchSideError(_("There is no such version."))
    title = _("version %(number)d") % {"number": revision.number}
    return Side(str(revision.number), title, revision.document, revision)


def says_the_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Say whether two documents differ at most in what restoring leaves alone."""
    names = {*one, *other} - set(EDITORIAL)
    return all(one.get(name) == other.get(name) for name in names)


def signature(revision: Revision) -> str:
    """Return who made a version and when."""
    who = name_of(revision.editor) if revision.editor else _("the site")
    return f"{who}, {moment(revision.created_at)}"


@dataclass(frozen=True)
class SideBySide:
    """Two versions of a page and how to step on from them."""

    film: Film
    older: Side
    newer: Side

    @classmethod
    def of(cls, film: Film, older: str, newer: str) -> "SideBySide":
        """Return the two sides of these names; raises NoSuchSideError."""
        return cls(film, read_side(film, older), read_side(film, newer))

    @cached_property
    def comparison(self) -> Comparison:
        """What differs between them."""
        return compare(self.older.document, self.newer.document)

    @cached_property
    def now(self) -> dict[str, Any]:
        """What the page says to an editor now."""
        if self.newer.key in ("now", "copy"):
            return self.newer.document
        return (
            self.older.document if self.older.key == "now" else read_side(self.film, "now").document
        )

    @property
    def is_of_now(self) -> bool:
        """Whether the newer side is what an editor works on now."""
        return says_the_same(self.newer.document, self.now)

    @property
    def restorable(self) -> list[Revision]:
        """The versions among them that the page could say again."""
        sides = (self.older, self.newer)
        return [
            side.revision
            for side in sides
            if side.revision and not says_the_same(side.document, self.now)
        ]

    @property
    def steps(self) -> dict[str, tuple[int, int]]:
        """The step before this one and the step after it, where both sides are versions."""
        if not (self.older.revision and self.newer.revision):
            return {}
        first, last = self.older.revision.number, self.newer.revision.number
        before = self._number(number__lt=first, order="-number")
        after = self._number(number__gt=last, order="number")
        found = {"before": (before, first), "after": (last, after)}
        return {name: step for name, step in found.items() if all(step)}

    def _number(self, *, order: str, **where: int) -> Any:
        numbers = self.film.revisions.filter(**where).order_by(order)
        return numbers.values_list("number", flat=True).first()
