"""The list of all films."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from films.browsing.film_list import FilmList
from films.views.public_page import public_page
from films.views.read_only import read_only


@read_only
@public_page
def film_list(request: HttpRequest) -> HttpResponse:
    """Show a page of the films, filtered and sorted as the address asks."""
    films = FilmList(request.GET)
    context = {"films": films, "site_section": "films"}
    if films.is_plain:
        context["canonical_path"] = films.listing.canonical(films.path)
    return render(request, "films/film_list.html", context)
