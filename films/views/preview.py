"""A film page before the public sees it: drawn for its editors, and behind a signed link."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from films import preview_page, previews
from films.models import Film, PreviewLink
from films.revisions import document_of
from films.views.film import draw_card, drawn_poster
from films.views.lost import page_not_found
from films.views.read_only import read_only
from films.working_copies import edited

View = Callable[..., HttpResponseBase]
# Kept by nobody, listed by nobody, and no page that it leads to learns its address.
PRIVATE = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


def draw(request: HttpRequest, film: Film, **told: Any) -> tuple[str, str]:
    """Return the HTML of a film's page as a preview, and the address that it would have."""
    page = preview_page.film_page(film)
    context = {"page": page, "is_preview": True, "site_section": "films", **told}
    html = render_to_string("films/film.html", context, request)
    return preview_page.with_own_poster(html, page), page.path


def draw_saved(request: HttpRequest, film: Film, **told: Any) -> str:
    """Return the page of what is saved, ready to be looked at."""
    html, _path = draw(request, film, **told)
    return preview_page.without_dead_ends(html)


def poster_of(document: dict[str, Any]) -> HttpResponse:
    """Draw the poster of a film document."""
    drawing = preview_page.drawing_of(document)
    return HttpResponse(drawn_poster(document["title"], **drawing), content_type="image/svg+xml")


def card_of(document: dict[str, Any]) -> HttpResponse:
    """Draw the card of a film document, as social networks would show it."""
    poster, focal = preview_page.picture_of(document)
    drawing = preview_page.drawing_of(document)
    card = draw_card(document["title"], poster=poster, focal=focal, **drawing)
    return HttpResponse(card, content_type="image/jpeg")


# The signed link ----------------------------------------------------------------------------------


def behind_a_link(view: View) -> View:
    """Find the link of a token, and answer so that nobody keeps or lists what is behind it.

    A link that is altered, unknown, taken back or of a deleted film is not found; of one that has
    expired, whoever has it is told so.
    """

    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponseBase:
        link = previews.find_link(token)
        if link is None:
            response = page_not_found(request, Http404())
        elif not previews.is_open(link):
            response = render(request, "films/preview_expired.html", status=410)
        else:
            response = view(request, link)
        return response

    return private(read_only(answer))


def private(view: View) -> View:
    """Have every answer of a view, refusals too, kept and listed by nobody."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        for name, value in PRIVATE.items():
            response.headers[name] = value
        return response

    return answer


@behind_a_link
def preview_link(request: HttpRequest, link: PreviewLink) -> HttpResponseBase:
    """Show what is saved of a page; where that is public by now, lead to the public page."""
    film = edited(link.film)
    if film.is_live:
        return redirect(film)
    if not request.path.endswith("/"):  # Django's own redirect could be kept by a cache
        return redirect(f"{request.path}/")
    who = link.editor.get_full_name() or link.editor.get_username()
    html = draw_saved(request, film, shared_by=who, shared_until=link.expires_at)
    return HttpResponse(html)


@behind_a_link
def preview_poster(request: HttpRequest, link: PreviewLink) -> HttpResponseBase:
    """Draw the poster of what is saved of a page."""
    return poster_of(document_of(edited(link.film)))
