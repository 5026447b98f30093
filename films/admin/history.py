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
from films.admin import film_history
from films.admin.text_fields import TextFields
from films.admin.violations import Violations
from films.comparison import compare
from films.document_fields import DocumentError
from films.models import Film, Redirect, Revision
from films.text import clean_line


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
        # Versions of a page that was deleted wait with it, among the deleted pages.
        rows = super().get_queryset(request).filter(film__isnull=False)
        rows = rows.select_related("film__working_copy", "editor")
        return rows if request.resolver_match.kwargs.get("object_id") else rows.defer("document")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        revision = kwargs["obj"]
        context["film"] = revision.film
        context["comparison"] = compare({}, revision.document)
        context["can_restore"] = may_restore(self, request, revision.film)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(restore)
        return [
            path("<int:pk>/restore/", view, {"admin": self}, name="films_revision_restore"),
            *super().get_urls(),
        ]


def may_restore(admin: Any, request: HttpRequest, film: Film) -> bool:
    """Say whether somebody may change what is edited of a page, and so restore a version of it."""
    return film_history.may_change(request, film, admin.admin_site.get_model_admin(Film))


@require_POST
def restore(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Make a film say again what it said in a revision, as a new revision."""
    revision = get_object_or_404(Revision.objects.select_related("film"), pk=pk, film__isnull=False)
    if not may_restore(admin, request, revision.film):
        raise PermissionDenied
    site = admin.admin_site.name
    try:
        film = revisions.restore(
            revision, by=request.user, comment=clean_line(request.POST.get("comment", ""))
        )
    except DocumentError as error:
        words = gettext("This version cannot be restored: %(reason)s") % {"reason": error}
        messages.error(request, words)
        return HttpResponseRedirect(reverse(f"{site}:films_revision_change", args=[pk]))
    words = (
        gettext("The working copy says what version %(number)d said. Publish it to show it.")
        if film.draft_of_id
        else gettext("The page says what version %(number)d said.")
    )
    messages.success(request, words % {"number": revision.number})
    return HttpResponseRedirect(reverse(f"{site}:films_film_change", args=[revision.film_id]))


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
