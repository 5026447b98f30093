"""The page of one person, their drawn portrait, and the list of all people."""

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control

from films.browsing.people import PeopleList
from films.images.posters import draw_portrait
from films.models import Person
from films.person_page import PersonPage
from films.views.public_page import public_page
from films.views.read_only import read_only

PORTRAIT_SECONDS = 60 * 60
_drawn = lru_cache(maxsize=256)(draw_portrait)


@read_only
@public_page
def person_list(request: HttpRequest) -> HttpResponse:
    """Show a page of the people who made the films or play in them."""
    people = PeopleList(request.GET)
    context = {"people": people, "site_section": "people"}
    if people.is_plain:
        context["canonical_path"] = people.listing.canonical(people.path)
    return render(request, "films/person_list.html", context)


@read_only
@public_page
def person_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show somebody who has a credit on a published film; nobody else is known here."""
    page = PersonPage(get_object_or_404(Person.objects.select_related("portrait"), slug=slug))
    if not page.is_known:
        raise Http404
    context = {
        "page": page,
        "person": page.person,
        "canonical_path": page.person.get_absolute_url(),
        "site_section": "people",
    }
    return render(request, "films/person.html", context)


@read_only
def person_portrait(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw the portrait of somebody without a photograph as SVG."""
    person = get_object_or_404(Person.objects.seen(), slug=slug)
    response = HttpResponse(_drawn(person.name), content_type="image/svg+xml")
    patch_cache_control(response, public=True, max_age=PORTRAIT_SECONDS)
    return response
