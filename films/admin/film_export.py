"""Films go out: one page as a file to keep or pass on, a selection, or everything."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import admin as site_admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from films.document import dump
from films.exporters import selection
from films.exporters.text_page import render as render_text
from films.models import Film

# The form: its words, its ending, its media type.
FORMS: dict[str, tuple[Any, str, str]] = {
    "zip": (_("ZIP with pictures, people and tags"), "zip", "application/zip"),
    "lines": (_("JSON lines"), "jsonl", "application/x-ndjson"),
    "csv": (_("Table (CSV)"), "csv", "text/csv; charset=utf-8"),
    "text": (_("Text pages"), "zip", "application/zip"),
}


def urls(admin: Any) -> list[URLPattern]:
    """Return the addresses under that of the films in the admin."""
    view, given = admin.admin_site.admin_view, {"admin": admin}
    return [
        path("export/", view(export_page), given, name="films_film_export"),
        path("export/<slug:form>/", view(export_all), given, name="films_film_export_all"),
        path("<int:pk>/page.txt", view(export_text), given, name="films_film_text"),
        path("<int:pk>/page.json", view(export_document), given, name="films_film_document"),
    ]


# One page -----------------------------------------------------------------------------------------


@require_safe
def export_text(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Send the page in the text form that the import reads."""
    film = viewable_film(request, pk, admin)
    return attachment(render_text(dump(film)), "text/plain", f"{film.slug or film.pk}.txt")


@require_safe
def export_document(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Send the film document, with all that the text form cannot hold."""
    film = viewable_film(request, pk, admin)
    text = json.dumps(dump(film), ensure_ascii=False, indent=2)
    return attachment(f"{text}\n", "application/json", f"{film.slug or film.pk}.json")


def viewable_film(request: HttpRequest, pk: int, admin: Any) -> Film:
    """Return the film for somebody who may look at it; 404 or PermissionDenied otherwise."""
    film = get_object_or_404(Film, pk=pk)
    if not admin.has_view_permission(request, film):
        raise PermissionDenied
    return film


def attachment(text: str, kind: str, name: str) -> HttpResponse:
    """Return a text as a file to be stored under this name."""
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# Many ---------------------------------------------------------------------------------------------


@require_safe
def export_page(request: HttpRequest, *, admin: Any) -> HttpResponse:
    """Offer everything in each form, to those who write pages: notes go with them."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    context = {
        **admin.admin_site.each_context(request),
        "title": gettext("Export all films"),
        "opts": admin.opts,
        "forms": [(form, words) for form, (words, _ending, _kind) in FORMS.items()],
        "count": admin.get_queryset(request).count(),
    }
    return render(request, "admin/films/film/export.html", context)


@require_safe
def export_all(request: HttpRequest, form: str, *, admin: Any) -> HttpResponseBase:
    """Send every film in one form, written while it is sent."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    if form not in FORMS:
        raise Http404
    return download(form, Film.objects.filter(draft_of=None), is_all=True)


def download(form: str, films: QuerySet[Film], *, is_all: bool = False) -> StreamingHttpResponse:
    """Return films as a file of today."""
    _words, ending, kind = FORMS[form]
    response = StreamingHttpResponse(streams(is_all=is_all)[form](films), content_type=kind)
    name = f"films-{localdate():%Y-%m-%d}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def streams(*, is_all: bool) -> dict[str, Callable[[QuerySet[Film]], Iterator[bytes]]]:
    """Return what writes each form."""
    return {
        "zip": lambda films: selection.guide(films, is_all=is_all),
        "lines": selection.json_lines,
        "csv": selection.table,
        "text": selection.text_pages,
    }


def _action(form: str) -> Any:
    words = _("Export as %(form)s") % {"form": FORMS[form][0]}

    @site_admin.action(description=words, permissions=["add"])
    def export(admin: Any, request: HttpRequest, queryset: QuerySet) -> StreamingHttpResponse:
        keys = list(queryset.values_list("pk", flat=True))
        return download(form, Film.objects.filter(pk__in=keys))

    export.__name__ = f"export_{form}"
    return export


ACTIONS = tuple(_action(form) for form in FORMS)
