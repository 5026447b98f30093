"""One timeline a page: versions, comparisons, and who did what."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from films import working_copies
from films.admin.film_comparison import NoSuchSideError, SideBySide, is_number, read_side
from films.admin.film_list import status_label
from films.document_fields import DocumentError
from films.models import Film
from films.revisions import document_of
from films.taking_back import TakingBackError, take_back
from films.timeline import timeline


def urls(admin: Any) -> list[URLPattern]:
    """Return the addresses under that of the films in the admin."""
    view, given = admin.admin_site.admin_view, {"admin": admin}
    return [
        path("<int:pk>/timeline/", view(show_timeline), given, name="films_film_timeline"),
        path("<int:pk>/compare/", view(show_comparison), given, name="films_film_compare"),
        path("<int:pk>/take-back/", view(take_one_back), given, name="films_film_take_back"),
    ]


@require_safe
def show_timeline(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Show what happened to a page, its newest step first."""
    film = main_film(request, pk, admin)
    start = request.GET.get("from", "")
    lines = timeline(film, start=start)
    versions = [entry.revision for entry in lines.entries if entry.revision]
    live = document_of(film) if film.is_live else None
    context = page_context(request, admin, film, _("History")) | {
        "timeline": lines,
        "is_first_page": not start,
        "versions": versions,
        "live_number": next((each.number for each in versions if each.document == live), None),
        "can_see_versions": request.user.has_perm("films.view_revision"),
    }
    return TemplateResponse(request, "admin/films/film/history.html", context)


@require_safe
def show_comparison(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Show what differs between two versions of a page; nothing named compares the last two."""
    film = main_film(request, pk, admin)
    older, newer = asked_sides(request, film)
    try:
        sides = SideBySide.of(film, older, newer)
    except NoSuchSideError as error:
        messages.warning(request, str(error))
        return HttpResponseRedirect(
            reverse(f"{admin.admin_site.name}:films_film_timeline", args=[pk])
        )
    context = page_context(request, admin, film, _("What has changed")) | {
        "sides": sides,
        "comparison": sides.comparison,
        "is_side_view": request.GET.get("view") == "side",
        "can_restore": may_change(request, film, admin),
        "can_take_back": sides.is_of_now and may_change(request, film, admin),
        "can_see_versions": request.user.has_perm("films.view_revision"),
    }
    return TemplateResponse(request, "admin/films/film/compare.html", context)


@require_POST
def take_one_back(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Make one field or row of the page say again what it said in another version."""
    film = main_film(request, pk, admin)
    if not may_change(request, film, admin):
        raise PermissionDenied
    older, seen = request.POST.get("from", ""), request.POST.get("version", "")
    try:
        side = read_side(film, older)
        taken = take_back(
            film,
            place=request.POST.get("place", ""),
            source=side.document,
            version=int(seen) if is_number(seen) else -1,
            origin=side.title,
            by=request.user,
        )
        messages.success(request, _("Taken back: %(words)s.") % {"words": taken.comment})
    except (TakingBackError, NoSuchSideError) as error:
        messages.error(request, str(error))
    except DocumentError as error:
        messages.error(request, _("This cannot be taken back: %(reason)s") % {"reason": error})
    shown = {"from": older, "to": "now"}
    if request.POST.get("view") == "side":
        shown["view"] = "side"
    address = reverse(f"{admin.admin_site.name}:films_film_compare", args=[pk])
    return HttpResponseRedirect(f"{address}?{urlencode(shown)}")


def main_film(request: HttpRequest, pk: int, admin: Any) -> Film:
    """Return the film for somebody who may look at it; 404 or PermissionDenied otherwise."""
    film = get_object_or_404(Film.objects.select_related("working_copy"), pk=pk)
    if film.draft_of_id:
        raise Http404  # a working copy has no history but its page's
    if not admin.has_view_permission(request, film):
        raise PermissionDenied
    return film


def may_change(request: HttpRequest, film: Film, admin: Any) -> bool:
    """Say whether somebody may change what is edited of a page."""
    return admin.has_change_permission(request, working_copies.edited(film))


def asked_sides(request: HttpRequest, film: Film) -> tuple[str, str]:
    """Return the names of the two sides that were asked for, the older number first."""
    newer = request.GET.get("to") or "now"
    older = request.GET.get("from") or ("live" if film.is_live else "first")
    if is_number(older) and is_number(newer) and int(older) > int(newer):
        return newer, older
    return older, newer


def page_context(request: HttpRequest, admin: Any, film: Film, title: str) -> dict[str, Any]:
    """Return what every page of the history prints around it."""
    return admin.admin_site.each_context(request) | {
        "opts": admin.opts,
        "film": film,
        "title": title,
        "subtitle": str(film),
        "state_label": status_label(film),
        "working_copy": getattr(film, "working_copy", None),
    }
