"""What happened: revisions of films, imports, and addresses that have moved."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from films import revisions
from films.admin.readable_document import readable
from films.admin.text_fields import TextFields
from films.admin.violations import Violations
from films.document_fields import DocumentError
from films.models import Film, ImportRun, Redirect, Revision


class ReadOnly:
    """An admin whose things are looked at and never changed by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Revision)
class RevisionAdmin(ReadOnly, admin.ModelAdmin):
    change_form_template = "admin/films/revision_form.html"
    list_display = ("number", "film", "kind", "editor", "comment", "created_at")
    list_filter = ("kind",)
    list_per_page = 50
    ordering = ("-created_at", "-number")
    search_fields = ("film__folded",)
    show_full_result_count = False
    fields = ("film", "number", "kind", "editor", "comment", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related("film", "editor")
        return rows if request.resolver_match.kwargs.get("object_id") else rows.defer("document")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        revision = kwargs.get("obj")
        context["document"] = readable(revision.document)
        context["can_restore"] = may_restore(self, request, revision.film)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(restore)
        return [
            path("<int:pk>/restore/", view, {"admin": self}, name="films_revision_restore"),
            *super().get_urls(),
        ]


def may_restore(admin: Any, request: HttpRequest, film: Film) -> bool:
    """Say whether somebody may change the film, and so make it say again what it said."""
    return admin.admin_site.get_model_admin(Film).has_change_permission(request, film)


@require_POST
def restore(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Make a film say again what it said in a revision, as a new revision."""
    revision = get_object_or_404(Revision.objects.select_related("film"), pk=pk)
    if not may_restore(admin, request, revision.film):
        raise PermissionDenied
    try:
        film = revisions.restore(revision, by=request.user)
    except DocumentError as error:
        words = gettext("This revision cannot be restored: %(reason)s") % {"reason": error}
        messages.error(request, words)
        name = "films_revision_change"
        return HttpResponseRedirect(reverse(f"{admin.admin_site.name}:{name}", args=[pk]))
    messages.success(
        request,
        gettext("The page is as it was in revision %(number)d.") % {"number": revision.number},
    )
    return HttpResponseRedirect(
        reverse(f"{admin.admin_site.name}:films_film_change", args=[film.pk])
    )


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("kind", "name", "film", "editor", "created_at")
    list_filter = ("kind",)
    list_select_related = ("film", "editor")
    show_full_result_count = False
    change_form_template = "admin/films/import_run_form.html"
    fields = ("kind", "name", "film", "editor", "created_at")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["document"] = readable(kwargs["obj"].report)
        return super().render_change_form(request, context, *args, **kwargs)


class RedirectForm(Violations, forms.ModelForm):
    class Meta:
        model = Redirect
        fields = ("old_path", "new_path")
        help_texts = {
            "old_path": _("Begins with a slash, as in /films/old-name/."),
            "new_path": _("Leave it empty to say that the page is gone for good (410)."),
        }


@admin.register(Redirect)
class RedirectAdmin(TextFields, admin.ModelAdmin):
    form = RedirectForm
    list_display = ("old_path", "new_path", "created_at")
    search_fields = ("old_path", "new_path")
    show_full_result_count = False
