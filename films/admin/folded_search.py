"""Search in the admin that minds neither case nor accents nor punctuation."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from films.text import fold


class FoldedSearch:
    """Searches what is stored folded: “amelie” finds Amélie on every database."""

    search_fields: tuple[str, ...] = ("folded",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, Any]:
        folded = fold(search_term)
        if search_term.strip() and not folded:
            return queryset.none(), False
        return super().get_search_results(request, queryset, folded)
