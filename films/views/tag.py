"""All that films are browsed by, and the landing page of each tag."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from films.browsing.tags import TagPage, tag_groups
from films.choices import TagKind
from films.models import Tag
from films.views.public_page import public_page
from films.views.read_only import read_only


@read_only
@public_page
def tag_list(request: HttpRequest) -> HttpResponse:
    """Show every tag that a published film has, by kind."""
    context = {
        "groups": tag_groups(),
        "canonical_path": reverse("films:tag_list"),
        "site_section": "films",
    }
    return render(request, "films/tag_list.html", context)


@read_only
@public_page
def tag_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the tags of one kind."""
    groups = tag_groups(kind) if kind in TagKind else []
    if not groups:
        raise Http404
    context = {
        "groups": groups,
        "heading": groups[0].heading,
        "canonical_path": reverse("films:tag_kind", args=[kind]),
        "site_section": "films",
    }
    return render(request, "films/tag_list.html", context)


@read_only
@public_page
def tag_detail(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Show the published films of a tag; one that none of them has is not known here."""
    page = TagPage(get_object_or_404(Tag, kind=kind, slug=slug), request.GET)
    if not page.listing.count:
        raise Http404
    context = {
        "page": page,
        "tag": page.tag,
        "canonical_path": page.listing.canonical(page.tag.get_absolute_url()),
        "site_section": "films",
    }
    return render(request, "films/tag.html", context)
