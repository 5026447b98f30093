"""Editors' lists of films."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from films.browsing.collections import CollectionPage, collection_cards
from films.models import Collection
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
    """Show a published collection with those of its films that are published."""
    collection = get_object_or_404(Collection, slug=slug, published=True)
    context = {
        "page": CollectionPage(collection),
        "collection": collection,
        "canonical_path": collection.get_absolute_url(),
        "site_section": "films",
    }
    return render(request, "films/collection.html", context)
