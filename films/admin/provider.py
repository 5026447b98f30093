"""Services in the admin, with the switch for one that closes."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from films.admin.deletion import DeletionInWords
from films.admin.text_fields import TextFields
from films.models import Provider


@admin.register(Provider)
class ProviderAdmin(DeletionInWords, TextFields, admin.ModelAdmin):
    list_display = ("name", "active", "kind", "offer_count")
    list_editable = ("active",)
    list_filter = ("kind", "active")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ["name"]}
    instead = _("When it has closed, untick “open”: its offers vanish from every page.")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(offers_held=Count("offers"))

    @admin.display(description=_("offers"), ordering="offers_held")
    def offer_count(self, provider: Any) -> int:
        return provider.offers_held
