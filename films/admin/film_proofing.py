"""The proofreader's findings beside the form."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern

from films.models import Film


def urls(admin: Any) -> list[URLPattern]:
    """Return the addresses under that of the films in the admin."""
    return []


def context(
    request: HttpRequest, film: Film | None, form_context: dict[str, Any]
) -> dict[str, Any]:
    """Return what the form's template is told beyond its fields."""
    return {}
