"""The film's schema.org graph as a script element."""

from collections.abc import Sequence

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from films.page import FilmPage
from films.structured_data import Node, film_graph, script_json

register = template.Library()


@register.simple_tag
def film_structured_data(
    page: FilmPage, aggregate_rating: Node | None = None, reviews: Sequence[Node] = ()
) -> SafeString:
    """Print the graph; rating and reviews are our visitors', handed over by the reviews app."""
    graph = film_graph(
        page, site_url=settings.SITE_URL, aggregate_rating=aggregate_rating, reviews=reviews
    )
    return format_html(
        '<script type="application/ld+json">{}</script>', SafeString(script_json(graph))
    )
