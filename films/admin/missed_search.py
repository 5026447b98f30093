"""What visitors searched for in vain: looked at, and deleted once somebody has seen to it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from films.admin.folded_search import FoldedSearch
from films.models import MissedSearch


@admin.register(MissedSearch)
class MissedSearchAdmin(FoldedSearch, admin.ModelAdmin):
    list_display = ("words", "days", "count", "first_on", "last_on")
    list_display_links = None
    list_per_page = 100
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
