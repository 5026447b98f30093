"""What the guide says about itself, and the sheet of its components."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from films.models import Film
from films.views.public_page import public_page
from films.views.read_only import read_only

SHEET_FILMS = 5
TOKENS = (
    "paper paper-2 card ink ink-2 line line-2 accent accent-text board board-red band bulb good"
    " warn bad"
)


@read_only
@public_page
def about(request: HttpRequest) -> HttpResponse:
    """Tell what the guide is and where its figures come from."""
    return render(request, "films/about.html", {"canonical_path": reverse("films:about")})


@read_only
@public_page
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, for designers and template writers."""
    newest = Film.objects.published().for_card().order_by("-published_at", "-id")
    context = {
        "films": list(newest[:SHEET_FILMS]),
        "tokens": TOKENS.split(),
        "bins": range(1, 11),
        "letters": [("A", True), ("B", False), ("C", True), ("D", False)],
    }
    return render(request, "styleguide.html", context)
