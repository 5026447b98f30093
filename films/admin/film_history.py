"""One timeline a page: versions, comparisons, and who did what."""

from typing import Any

from django.urls import URLPattern


def urls(admin: Any) -> list[URLPattern]:
    """Return the addresses under that of the films in the admin."""
    return []
