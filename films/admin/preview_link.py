"""Who shows which page to people without a login, and until when."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from films import previews
from films.admin.film_states import may_publish
from films.models import PreviewLink


@admin.register(PreviewLink)
class PreviewLinkAdmin(admin.ModelAdmin):
    """The open links of all pages; they are made on the preview of their page."""

    list_display = ("page", "editor", "made_at", "expires_at")
    list_display_links = None
    list_select_related = ("film", "editor")
    list_per_page = 50
    show_full_result_count = False
    actions = ("take_back",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(expires_at__gt=timezone.now())

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_take_back_permission(self, request: HttpRequest) -> bool:
        return may_publish(request.user)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = {"title": _("Open links to previews"), **(extra_context or {})}
        return super().changelist_view(request, title)

    @admin.display(description=_("film"), ordering="film__sort_key")
    def page(self, link: PreviewLink) -> SafeString:
        address = reverse("admin:films_film_preview", args=[link.film_id])
        return format_html('<a href="{}">{}</a>', address, link.film)

    @admin.action(description=_("Take back"), permissions=["take_back"])
    def take_back(self, request: HttpRequest, queryset: QuerySet) -> None:
        links = list(queryset)
        for link in links:
            previews.revoke(link, by=request.user)
        words = ngettext("%(count)d link taken back.", "%(count)d links taken back.", len(links))
        messages.success(request, words % {"count": len(links)})
