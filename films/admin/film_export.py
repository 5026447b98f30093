"""A film's page as a file to keep or pass on: its text, or the whole document."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from films.document import dump
from films.exporters.text_page import render
from films.models import Film


def urls(admin: Any) -> list[URLPattern]:
    """Return the addresses under that of the films in the admin."""
    view, given = admin.admin_site.admin_view, {"admin": admin}
    return [
        path("<int:pk>/page.txt", view(export_text), given, name="films_film_text"),
        path("<int:pk>/page.json", view(export_document), given, name="films_film_document"),
    ]


@require_safe
def export_text(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Send the page in the text form that the import reads."""
    film = viewable_film(request, pk, admin)
    return attachment(render(dump(film)), "text/plain", f"{film.slug or film.pk}.txt")


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
