"""The page of one film, its drawn poster, and the card that other sites show beside its link."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control

from films.images.posters import draw_poster
from films.models import Film
from films.page import FilmPage
from films.views.public_page import public_page
from films.views.read_only import read_only

PICTURE_SECONDS = 60 * 60
drawn_poster = lru_cache(maxsize=256)(draw_poster)


@read_only
@public_page
def film_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a published film."""
    page = FilmPage(get_object_or_404(Film.objects.published().for_page(), slug=slug))
    context = {"page": page, "canonical_path": page.path, "site_section": "films"}
    return render(request, "films/film.html", context)


@read_only
def film_poster(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw the poster of a published film as SVG."""
    film = _film_of_a_picture(slug)
    return _picture(drawn_poster(film.title, **_drawing_of(film)), "image/svg+xml")


@read_only
def film_card(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw the picture that social networks show beside a link to the film, as JPEG."""
    film = _film_of_a_picture(slug)
    poster = film.poster.file.name if film.poster else ""
    focal = (film.poster.focal_x, film.poster.focal_y) if film.poster else (50, 50)
    card = draw_card(film.title, poster=poster, focal=focal, **_drawing_of(film))
    return _picture(card, "image/jpeg")


def _film_of_a_picture(slug: str) -> Film:
    return get_object_or_404(Film.objects.published().for_card(), slug=slug)


def _drawing_of(film: Film) -> dict[str, Any]:
    genres = [row.tag.name for row in film.genre_tags]
    return {
        "year": film.year,
        "director": " · ".join(row.person.name for row in film.director_credits[:2]),
        "genre": film.poster_palette or (genres[0] if genres else ""),
        "motif": film.poster_motif,
        "variant": film.poster_variant,
    }


@lru_cache(maxsize=64)
def draw_card(title: str, *, poster: str, **drawing: Any) -> bytes:
    """Return the card as JPEG; ``poster`` is the stored name of a picture, "" draws a motif."""
    from films.images.social_card import render_card  # slow import: Pillow, for pictures alone

    name = settings.SITE_NAME
    if not poster or not default_storage.exists(poster):
        return render_card(title, site_name=name, **drawing)
    with default_storage.open(poster) as picture:
        return render_card(title, site_name=name, picture=picture, **drawing)


def _picture(content: str | bytes, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    patch_cache_control(response, public=True, max_age=PICTURE_SECONDS)
    return response
