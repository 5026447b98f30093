"""Editors' lists of films."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from films.browsing.collections import CollectionPage, collection_cards, films_left_out
from films.models import Collection
from films.views.preview import PRIVATE
from films.views.public_page import public_page
from films.views.read_only import read_only


@read_only
@public_page
def collection_list(request: HttpRequest) -> HttpResponse:
    """Show the published collections that hold a published film."""
    context = {
        "cards": collection_cards(),
        "canonical_path": reverse("films:collection_list"),
        "site_section": "films",
    }
    return render(request, "films/collection_list.html", context)


@read_only
@public_page
def collection_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a public collection with those of its films that are published."""
    collection = get_object_or_404(Collection.objects.published(), slug=slug)
    page = CollectionPage(collection, request.GET)
    context = {
        "page": page,
        "collection": collection,
        "canonical_path": page.listing.canonical(collection.get_absolute_url()),
        "site_section": "films",
    }
    return render(request, "films/collection.html", context)


def draw_preview(request: HttpRequest, collection: Collection) -> HttpResponse:
    """Show a collection as it would stand there, and what is left out of it, to its editors.

    Kept by nobody and listed by nobody; who may look, the desk has asked.
    """
    context = {
        "page": CollectionPage(collection, request.GET),
        "collection": collection,
        "left_out": list(films_left_out(collection)),
        "is_preview": True,
        "site_section": "films",
    }
    response = render(request, "films/collection.html", context)
    for name, value in PRIVATE.items():
        response.headers[name] = value
    return response
