"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from films.home_page import HomePage
from films.views.public_page import public_page


@require_safe
@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Show what is new; tell the editor where to begin while there is nothing yet."""
    page = HomePage()
    template = "films/empty_guide.html" if page.is_empty else "films/home.html"
    return render(request, template, {"page": page, "canonical_path": "/"})
