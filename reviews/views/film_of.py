"""The film that a page of reviews is about."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from films.models import Film, Redirect
from films.models.film import FilmQuerySet


def crumbs(film: Film, here: str) -> list[tuple[str, str]]:
    """The way from the list of films over this one to the page called ``here``."""
    films = (_("Films"), reverse("films:film_list"))
    return [films, (film.title, film.get_absolute_url()), (here, "")]


def film_or_moved(
    request: HttpRequest, slug: str, view: str, films: FilmQuerySet
) -> Film | HttpResponse:
    """The published film at this address, or the way to where it went; raises Http404."""
    if film := films.published().order_by().filter(slug=slug).first():
        return film
    moved = Redirect.objects.filter(old_path=reverse("films:film_detail", args=[slug])).first()
    target = moved and Film.objects.published().filter(slug=_slug_in(moved.new_path)).first()
    if not target:
        raise Http404(_("There is no such film."))
    query = request.META.get("QUERY_STRING", "")
    path = reverse(view, args=[target.slug]) + (f"?{query}" if query else "")
    # 308 keeps method and form: a review sent to the old address arrives at the new one.
    response: Any = HttpResponsePermanentRedirect(path)
    response.status_code = 308
    return response


def _slug_in(path: str) -> str:
    return path.strip("/").rpartition("/")[2]
