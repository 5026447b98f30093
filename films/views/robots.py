"""What machines read: robots.txt and the sitemaps."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from films.sitemap import SECTIONS, sitemap_pages, sitemap_parts
from films.views.public_page import public_page
from films.views.read_only import read_only


@read_only
@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Tell robots where not to go: search results have no end, and nobody reads them there."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('films:search')}",
        f"Disallow: {reverse('films:quote_random')}",
        f"Sitemap: {settings.SITE_URL}{reverse('films:sitemap')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@read_only
@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """Show the index of the sitemaps."""
    context = {"parts": sitemap_parts()}
    return render(request, "films/sitemap_index.xml", context, content_type="application/xml")


@read_only
@public_page
def sitemap_part(request: HttpRequest, section: str, number: int) -> HttpResponse:
    """Show one sitemap of the index."""
    pages = sitemap_pages(section, number) if section in SECTIONS and 0 < number < 10_000 else []
    if not pages:
        raise Http404
    return render(request, "films/sitemap.xml", {"pages": pages}, content_type="application/xml")
