"""Sheets and links: how a page that is not public is shown, and to whom.

A sheet is the page as an editor's form has it, drawn before anything is saved. A link shows what is
saved to somebody without a login, for some days.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from films.choices import EventVerb
from films.events import note
from films.models import Film, PreviewLink, PreviewSheet

LASTS = (1, 7, 30)  # days that a link may last
USUALLY = 7
SHEETS_KEPT = timedelta(days=1)
EXPIRED_KEPT = timedelta(days=30)
# A dot, which no part of the address holds: what is copied by a double click is still whole.
_SIGNER = Signer(salt="films.preview", sep=".")


class PreviewError(ValueError):
    """Why there is no such link, in a sentence for the editor."""


def new_key() -> str:
    """Return the name of a sheet or link: 128 bits that nobody guesses."""
    return secrets.token_hex(16)


# Sheets -------------------------------------------------------------------------------------------


@transaction.atomic
def keep_sheet(
    film: Film | None, *, by: User, document: dict[str, Any], html: str, path: str
) -> PreviewSheet:
    """Keep what a form says of a film, None for a new one; written over what it said before.

    The sheet's address stays, so that a tab that shows it has only to be loaded again.
    """
    said = {"document": document, "html": html, "path": path}
    sheet, _is_new = PreviewSheet.objects.update_or_create(
        editor=by,
        film=film.main if film else None,
        defaults=said,
        create_defaults={**said, "key": new_key()},
    )
    return sheet


def newest_sheet(film: Film, *, by: User) -> PreviewSheet | None:
    """Return what this editor last looked at before saving, unless the page was saved since."""
    sheets = PreviewSheet.objects.filter(editor=by, film=film.main).defer("document", "html")
    return sheets.filter(made_at__gt=film.updated_at).first()


# Links --------------------------------------------------------------------------------------------


@transaction.atomic
def make_link(film: Film, *, by: User, days: int = USUALLY) -> PreviewLink:
    """Make a link that shows what is saved of a page for so many days.

    Raises PreviewError for a time that is not offered.
    """
    if days not in LASTS:
        raise PreviewError(_("A link lasts 1, 7 or 30 days."))
    until = timezone.now() + timedelta(days=days)
    note(film, EventVerb.SHARED, by=by, after=said_until(until))
    return film.main.preview_links.create(key=new_key(), editor=by, expires_at=until)


@transaction.atomic
def revoke(link: PreviewLink, *, by: User) -> None:
    """Take a link back: whoever has it finds nothing from now on."""
    gone, _rows = PreviewLink.objects.filter(pk=link.pk).delete()
    if gone:
        note(link.film, EventVerb.UNSHARED, by=by, before=said_until(link.expires_at))


def open_links(film: Film) -> QuerySet[PreviewLink]:
    """Return the links of a page that still show it, newest first."""
    links = film.main.preview_links.filter(expires_at__gt=timezone.now())
    return links.select_related("editor")


def url_of(link: PreviewLink) -> str:
    """Return the whole address, to be passed on."""
    path = reverse("films:preview_link", args=[_SIGNER.sign(link.key)])
    return f"{settings.SITE_URL}{path}"


def find_link(token: str) -> PreviewLink | None:
    """Return the link of a signed token, expired or not; None for one that is not ours or gone."""
    try:
        key = _SIGNER.unsign(token)
    except BadSignature:
        return None
    links = PreviewLink.objects.select_related("film__draft_of", "editor")
    return links.filter(key=key).first()


def is_open(link: PreviewLink) -> bool:
    """Say whether a link still shows its page."""
    return link.expires_at > timezone.now()


def said_until(at: datetime) -> str:
    """Return the time until which a link lasts, in the site's time zone."""
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")


# Clearing up --------------------------------------------------------------------------------------


@transaction.atomic
def purge(now: datetime | None = None) -> int:
    """Delete the sheets of yesterday and the links that ended a month ago; return how many."""
    now = now or timezone.now()
    sheets = PreviewSheet.objects.filter(made_at__lte=now - SHEETS_KEPT)
    links = PreviewLink.objects.filter(expires_at__lte=now - EXPIRED_KEPT)
    return sheets.delete()[0] + links.delete()[0]
