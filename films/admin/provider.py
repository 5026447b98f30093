"""Services in the admin, with the switch for one that closes."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from films.admin.deletion import DeletionInWords
from films.admin.merging import Mergeable, may_merge, merge_address
from films.admin.text_fields import TextFields
from films.models import Provider


class NamedSwitch(forms.ModelForm):
    """A row of the list: its switch says whose it is to those who do not see the row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = gettext("“%(name)s” is open") % {"name": self.instance}
        self.fields["active"].widget.attrs["aria-label"] = words


@admin.register(Provider)
class ProviderAdmin(Mergeable, DeletionInWords, TextFields, admin.ModelAdmin):
    actions = ("merge_chosen",)
    list_display = ("name", "active", "replacement", "offer_count", "kind")
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

    def get_list_display(self, request: HttpRequest) -> list[str]:
        hidden = () if may_merge(request.user, Provider) else ("replacement",)
        return [name for name in self.list_display if name not in hidden]

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> type[forms.ModelForm]:
        return super().get_changelist_form(request, **{**kwargs, "form": NamedSwitch})

    @admin.display(description=_("everywhere"))
    def replacement(self, provider: Provider) -> str:
        address = merge_address(self, [provider.pk])
        return format_html(
            '<a href="{}">{}<span class="visually-hidden"> ({})</span></a>',
            address,
            gettext("Replace by…"),
            provider,
        )
