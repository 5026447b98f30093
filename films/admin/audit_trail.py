"""Who did what with which page: every step of every film in one list."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from films.admin.film_states import may_publish
from films.admin.folded_search import FoldedSearch
from films.admin.history import ReadOnly
from films.models import FilmEvent


@admin.register(FilmEvent)
class FilmEventAdmin(ReadOnly, FoldedSearch, admin.ModelAdmin):
    """For editors and administrators; a writer sees the history of single pages."""

    list_display = ("created_at", "page", "verb", "way", "editor", "comment")
    list_display_links = None
    list_filter = ("verb", ("editor", admin.RelatedOnlyFieldListFilter), "created_at")
    list_per_page = 50
    ordering = ("-id",)
    search_fields = ("film__folded", "deletion__name")
    show_full_result_count = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) and may_publish(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().changelist_view(
            request, {"title": gettext("Who did what"), **(extra_context or {})}
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related("film", "deletion", "editor")
        return rows.defer("deletion__document")

    @admin.display(description=_("page"))
    def page(self, event: FilmEvent) -> str:
        site, thing = self.admin_site.name, event.film or event.deletion
        name = "films_film_timeline" if event.film_id else "films_deletion_change"
        return format_html(
            '<a href="{}"><bdi>{}</bdi></a>', reverse(f"{site}:{name}", args=[thing.pk]), thing
        )

    @admin.display(description=_("from where to where"))
    def way(self, event: FilmEvent) -> str:
        return " → ".join(filter(None, [event.before, event.after]))
