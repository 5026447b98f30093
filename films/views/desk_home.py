"""The home of the desk, and what is pressed on it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from films.browsing.parameters import read_page
from films.desk_home.ageing import stale
from films.desk_home.mending import dead_links, doubles, faults, people
from films.desk_home.moving import copies, waiting
from films.desk_home.own import own_work
from films.desk_home.panels import Group, Show, is_writer
from films.desk_home.schedule import schedule
from films.desk_home.subjects import subjects
from films.desk_home.wanted import (
    BeginningRefused,
    begin_page,
    missed,
    wanted,
    wanted_films,
    wanted_row,
    wanted_titles,
)
from films.models import MissedSearch
from films.models.film import FIRST_FILM_YEAR, LAST_FILM_YEAR

PER_PAGE = 100
LONGEST_TITLE = 400


class DeskHome(AdminSite):
    """An admin site whose first page is the home of the desk.

    ``panels`` are what the home shows, in this order; reviews/admin adds its own.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.panels: list[Show] = [own_work, waiting, copies, stale, missed, wanted]
        self.panels += [faults, dead_links, doubles, people]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        panels = [panel for show in self.panels for panel in show(request.user)]
        filled = [panel for panel in panels if panel.rows]
        context = {
            "title": _("Home"),
            "now_panels": [panel for panel in filled if panel.group is Group.NOW],
            "care_panels": [panel for panel in filled if panel.group is Group.CARE],
            "empty_titles": [panel.title for panel in panels if not panel.rows],
            "schedule": schedule(request.user, month=request.GET.get("month", "")),
            "subjects": subjects(self.get_app_list(request)),
            "may_begin": is_writer(request.user),
        }
        return super().index(request, context | (extra_context or {}))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        view = self.admin_view
        listed = view(partial(wanted_list, site=self))
        return [
            path("films/film/begin/", view(begin), name="films_film_begin"),
            path("films/film/wanted/", listed, name="films_film_wanted"),
            path("films/missedsearch/<int:pk>/done/", view(missed_done), name="films_missed_done"),
            *super().get_urls(),
        ]


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Make the draft of a film of which only title and year are known, and open its form."""
    if not is_writer(request.user):
        raise PermissionDenied
    year = request.POST.get("year", "")
    try:
        film, is_new = begin_page(
            request.POST.get("title", "")[: LONGEST_TITLE + 1], year=_year(year), by=request.user
        )
    except BeginningRefused as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:index"))
    words = _("A draft of “%(film)s” is begun.") if is_new else _("“%(film)s” is here already.")
    messages.success(request, words % {"film": film})
    return HttpResponseRedirect(reverse("admin:films_film_change", args=[film.pk]))


def _year(text: str) -> int | None:
    is_year = text.isascii() and text.isdigit() and len(text) == len(str(LAST_FILM_YEAR))
    return int(text) if is_year and FIRST_FILM_YEAR <= int(text) <= LAST_FILM_YEAR else None


@require_POST
def missed_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a search that found nothing: somebody has seen to it."""
    if not request.user.has_perm("films.delete_missedsearch"):
        raise PermissionDenied
    if search := MissedSearch.objects.filter(pk=pk).first():
        search.delete()
        messages.success(request, _("“%(words)s” is done with.") % {"words": search})
    return HttpResponseRedirect(f"{reverse('admin:index')}#missed")


@require_safe
def wanted_list(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """List all films that pages recommend and that are not public here."""
    if not is_writer(request.user):
        raise PermissionDenied
    titles = Paginator(wanted_titles(), PER_PAGE)
    page = titles.page(min(read_page(request.GET), titles.num_pages))
    rows = [wanted_row(film) for film in wanted_films(page.object_list)]
    context = site.each_context(request) | {
        "title": _("Recommended and not here"),
        "rows": rows,
        "page_obj": page,
        "page_numbers": titles.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
    }
    return TemplateResponse(request, "admin/home/wanted.html", context)
