"""People, tags and services known by their names: found, or made where there are none."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from films.choices import TagKind
from films.models import Person, Provider, Tag
from films.models.slug_field import first_free
from films.text import clean_line, fold, slugify_name

# What a name alone is enough to make.
MADE_BY_NAME = (Person, Tag, Provider)
Named = Person | Tag | Provider


class NameRefused(Exception):  # noqa: N818  (raised to say what happened to the name)
    """Nothing can be made of a name, or several things bear it; the message is for the editor."""


def unsaved(model: type[models.Model], name: str, *, kind: str = "") -> Any:
    """Return the person, tag or service of a name, not yet stored; raises NameRefused."""
    name = clean_line(name)
    row: Any = Tag(name=name, kind=kind) if model is Tag else model(name=name)
    judged = {"name", "kind"} if model is Tag else {"name"}
    try:
        row.clean_fields(exclude={field.name for field in row._meta.fields} - judged)
    except ValidationError as error:
        raise NameRefused(" ".join(error.messages)) from None
    if model is not Provider:
        row.folded = fold(name)
    return row


def same_named(rows: Iterable[Named]) -> list[list[Named]]:
    """Return for each row those that bear its name already; one query a model.

    Case, accents and punctuation do not matter, unless one of several bears the very name.
    """
    wanted = list(rows)
    stored = [row for model in MADE_BY_NAME for row in _stored(model, wanted)]
    return [_bearers(row, stored) for row in wanted]


def _stored(model: Any, wanted: list[Named]) -> list[Named]:
    same = [row for row in wanted if isinstance(row, model)]
    if not same:
        return []
    if model is Provider:  # some dozens, without a folded name
        return list(Provider.objects.all())
    return list(
        model.objects.filter(
            Q(folded__in={row.folded for row in same if row.folded})
            | Q(name__in={row.name for row in same})
        )
    )


def _bearers(row: Named, stored: list[Named]) -> list[Named]:
    same = [other for other in stored if _is_same(row, other)]
    exact = [other for other in same if other.name == row.name]
    return exact if len(exact) == 1 else same


def _is_same(row: Named, other: Named) -> bool:
    if type(row) is not type(other):
        return False
    if isinstance(row, Tag) and isinstance(other, Tag) and row.kind != other.kind:
        return False
    # A name of nothing but punctuation (“!!!”) has no folded form to be compared by.
    folded = fold(row.name)
    return folded == fold(other.name) if folded else row.name == other.name


def only_one(row: Named, bearers: list[Named]) -> Named:
    """Return who bears a name already, or the row itself where nobody does.

    Raises NameRefused where several do: only an editor knows which is meant.
    """
    if len(bearers) > 1:
        message = _("%(number)d of that name are here already. Choose one of them from the list.")
        raise NameRefused(f"“{row.name}”: " + message % {"number": len(bearers)})
    return bearers[0] if bearers else row


@transaction.atomic
def make(row: Any) -> Any:
    """Store a person, tag or service made by ``unsaved``; return the one of that name if somebody
    was faster, be it another row of the same form."""
    [bearers] = same_named([row])
    if bearers:
        return bearers[0]
    if isinstance(row, Provider):
        row.slug = first_free(slugify_name(row.name), Provider.objects.all())
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        [bearers] = same_named([row])
        if not bearers:
            raise
        return bearers[0]
    return row


def kinds_called(word: str, kinds: Iterable[TagKind]) -> list[TagKind]:
    """Return the kinds that a word names, as they are shown or as they are stored."""
    wanted = fold(word)
    return [kind for kind in kinds if wanted in (fold(str(kind.label)), fold(kind.value))]
