"""The film's schema.org graph as a script element."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from films.page import FilmPage
from films.structured_data import film_graph, script_json

register = template.Library()


@register.simple_tag
def film_structured_data(page: FilmPage, movie_extra: dict[str, Any] | None = None) -> SafeString:
    """Print the graph; ``movie_extra`` is what another app adds to the film (its rating)."""
    graph = film_graph(page, site_url=settings.SITE_URL, movie_extra=movie_extra)
    return format_html(
        '<script type="application/ld+json">{}</script>', SafeString(script_json(graph))
    )
