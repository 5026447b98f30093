"""The collections that a film is on, for the head of its form."""

from typing import Any

from django import template
from django.contrib.auth.models import AbstractUser

from films.admin.collecting import may_collect
from films.models import Collection, Film

register = template.Library()


@register.inclusion_tag("admin/films/film/_collections.html")
def film_collections(film: Film, user: AbstractUser) -> dict[str, Any]:
    """Print the collections of a film, and the way to put it on one; one query."""
    collections = Collection.objects.filter(items__film=film.main).order_by("title", "id")
    return {"film": film.main, "collections": collections, "may_collect": may_collect(user)}
