"""Unusual waves of ratings: looked at, and decided with one press each."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from films.admin.history import ReadOnly
from reviews import storm_watch
from reviews.admin.entries import may_moderate
from reviews.choices import StormOutcome
from reviews.models import Storm

ENDINGS = {StormOutcome.RELEASED: storm_watch.release, StormOutcome.VOIDED: storm_watch.void}


class OpenFilter(admin.SimpleListFilter):
    """By whether somebody has still to decide."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("open", _("To be decided")), ("over", _("Decided"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in ("open", "over"):
            return queryset
        return queryset.filter(ended_at__isnull=self.value() == "open")


@admin.register(Storm)
class StormAdmin(ReadOnly, admin.ModelAdmin):
    change_form_template = "admin/reviews/storm/change_form.html"
    list_display = ("film", "noticed_at", "reason", "outcome", "rating_count", "ended_by")
    list_filter = (OpenFilter,)
    list_select_related = ("film", "ended_by")
    search_fields = ("film__title",)
    show_full_result_count = False
    fields = (
        "film",
        "began_at",
        "noticed_at",
        "reason",
        "ended_at",
        "outcome",
        "rating_count",
        "ended_by",
    )

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        storm = kwargs["obj"]
        context["can_end"] = storm.ended_at is None and may_moderate(request.user)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.end)
        return [path("<int:pk>/end/", view, name="reviews_storm_end"), *super().get_urls()]

    def end(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Count all ratings of a wave, or none."""
        outcome = request.POST.get("outcome")
        if request.method != "POST" or not may_moderate(request.user) or outcome not in ENDINGS:
            raise PermissionDenied
        storm = get_object_or_404(Storm, pk=pk)
        try:
            number = ENDINGS[StormOutcome(outcome)](storm, by=request.user)
        except storm_watch.StormOverError:
            messages.error(request, gettext("Somebody else has decided about this wave already."))
        else:
            words: Any = ngettext(
                "%d rating was decided on.", "%d ratings were decided on.", number
            )
            messages.success(request, words % number)
        name = f"{self.admin_site.name}:reviews_storm_change"
        return HttpResponseRedirect(reverse(name, args=[pk]))
