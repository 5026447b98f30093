"""Names in the place of a choice: “new:…” is to be made on saving, “typed:…” found first.

A field of the form sends ``new:Helen Hunt``, for a tag ``new:genre:Heist``; without scripts
``typed:`` and whatever was typed, for a tag perhaps “genre: Heist”.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from films.choices import TagKind
from films.models import Film, Image, Tag
from films.naming import MADE_BY_NAME, NameRefused, kinds_called, same_named, unsaved
from films.search.query import parse_query
from films.text import clean_line

NEW, TYPED = "new:", "typed:"


def is_name(value: Any) -> bool:
    """Say whether a value is a name rather than a row's number."""
    return isinstance(value, str) and value.startswith((NEW, TYPED))


def value_of_new(name: str, kind: str = "") -> str:
    """Return what a field sends for something to be made."""
    return f"{NEW}{kind}:{name}" if kind else f"{NEW}{name}"


def name_in(value: str, model: type[models.Model]) -> str:
    """Return how a name reads in the place of a choice: “Helen Hunt (new)”."""
    if value.startswith(TYPED):
        return value.removeprefix(TYPED)
    kind, name = parts_of_new(value, model)
    label = f"{name} · {TagKind(kind).label}" if kind in TagKind.values else name
    return _("%(name)s (new)") % {"name": label}


def parts_of_new(value: str, model: type[models.Model]) -> tuple[str, str]:
    """Return the kind, for tags only, and the name of what is to be made."""
    rest = value.removeprefix(NEW)
    if model is not Tag:
        return "", clean_line(rest)
    kind, colon, name = rest.partition(":")
    return (kind, clean_line(name)) if colon else ("", clean_line(rest))


def new_row(value: str, model: type[models.Model], kinds: Iterable[TagKind]) -> models.Model:
    """Return the unsaved row of a “new:” value; raises NameRefused."""
    if model not in MADE_BY_NAME:
        raise NameRefused(_("This has to be chosen from the list."))
    kind, name = parts_of_new(value, model)
    if model is Tag and kind not in list(kinds):
        raise NameRefused(_("“%(name)s”: no tag of that kind belongs here.") % {"name": name})
    return unsaved(model, name, kind=kind)


def find_typed(value: str, rows: models.QuerySet, kinds: tuple[TagKind, ...]) -> models.Model:
    """Return the row that a typed name means, unsaved where it is new; raises NameRefused."""
    text = clean_line(value.removeprefix(TYPED))
    if rows.model is Tag:
        return typed_tag(text, kinds)
    if rows.model in MADE_BY_NAME:
        return unsaved(rows.model, text)
    found = list(typed_pages(text, rows)[:2])
    if len(found) == 1:
        return found[0]
    words = _("Several are called “%(name)s”.") if found else _("There is no “%(name)s”.")
    raise NameRefused(words % {"name": text})


def typed_tag(text: str, kinds: tuple[TagKind, ...]) -> models.Model:
    """Return the tag of a name; its kind stands before it where several kinds have none of it."""
    before, colon, after = text.partition(":")
    named = kinds_called(before, kinds) if colon else []
    name, wanted = (clean_line(after), tuple(named)) if named else (text, kinds)
    candidates = [unsaved(Tag, name, kind=kind) for kind in wanted]
    there = [row for bearers in same_named(candidates) for row in bearers]
    if len(there) == 1:
        return there[0]
    if not there and len(candidates) == 1:
        return candidates[0]
    example = kinds[0].label if kinds else _("Genre")
    raise NameRefused(
        _("“%(name)s”: write its kind before it, for example “%(kind)s: %(name)s”.")
        % {"name": name, "kind": example}
    )


def typed_pages(text: str, rows: models.QuerySet) -> models.QuerySet:
    """Return the films or pictures that a typed text means."""
    if rows.model is Image:
        return rows.filter(alt__iexact=text)
    if rows.model is not Film:
        return rows.none()
    query = parse_query(text.replace("(", " ").replace(")", " "))
    title = query.folded_title if query.year else query.folded
    films = rows.filter(Q(folded=title) | Q(sort_key=title), draft_of=None)
    return films.filter(year=query.year) if query.year else films
