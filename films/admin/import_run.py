"""All imports there were, in a list; each leads to its page."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from films.admin.film_import_run import runs_of
from films.admin.history import ReadOnly
from films.admin.readable_document import readable
from films.models import Film, ImportRun


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("name", "kind", "state", "film", "editor", "created_at")
    list_display_links = ("name", "kind")
    list_filter = ("kind", "state")
    list_select_related = ("film", "editor")
    list_per_page = 50
    show_full_result_count = False
    change_form_template = "admin/films/import_run_form.html"
    fields = ("kind", "name", "state", "film", "editor", "created_at", "finished_at", "undone_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        keys = runs_of(request.user).values("pk")
        return super().get_queryset(request).filter(pk__in=keys)

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Lead to the page of an import; of a whole guide's, which has none, show the report."""
        run = self.get_object(request, object_id)
        may_import = self.admin_site.get_model_admin(Film).has_add_permission(request)
        if run and may_import and run.items.exists():
            name = f"{self.admin_site.name}:films_import_run"
            return HttpResponseRedirect(reverse(name, args=[run.pk]))
        return super().change_view(request, object_id, *args, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["document"] = readable(kwargs["obj"].report)
        return super().render_change_form(request, context, *args, **kwargs)
