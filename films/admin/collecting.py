"""Putting films of the list on a collection: the action, and the page that asks which one."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from films.collecting import Collected, CollectingRefused, collect
from films.models import Collection, Film

MOST_AT_ONCE = 500
MOST_OFFERED = 200  # titles that the browser offers while one types


def may_collect(user: Any) -> bool:
    """Say whether somebody may change collections and begin new ones."""
    return user.has_perm("films.change_collection") and user.has_perm("films.add_collection")


@admin.action(description=gettext_lazy("Put on a collection"), permissions=["collect"])
def add_to_collection(
    films_admin: Any, request: HttpRequest, queryset: QuerySet
) -> HttpResponse | None:
    """Ask for the collection, and put the ticked films on it once it is named."""
    films = list(queryset[: MOST_AT_ONCE + 1])
    if len(films) > MOST_AT_ONCE:
        words = _("These are more than %(most)d films: choose fewer at a time.")
        messages.error(request, words % {"most": MOST_AT_ONCE})
        return None
    return _ask_or_collect(films_admin, request, films, back=request.get_full_path())


def collect_film(request: HttpRequest, pk: int, *, films_admin: Any) -> HttpResponse:
    """Put one film on a collection, from its form."""
    if not may_collect(request.user):
        raise PermissionDenied
    film = get_object_or_404(films_admin.get_queryset(request), pk=pk)
    back = reverse(f"{films_admin.admin_site.name}:films_film_change", args=[pk])
    return _ask_or_collect(films_admin, request, [film], back=back)


def urls(films_admin: Any) -> list[URLPattern]:
    """Return the addresses beyond the list's own."""
    view = films_admin.admin_site.admin_view(partial(collect_film, films_admin=films_admin))
    return [path("<int:pk>/collect/", view, name="films_film_collect")]


def _ask_or_collect(
    films_admin: Any, request: HttpRequest, films: list[Film], *, back: str
) -> HttpResponse:
    if "collect" in request.POST:
        try:
            done = collect(films, title=request.POST.get("title", "")[:1_000])
        except CollectingRefused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _said(done))
            return HttpResponseRedirect(back)
    latest = Collection.objects.order_by("-updated_at").values_list("title", flat=True)
    context = films_admin.admin_site.each_context(request) | {
        "title": _("Put on a collection"),
        "opts": films_admin.opts,
        "films": films,
        "titles": latest[:MOST_OFFERED],
        "typed": request.POST.get("title", ""),
        "ticked": ACTION_CHECKBOX_NAME,
        "back": back,
    }
    return TemplateResponse(request, "admin/films/film/collect.html", context)


def _said(done: Collected) -> str:
    url = reverse("admin:films_collection_change", args=[done.collection.pk])
    words: Any = ngettext("%(count)d film is now on", "%(count)d films are now on", done.added)
    state = _("A new collection, not public yet.") if done.is_new else ""
    return format_html(
        '{} <a href="{}">{}</a>. {}', words % {"count": done.added}, url, done.collection, state
    )
