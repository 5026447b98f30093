"""The addresses of the films app."""

from django.urls import path

import films.address_words
from films.feeds import film_feed
from films.views.about import about, styleguide
from films.views.collection import collection_detail, collection_list
from films.views.film import film_card, film_detail, film_poster
from films.views.film_list import film_list
from films.views.home import home
from films.views.person import person_detail, person_list, person_portrait
from films.views.preview import preview_link, preview_poster
from films.views.quote import quote_detail, quote_list, quote_random
from films.views.robots import robots, sitemap, sitemap_part
from films.views.search import opensearch, search, suggest
from films.views.tag import tag_detail, tag_kind, tag_list

app_name = "films"

site = [
    path("", home, name="home"),
    path("about/", about, name="about"),
    path("styleguide/", styleguide, name="styleguide"),
]

films = [
    path("films/", film_list, name="film_list"),
    path("films/<words:slug>/", film_detail, name="film_detail"),
    path("films/<words:slug>/poster.svg", film_poster, name="film_poster"),
    path("films/<words:slug>/card.jpg", film_card, name="film_card"),
]

people = [
    path("people/", person_list, name="person_list"),
    path("people/<words:slug>/", person_detail, name="person_detail"),
    path("people/<words:slug>/portrait.svg", person_portrait, name="person_portrait"),
]

quotes = [
    path("quotes/", quote_list, name="quote_list"),
    path("quotes/random/", quote_random, name="quote_random"),
    path("quotes/<words:slug>/<slug:key>/", quote_detail, name="quote_detail"),
]

browsing = [
    path("tags/", tag_list, name="tag_list"),
    path("tags/<slug:kind>/", tag_kind, name="tag_kind"),
    path("tags/<slug:kind>/<words:slug>/", tag_detail, name="tag_detail"),
    path("collections/", collection_list, name="collection_list"),
    path("collections/<words:slug>/", collection_detail, name="collection_detail"),
]

searching = [
    path("search/", search, name="search"),
    path("search/suggest/", suggest, name="suggest"),
    path("search/opensearch.xml", opensearch, name="opensearch"),
]

machines = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemaps/<slug:section>-<int:number>.xml", sitemap_part, name="sitemap_part"),
    path("feeds/films.atom", film_feed, name="film_feed"),
]

# Pages that are not public, for whoever has the link; the address without its last sign, too.
previews = [
    path("preview/<str:token>/", preview_link, name="preview_link"),
    path("preview/<str:token>", preview_link),
    path("preview/<str:token>/poster.svg", preview_poster, name="preview_poster"),
]

urlpatterns = [*site, *films, *people, *quotes, *browsing, *searching, *machines, *previews]
