"""The page as it would look, before anything is saved; and what is saved, and what is live.

Each of the three has the same addresses below its own: the desk's page with its tabs, the film page
that stands in its frame, the drawn poster, and the card of social networks.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from films import preview_page, previews, snippets
from films.admin import preview_sharing
from films.admin.preview_sights import Sight, live, main_film, saved, typed
from films.admin.typed_page import TypedPage, typed_page
from films.models import Film
from films.views.preview import card_of, draw, poster_of
from films.working_copies import edited

TEMPLATE = "admin/films/film/preview.html"
# The desk's page holds the film page in a frame, and that page lets the desk alone hold it.
_DESK_CSP = {**settings.ADMIN_CSP, "frame-src": ["'self'"]}
_FRAMED_CSP = {**settings.SECURE_CSP, "frame-ancestors": ["'self'"]}
# What the frame of "without JavaScript" may do: all but run scripts.
_NO_SCRIPTS = "allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox"


@dataclass(frozen=True)
class Way:
    """A way to look at a page: in a frame of this size in pixels, or without one."""

    name: str
    words: str | Promise
    width: int = 0
    height: int = 0


WAYS = (
    Way("phone", _("Phone"), 390, 844),
    Way("tablet", _("Tablet"), 834, 1112),
    Way("wide", _("Wide"), 1440, 1000),
    Way("print", _("Print"), 794, 1123),
    Way("plain", _("Without JavaScript"), 390, 844),
    Way("card", _("Social card")),
    Way("search", _("Search result")),
)
LIGHTS = (("", _("As the device")), ("light", _("Light")), ("dark", _("Dark")))


# Addresses ----------------------------------------------------------------------------------------


def urls(admin: Any) -> list[URLPattern]:
    """Return the addresses under that of the films in the admin."""
    view, given = admin.admin_site.admin_view, {"admin": admin}
    return [
        path("add/preview/", view(preview_new), given, name="films_film_preview_new"),
        path("<int:pk>/preview/", view(preview_film), given, name="films_film_preview"),
        *preview_sharing.urls(admin),
        path("preview/print.css", view(print_css), name="films_film_print_css"),
        *_pages(admin, "<int:pk>/preview/", saved, "films_film_preview")[1:],
        *_pages(admin, "<int:pk>/preview/live/", live, "films_film_live"),
        *_pages(admin, "preview/<slug:key>/", typed, "films_film_sheet"),
    ]


def _pages(admin: Any, route: str, find: Callable[..., Sight], name: str) -> list[URLPattern]:
    pages = {"": show, "page/": page, "page/poster.svg": poster, "card.jpg": card}
    given = {"admin": admin, "find": find}
    return [
        path(
            f"{route}{end}",
            admin.admin_site.admin_view(require_safe(partial(_look, view))),
            given,
            name="_".join(filter(None, [name, view.__name__ if end else ""])),
        )
        for end, view in pages.items()
    ]


def _look(
    view: Callable[..., HttpResponseBase],
    request: HttpRequest,
    *,
    admin: Any,
    find: Callable[..., Sight],
    **where: Any,
) -> HttpResponseBase:
    return view(request, find(request, admin, **where), admin)


# Drawing what is typed ----------------------------------------------------------------------------


@require_POST
def preview_new(request: HttpRequest, *, admin: Any) -> HttpResponseBase:
    """Draw the page of a film that has not been saved yet."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    return draw_typed(request, None, admin)


@require_http_methods(["GET", "HEAD", "POST"])
def preview_film(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponseBase:
    """Draw what the form of a film says; without one, show what is saved."""
    if request.method != "POST":
        return show(request, saved(request, admin, pk), admin)
    return draw_typed(request, main_film(request, admin, pk, change=True), admin)


def draw_typed(request: HttpRequest, film: Film | None, admin: Any) -> HttpResponseBase:
    """Draw what a form says and lead to it; or say, one by one, what in it cannot be shown."""
    try:
        said = typed_page(request, film and edited(film), admin, look=partial(draw, request))
    except IntegrityError:
        said = TypedPage(None, [gettext("Two rows say the same now: look for the double.")])
    if said.document is None:
        return refused(request, film, said.errors, admin)
    html, own_path = said.seen
    sheet = previews.keep_sheet(
        film,
        by=request.user,
        document=said.document,
        html=preview_page.without_dead_ends(html),
        path=own_path,
    )
    response = HttpResponseRedirect(reverse("admin:films_film_sheet", args=[sheet.key]))
    response.status_code = 303
    return response


def refused(
    request: HttpRequest, film: Film | None, errors: list[str], admin: Any
) -> TemplateResponse:
    """Say why there is no preview of what was typed; the form still holds it."""
    film = film and Film.objects.get(pk=film.pk)  # the form has written into the one that it got
    context = {
        **admin.admin_site.each_context(request),
        "title": gettext("No preview yet"),
        "opts": admin.opts,
        "film": film,
        "errors": list(dict.fromkeys(errors)),
        "is_nav_sidebar_enabled": False,
    }
    return TemplateResponse(request, TEMPLATE, context, status=422)


# The desk's page ----------------------------------------------------------------------------------


def show(request: HttpRequest, sight: Sight, admin: Any) -> HttpResponseBase:
    """Show a page in its frame, and the ways to look at it."""
    way = next((way for way in WAYS if way.name == request.GET.get("as")), WAYS[0])
    lights = request.GET.get("lights", "")
    film = sight.film
    context = {
        **admin.admin_site.each_context(request),
        "title": gettext("Preview"),
        "opts": admin.opts,
        "film": film,
        "sight": sight,
        "way": way,
        "ways": [(each, f"{sight.base}?{query(each, lights)}") for each in WAYS],
        "lights": [
            (words, f"{sight.base}?{query(way, name)}", name == lights) for name, words in LIGHTS
        ],
        "sides": sides(request, sight, query(way, lights)),
        "is_nav_sidebar_enabled": False,
        **(framing(sight, way, lights) if way.width else listing(sight)),
        **(preview_sharing.sharing(request, film, admin) if film else {}),
    }
    response = TemplateResponse(request, TEMPLATE, context)
    response.headers["Content-Security-Policy"] = policy(_DESK_CSP)
    return response


def query(way: Way, lights: str) -> str:
    """Return the end of an address that keeps how a page is looked at."""
    is_lit = lights in ("light", "dark")
    return f"as={way.name}" + (f"&lights={lights}" if is_lit else "")


def sides(request: HttpRequest, sight: Sight, asked: str) -> list[tuple[str, str, bool]]:
    """Return what else there is to look at: as typed, as saved, as live; words, address, chosen."""
    film = sight.film
    if film is None:
        return []
    found = []
    copy = edited(film)
    sheet = previews.newest_sheet(copy, by=request.user)
    if sight.kind == "typed":
        found.append((gettext("As typed"), sight.base, "typed"))
    elif sheet:
        address = reverse("admin:films_film_sheet", args=[sheet.key])
        found.append((gettext("As last typed"), address, "typed"))
    if copy != film or not film.is_live:
        words = gettext("What is being prepared") if film.is_live else gettext("As saved")
        found.append((words, reverse("admin:films_film_preview", args=[film.pk]), "saved"))
    if film.is_live:
        found.append(
            (gettext("Live page"), reverse("admin:films_film_live", args=[film.pk]), "live")
        )
    kind = "live" if sight.kind == "saved" and copy == film and film.is_live else sight.kind
    return [(words, f"{address}?{asked}", name == kind) for words, address, name in found]


def framing(sight: Sight, way: Way, lights: str) -> dict[str, Any]:
    """Return what the frame shows, and how large it is."""
    return {
        "frame": f"{sight.base}page/?{query(way, lights)}",
        "sandbox": _NO_SCRIPTS if way.name == "plain" else "",
    }


def listing(sight: Sight) -> dict[str, Any]:
    """Return how the page is told of elsewhere: in a list of search results, on a card."""
    html = sight.html()
    title, description = meta_of(html)
    address = preview_page.public_address(sight.path)
    document = sight.document()
    year = document.get("year")
    return {
        "card": f"{sight.base}card.jpg",
        "name": f"{document['title']} ({year})" if year else document["title"],
        "address": address,
        "trail": address.split("://")[-1].strip("/").replace("/", " › "),
        "meta_title": title,
        "shown_title": snippets.cut_title(title),
        "description": description,
        "shown_description": snippets.cut_description(description),
        "host": settings.SITE_URL.split("://")[-1],
    }


def meta_of(html: str) -> tuple[str, str]:
    """Return the title and the description of a page of ours."""
    title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    description = re.search(r'<meta name="description" content="([^"]*)">', html)
    return tuple(unescape(found[1]).strip() if found else "" for found in (title, description))


def policy(directives: dict[str, list[str]]) -> str:
    """Return the value of a Content-Security-Policy header."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


# What stands in it --------------------------------------------------------------------------------


def page(request: HttpRequest, sight: Sight, admin: Any) -> HttpResponseBase:
    """Send the film page itself; the desk alone may hold it in a frame."""
    is_print = request.GET.get("as") == "print"
    lights = "light" if is_print else request.GET.get("lights", "")
    stylesheet = reverse("admin:films_film_print_css") if is_print else ""
    html = preview_page.framed(sight.html(), theme=lights, stylesheet=stylesheet)
    response = HttpResponse(html)
    response.headers["Content-Security-Policy"] = policy(_FRAMED_CSP)
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def poster(request: HttpRequest, sight: Sight, admin: Any) -> HttpResponseBase:
    """Draw the poster of a film without one."""
    return poster_of(sight.document())


def card(request: HttpRequest, sight: Sight, admin: Any) -> HttpResponseBase:
    """Draw the card that social networks would show."""
    return card_of(sight.document())


@require_safe
def print_css(request: HttpRequest) -> HttpResponse:
    """Send the rules for paper as rules for the screen, and a sheet's margins."""
    rules = Path(finders.find("css/print.css")).read_text(encoding="utf-8")
    rules = rules.replace("@media print", "@media all")
    sheet = "@media screen { body { padding: 60px 57px; } }"  # as @page has 16 and 15 mm
    css = f"@layer utilities {{\n{rules}\n{sheet}\n}}\n"
    return HttpResponse(css, content_type="text/css; charset=utf-8")
