"""What a preview looks at, and who may: a page as typed, as saved, or as live."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from films.models import Film, PreviewSheet
from films.revisions import document_of
from films.views.preview import draw_saved
from films.working_copies import edited


@dataclass(frozen=True)
class Sight:
    """What is looked at: as typed, as saved or as live. ``film`` is the main one, or None."""

    kind: str
    film: Film | None
    base: str
    html: Callable[[], str]
    document: Callable[[], dict[str, Any]]
    path: str


def typed(request: HttpRequest, admin: Any, key: str) -> Sight:
    """Find what a form said, for its maker and for those who may change the film."""
    sheet = get_object_or_404(PreviewSheet.objects.select_related("film"), key=key)
    film = sheet.film
    is_mine = sheet.editor_id == request.user.pk
    if film is None:
        is_allowed = is_mine and admin.has_add_permission(request)
    else:
        is_allowed = is_mine and admin.has_view_permission(request, film)
        is_allowed = is_allowed or admin.has_change_permission(request, film)
    if not is_allowed:
        raise PermissionDenied
    base = reverse("admin:films_film_sheet", args=[key])
    return Sight("typed", film, base, lambda: sheet.html, lambda: sheet.document, sheet.path)


def saved(request: HttpRequest, admin: Any, pk: int) -> Sight:
    """Find what is saved of a page: its working copy where there is one."""
    film = main_film(request, admin, pk)
    copy = edited(film)
    slug = copy.next_slug or film.slug
    return Sight(
        kind="saved",
        film=film,
        base=reverse("admin:films_film_preview", args=[pk]),
        html=lambda: draw_saved(request, copy),
        document=lambda: document_of(copy),
        path=reverse("films:film_detail", args=[slug]) if slug else "",
    )


def live(request: HttpRequest, admin: Any, pk: int) -> Sight:
    """Find a page as visitors see it now."""
    film = main_film(request, admin, pk)
    if not film.is_live:
        raise Http404
    return Sight(
        kind="live",
        film=film,
        base=reverse("admin:films_film_live", args=[pk]),
        html=lambda: draw_saved(request, film),
        document=lambda: document_of(film),
        path=film.get_absolute_url(),
    )


def main_film(request: HttpRequest, admin: Any, pk: int, *, change: bool = False) -> Film:
    """Return a film for somebody who may look at it, or change it; 404 or 403 otherwise."""
    film = get_object_or_404(Film, pk=pk, draft_of=None)
    # Of a page with a working copy it is the copy that is changed, and it may be another's work.
    is_allowed = (
        admin.has_change_permission(request, edited(film))
        if change
        else admin.has_view_permission(request, film)
    )
    if not is_allowed:
        raise PermissionDenied
    return film
