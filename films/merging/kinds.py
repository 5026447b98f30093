"""What can be merged, and which rows of film pages refer to it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from films.choices import MergeKind, WarningLevel
from films.models import Award, Credit, FilmTag, Offer, PageBlock, Person, Provider, Tag
from films.text import fold

Mergeable = Person | Tag | Provider
Changes = dict[str, tuple[Any, Any]]  # column: what it held, what it is to hold


class MergeError(ValueError):
    """Why two cannot be made one, or one cannot be parted: a sentence for the editor."""


def _is_same_credit(row: Any, other: Any) -> bool:
    """The same job; of two parts, the same part, or one that is not named."""
    if row.job != other.job:
        return False
    part, other_part = fold(row.character), fold(other.character)
    return part == other_part or not (part and other_part)


def _fuller(row: Any, other: Any, names: tuple[str, ...]) -> Changes:
    """What a row takes over from its double: whatever it does not say itself."""
    return {
        name: (getattr(row, name), getattr(other, name))
        for name in names
        if getattr(row, name) in (None, "") and getattr(other, name) not in (None, "")
    }


def _credit_changes(row: Any, other: Any) -> Changes:
    return _fuller(row, other, ("character", "description"))


def _is_same_award(row: Any, other: Any) -> bool:
    """The same prize of the same year, whichever of the two names stands there."""
    same = row.body_id == other.body_id and row.year == other.year and row.won == other.won
    return same and fold(row.category) == fold(other.category)


def _is_same_award_of_bodies(row: Any, other: Any) -> bool:
    same = row.year == other.year and row.won == other.won and row.person_id == other.person_id
    folded = (fold(row.category), fold(row.recipient))
    return same and folded == (fold(other.category), fold(other.recipient))


def _award_changes(row: Any, other: Any) -> Changes:
    return _fuller(row, other, ("recipient",))


def _is_same_tag(row: Any, other: Any) -> bool:
    return True


def _tag_changes(row: Any, other: Any) -> Changes:
    """The higher level and the longer detail."""
    changes: Changes = {}
    levels = ["", *WarningLevel.values]
    if levels.index(other.level) > levels.index(row.level):
        changes["level"] = (row.level, other.level)
    if len(other.detail) > len(row.detail):
        changes["detail"] = (row.detail, other.detail)
    return changes


def _is_same_offer(row: Any, other: Any) -> bool:
    return (row.access, row.region) == (other.access, other.region)


def _offer_changes(row: Any, other: Any) -> Changes:
    changes = _fuller(row, other, ("url", "until", "checked_on"))
    if row.price is None and other.price is not None:
        changes |= {
            "price": (None, other.price),
            "currency": (row.currency, other.currency),
        }
    return changes


@dataclass(frozen=True)
class Reference:
    """A table of rows that refer to what is merged, and when two of a film's rows are doubles."""

    model: type[PageBlock]
    column: str
    known_by: tuple[str, ...]  # what tells a row from others of its film when its number is gone
    is_same: Callable[[Any, Any], bool]
    changes: Callable[[Any, Any], Changes]

    @property
    def name(self) -> str:
        """Return the name under which a record knows the table: "award.body"."""
        return f"{self.model._meta.model_name}.{self.column}"

    def rows(self, thing: Mergeable) -> Any:
        """Return the rows that refer to a person, tag or service, in the order of the pages."""
        return self.model._default_manager.filter(**{self.column: thing}).order_by(
            "film", "position", "pk"
        )

    def double_of(self, row: Any, others: Iterable[Any]) -> Any | None:
        """Return which of the film's other rows says the same; first of all, word for word."""
        same = [other for other in others if self.is_same(other, row)]
        return min(same, key=lambda other: self._becomes_another(other, row), default=None)

    def _becomes_another(self, row: Any, other: Any) -> bool:
        return any(name in self.known_by for name in self.changes(row, other))

    def key(self, row: Any) -> list[Any]:
        """Return what a row is known by."""
        return [getattr(row, name) for name in self.known_by]


@dataclass(frozen=True)
class Kind:
    """What is merged: its table, the columns that are filled, and what refers to it."""

    name: MergeKind
    model: type[Mergeable]
    facts: tuple[str, ...]
    references: tuple[Reference, ...]


KINDS = (
    Kind(
        MergeKind.PERSON,
        Person,
        (
            *("born", "died", "birthplace", "biography", "portrait"),
            *("imdb_id", "tmdb_id", "wikidata_id"),
        ),
        (
            Reference(Credit, "person", ("job", "character"), _is_same_credit, _credit_changes),
            Reference(
                Award, "person", ("body_id", "category", "year"), _is_same_award, _award_changes
            ),
        ),
    ),
    Kind(
        MergeKind.TAG,
        Tag,
        ("code", "introduction"),
        (
            Reference(FilmTag, "tag", (), _is_same_tag, _tag_changes),
            Reference(
                Award,
                "body",
                ("category", "year", "recipient"),
                _is_same_award_of_bodies,
                _award_changes,
            ),
        ),
    ),
    Kind(
        MergeKind.PROVIDER,
        Provider,
        ("url",),
        (Reference(Offer, "provider", ("access", "region"), _is_same_offer, _offer_changes),),
    ),
)


def kind_of(thing: Mergeable) -> Kind:
    """Return what kind of thing this is."""
    return next(kind for kind in KINDS if isinstance(thing, kind.model))


def kind_named(name: str) -> Kind:
    """Return the kind that a merge names."""
    return next(kind for kind in KINDS if kind.name == name)


def path_of(thing: Mergeable) -> str:
    """Return the address of the page a thing has; services have none."""
    return "" if isinstance(thing, Provider) else thing.get_absolute_url()


def refuse_unlike(kept: Mergeable, gone: Mergeable) -> None:
    """Raise MergeError where two can never be one."""
    names = {"kept": str(kept), "gone": str(gone)}
    if type(kept) is not type(gone):
        raise MergeError(_("“%(kept)s” and “%(gone)s” are different things.") % names)
    if kept.pk == gone.pk:
        raise MergeError(_("“%(kept)s” cannot be merged with itself: choose another.") % names)
    if not isinstance(kept, Person) and not isinstance(gone, Person) and kept.kind != gone.kind:
        kinds = {"first": kept.get_kind_display(), "second": gone.get_kind_display()}
        raise MergeError(
            _("“%(kept)s” is of the kind “%(first)s”, “%(gone)s” of the kind “%(second)s”:"
              " only two of one kind can be merged.")
            % (names | kinds)
        )  # fmt: skip
