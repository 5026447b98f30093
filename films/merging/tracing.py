"""Where one that was merged is now: old revisions and imports still name it."""

import re
from typing import Any

from django.db.models import Q
from django.urls import reverse

from films.choices import MergeKind
from films.models import Merge, Person, Provider, Redirect, Tag
from films.text import fold

_ADDRESS = re.compile(r"[-\w]{1,220}")


def person_at(slug: str) -> Person | None:
    """Return who stands at the new address of somebody's old one; one query, two where one is."""
    if not _ADDRESS.fullmatch(slug):
        return None
    path = reverse("films:person_detail", args=[slug])
    new = Redirect.objects.filter(old_path=path).values_list("new_path", flat=True).first()
    return Person.objects.filter(slug=new.rstrip("/").rpartition("/")[2]).first() if new else None


def person_named(name: str) -> Person | None:
    """Return into whom the last one of this name was merged; one query where nobody was."""
    return _kept(MergeKind.PERSON, Person, gone_name=name)


def tag_named(kind: str, name: str) -> Tag | None:
    """Return into which tag one of this kind and name was merged, whatever its accents."""
    return _kept(MergeKind.TAG, Tag, gone_folded=fold(name), tag_kind=kind)


def provider_named(name: str) -> Provider | None:
    """Return into which service one of this name was merged."""
    return _kept(MergeKind.PROVIDER, Provider, gone_name=name)


def number_now(kind: MergeKind, number: int) -> int | None:
    """Return the number of the one that this number was merged into; None if it never was."""
    row = _last(kind, gone_id=number)
    return _followed(kind, row.kept_id) if row else None


def _kept(kind: MergeKind, model: Any, **named: Any) -> Any | None:
    row = _last(kind, **named)
    return model.objects.filter(pk=_followed(kind, row.kept_id)).first() if row else None


def _last(kind: MergeKind, **named: Any) -> Merge | None:
    return Merge.objects.standing().filter(Q(kind=kind), **named).only("kept_id").first()


def _followed(kind: MergeKind, number: int) -> int:
    """Return the end of a chain of merges; numbers are never given twice, so it has one."""
    while row := _last(kind, gone_id=number):
        number = row.kept_id
    return number
