"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from films.home_page import HomePage
from films.views.public_page import public_page
from films.views.read_only import read_only


@read_only
@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Show what is new; tell the editor where to begin while there is nothing yet."""
    page = HomePage()
    template = "films/empty_guide.html" if page.is_empty else "films/home.html"
    return render(request, template, {"page": page, "canonical_path": "/"})
