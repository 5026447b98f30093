"""The page of one film, and its drawn poster."""

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from films.choices import Job, TagKind
from films.images.posters import draw_poster
from films.models import Film, Redirect
from films.page import FilmPage

POSTER_SECONDS = 60 * 60
_drawn = lru_cache(maxsize=256)(draw_poster)


@require_safe
def film_detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show a published film; an address it once had leads to the one it has now."""
    film = Film.objects.published().for_page().filter(slug=slug).first()
    if film is None:
        return _moved(request, slug)
    page = FilmPage(film)
    context = {"page": page, "canonical_path": page.path, "site_section": "films"}
    response = render(request, "films/film.html", context)
    patch_cache_control(response, public=True, max_age=0)
    return response


def _moved(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Return the way to where the page is now; 410 when it was removed for good, else 404."""
    moved = Redirect.objects.filter(old_path=request.path.lower()).first()
    if moved:
        return redirect(moved.new_path, permanent=True) if moved.new_path else _gone(request)
    if slug != slug.lower() and Film.objects.published().filter(slug=slug.lower()).exists():
        return redirect("films:film_detail", slug.lower(), permanent=True)
    raise Http404


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "404.html", status=410)


@require_safe
def film_poster(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw the poster of a published film as SVG."""
    films = Film.objects.published().prefetch_related("film_tags__tag", "credits__person")
    film = get_object_or_404(films, slug=slug)
    genres = [row.tag.name for row in film.film_tags.all() if row.tag.kind == TagKind.GENRE]
    directors = [c.person.name for c in film.credits.all() if c.job == Job.DIRECTOR]
    drawing = _drawn(
        film.title,
        year=film.year,
        director=" · ".join(directors[:2]),
        genre=film.poster_palette or (genres[0] if genres else ""),
        motif=film.poster_motif,
        variant=film.poster_variant,
    )
    response = HttpResponse(drawing, content_type="image/svg+xml")
    patch_cache_control(response, public=True, max_age=POSTER_SECONDS)
    return response
