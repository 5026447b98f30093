"""Tags in the admin: genres, moods, countries and the rest of what films are browsed by."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from films import addresses
from films.admin.deletion import DeletionInWords
from films.admin.folded_search import FoldedSearch
from films.admin.merging import Mergeable
from films.admin.text_fields import TextFields
from films.models import Tag


@admin.register(Tag)
class TagAdmin(Mergeable, FoldedSearch, DeletionInWords, TextFields, admin.ModelAdmin):
    actions = ("merge_chosen",)
    fields = ("kind", "name", "slug", "code", "introduction")
    list_display = ("name", "kind", "code", "films")
    list_filter = ("kind",)
    list_per_page = 100
    ordering = ("kind", "folded", "pk")
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).with_film_count()

    @admin.display(description=_("published films"), ordering="film_count")
    def films(self, tag: Tag) -> int:
        return tag.film_count

    def view_on_site(self, tag: Tag) -> str:
        return tag.get_absolute_url()

    def save_model(
        self, request: HttpRequest, obj: Tag, form: forms.ModelForm, change: bool
    ) -> None:
        before: Any = Tag.objects.filter(pk=obj.pk).first() if change else None
        super().save_model(request, obj, form, change)
        if before:
            addresses.move(before.get_absolute_url(), obj.get_absolute_url())
