"""What editors have typed and not yet saved: kept while they type, and offered again.

A form bears a mark that says whose it is and of which page, signed, so that what was typed in it
is kept even where its editor has been logged out meanwhile, or may no longer change the page.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_hex
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core import signing
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from films.models import Autosave, Film
from films.text import clean_line

KEPT_FOR = timedelta(days=30)
MARK_HOLDS_FOR = timedelta(days=7)  # as long as the longest login
A_FILE = "autosave_file"  # the name of a field in which a file was chosen, which is not kept
_SALT = "films.autosave"
_MOST_VERSION = 2**31 - 1

Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class Mark:
    """Whose form it is, of which page (None: of a new one), and which of their open forms."""

    editor: int
    key: str
    film: int | None

    def __str__(self) -> str:
        return signing.dumps([self.editor, self.key, self.film], salt=_SALT)


def new_mark(*, editor: AbstractBaseUser, film: Film | None) -> Mark:
    """Return the mark of a form that is being opened."""
    return Mark(editor.pk, token_hex(8), film.main.pk if film and film.pk else None)


def read_mark(text: str, *, max_age: timedelta | None = MARK_HOLDS_FOR) -> Mark | None:
    """Return what a form's mark says; None for one that is not ours, or too old."""
    try:
        return Mark(*signing.loads(text, salt=_SALT, max_age=max_age))
    except (signing.BadSignature, TypeError):
        return None


@transaction.atomic
def keep(mark: Mark, fields: Fields, *, typed_at: int | None = None) -> Autosave:
    """Keep what a form holds and return the row, written over at every call.

    What was typed earlier (by the browser's clock, in milliseconds) than what is kept already has
    come late and changes nothing, and so does all that comes once the form was saved or thrown
    away: the row that is returned says so.
    """
    row, _is_new = Autosave.objects.select_for_update().get_or_create(
        editor_id=mark.editor, key=mark.key, defaults={"saved_at": timezone.now()}
    )
    if row.is_done or (typed_at is not None and typed_at < row.typed_at):
        return row
    values = dict(fields)
    row.film = Film.objects.filter(pk=mark.film, draft_of=None).first() if mark.film else None
    row.title = clean_line(values.get("title", "")[:1_000])[:400]
    row.fields = json.dumps(fields)
    row.seen_version = _version(values.get("seen_version", ""))
    row.typed_at = row.typed_at if typed_at is None else typed_at
    row.saved_at = timezone.now()
    row.save()
    return row


def _version(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) < 11
    return int(text) if is_number and int(text) <= _MOST_VERSION else None


def fields_of(row: Autosave) -> Fields:
    """Return the names and values that a form held."""
    return [(name, value) for name, value in json.loads(row.fields or "[]")]


@transaction.atomic
def finish(mark: Mark) -> None:
    """Empty what is kept of a form that was saved or thrown away, so that it is not offered again.

    The empty row stays for a while: what is still on its way from the browser comes too late.
    """
    now = timezone.now()
    done: dict[str, Any] = {"fields": "", "is_done": True, "saved_at": now}
    Autosave.objects.update_or_create(editor_id=mark.editor, key=mark.key, defaults=done)


def unsaved(user: AbstractBaseUser) -> QuerySet[Autosave]:
    """Return what somebody has typed and not saved, the latest first, without the words."""
    rows = Autosave.objects.filter(editor_id=user.pk, is_done=False)
    return rows.select_related("film").defer("fields")


def offered(user: AbstractBaseUser, film: Film | None, *, except_key: str = "") -> list[Autosave]:
    """Return what somebody can go on with in the form of a page, or of a new one. One query."""
    page = Q(film=film.main) if film and film.pk else Q(film=None)
    return list(unsaved(user).filter(page).exclude(key=except_key))


def purge_old() -> int:
    """Delete what nobody has gone on with for 30 days, and empty rows; returns how many.

    An empty row has done its work once the mark of its form holds no longer.
    """
    now = timezone.now()
    old = Q(saved_at__lt=now - KEPT_FOR)
    idle = Q(is_done=True, saved_at__lt=now - MARK_HOLDS_FOR)
    return Autosave.objects.filter(old | idle).delete()[0]


def typed_fields(data: Mapping[str, Any], *, files: Iterable[str] = ()) -> Fields:
    """Return what is kept of a form that was sent: no token, no mark, no button; of files a note.

    ``data`` is a QueryDict.
    """
    ours = ("autosave_", "_", "csrfmiddlewaretoken")
    kept = [
        (name, value)
        for name in data
        if name == A_FILE or not name.startswith(ours)
        for value in data.getlist(name)  # type: ignore[attr-defined]
    ]
    return [*kept, *((A_FILE, name) for name in files)]
