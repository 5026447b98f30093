"""The search, its suggestions while somebody types, and its description for browsers."""

import re

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext

from films import missed_searches
from films.browsing.people import person_cards
from films.search.finding import find
from films.search.guessing import guess_films
from films.search.query import LONGEST, parse_query
from films.search.suggestions import suggested_films, suggested_people
from films.views.public_page import public_page
from films.views.read_only import read_only

FEWEST_LETTERS = 2  # before that everything begins so
_ROBOT = re.compile(r"bot\b|bots\b|crawl|spider|slurp|preview", re.IGNORECASE)


@read_only
@public_page
def search(request: HttpRequest) -> HttpResponse:
    """Show what is found, by kind; without words only the field."""
    typed = request.GET.get("q", "")
    query = parse_query(typed)
    found = find(query)
    if not found.count and is_asked_by_somebody(request):
        missed_searches.note(typed)
    context = {
        "query": query,
        "found": found,
        "people": person_cards(found.people),
        "was_cut": len(typed) > LONGEST,
        "guesses": [] if found.count else guess_films(query.text),
    }
    return render(request, "films/search.html", context)


def is_asked_by_somebody(request: HttpRequest) -> bool:
    """Say whether a person may have asked, once, and waits for the answer.

    Not a robot that says so, a browser that loads ahead of its user, or the page after the first.
    """
    headers = request.headers
    purpose = f"{headers.get('Sec-Purpose', '')} {headers.get('Purpose', '')}"
    is_ahead = "prefetch" in purpose or "preview" in purpose
    is_robot = bool(_ROBOT.search(headers.get("User-Agent", "")))
    is_first = request.GET.get("page", "1") in ("", "1")
    return request.method == "GET" and is_first and not (is_robot or is_ahead)


@read_only
@public_page
def suggest(request: HttpRequest) -> JsonResponse:
    """Answer with films and people that begin with what was typed, as suggest.js reads them."""
    query = parse_query(request.GET.get("q", ""))
    hits: list[dict[str, str]] = []
    if len(query.folded) >= FEWEST_LETTERS:
        hits += [
            _hit(film.title, str(film.year or gettext("film")), film.get_absolute_url())
            for film in suggested_films(query)
        ]
        hits += [
            _hit(person.name, gettext("person"), person.get_absolute_url())
            for person in suggested_people(query)
        ]
    return JsonResponse(hits, safe=False)


def _hit(title: str, kind: str, url: str) -> dict[str, str]:
    return {"title": title, "kind": kind, "url": url}


@read_only
@public_page
def opensearch(request: HttpRequest) -> HttpResponse:
    """Tell browsers how to search here from their address bar."""
    content_type = "application/opensearchdescription+xml"
    return render(request, "films/opensearch.xml", content_type=content_type)
