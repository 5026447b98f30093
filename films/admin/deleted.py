"""Deleted pages: what was deleted, what it said, and the way back."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from films.admin.history import ReadOnly
from films.admin.readable_document import readable
from films.choices import DeletedKind
from films.comparison import compare
from films.deletions import RecoveryError, recover
from films.models import Deletion


@admin.register(Deletion)
class DeletionAdmin(ReadOnly, admin.ModelAdmin):
    change_form_template = "admin/films/deletion_form.html"
    list_display = ("name", "kind", "path", "editor", "deleted_at")
    list_filter = ("kind",)
    list_per_page = 50
    search_fields = ("name", "path")
    show_full_result_count = False
    fields = ("name", "kind", "path", "editor", "deleted_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related("editor")
        return rows if request.resolver_match.kwargs.get("object_id") else rows.defer("document")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        deletion = kwargs["obj"]
        page = deletion.document.get("page", {})
        context |= {
            "can_recover": may_recover(request, deletion),
            "version_count": deletion.revisions.count(),
            "events": deletion.events.select_related("editor")[:50],
        }
        if deletion.kind == DeletedKind.FILM:
            context["comparison"] = compare({}, page)
        else:
            context["document"] = readable(page)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(bring_back)
        return [
            path("<int:pk>/recover/", view, {"admin": self}, name="films_deletion_recover"),
            *super().get_urls(),
        ]


def may_recover(request: HttpRequest, deletion: Deletion) -> bool:
    """Say whether somebody may bring a page back: whoever may delete one of its kind."""
    return request.user.has_perm(f"films.delete_{deletion.kind}")


@require_POST
def bring_back(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Make a deleted page again, and show its form."""
    deletion = get_object_or_404(Deletion, pk=pk)
    if not may_recover(request, deletion):
        raise PermissionDenied
    site, kind = admin.admin_site.name, deletion.kind
    try:
        thing = recover(deletion, by=request.user)
    except RecoveryError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse(f"{site}:films_deletion_change", args=[pk]))
    words = (
        gettext("“%(name)s” is back as a draft, with its history. Publish it to show it again.")
        if kind == DeletedKind.FILM
        else gettext("“%(name)s” is back.")
    )
    messages.success(request, words % {"name": thing})
    return HttpResponseRedirect(reverse(f"{site}:films_{kind}_change", args=[thing.pk]))
