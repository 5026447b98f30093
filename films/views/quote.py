"""The wall of quotes, one by chance, and the page of each."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from films.browsing.quotes import QuoteList, quote_page, random_quote
from films.views.public_page import public_page
from films.views.read_only import read_only


@read_only
@public_page
def quote_list(request: HttpRequest) -> HttpResponse:
    """Show a page of the quotes, those that hold some words where the address asks for them."""
    quotes = QuoteList(request.GET)
    context = {"quotes": quotes, "site_section": "quotes"}
    if quotes.is_plain:
        context["canonical_path"] = quotes.listing.canonical(reverse("films:quote_list"))
    return render(request, "films/quote_list.html", context)


@read_only
@never_cache
def quote_random(request: HttpRequest) -> HttpResponseRedirect:
    """Lead to a quote by chance; to all of them where there is none."""
    quote = random_quote()
    return redirect(quote.get_absolute_url() if quote else "films:quote_list")


@read_only
@public_page
def quote_detail(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Show one quote; one that gives something away stands behind a veil."""
    page = quote_page(slug, key)
    if page is None:
        raise Http404
    context = {
        "page": page,
        "quote": page.quote,
        "film": page.quote.film,
        "canonical_path": page.quote.get_absolute_url(),
        "site_section": "quotes",
    }
    return render(request, "films/quote.html", context)
