"""Editors' lists in the admin, their films moved like the rows of a page."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from films import addresses
from films.admin.block_inline import BlockInline, BlockLists
from films.admin.deletion import DeletionInWords
from films.admin.text_fields import TextFields
from films.models import Collection, CollectionItem


class ItemInline(BlockInline):
    model = CollectionItem
    fields = ("film", "note", "position")
    wide = ("note",)


@admin.register(Collection)
class CollectionAdmin(BlockLists, DeletionInWords, TextFields, admin.ModelAdmin):
    change_form_template = "admin/films/collection_form.html"
    fields = ("title", "slug", "introduction", ("ranked", "published"))
    inlines = (ItemInline,)
    list_display = ("title", "film_count", "ranked", "published", "updated_at")
    list_filter = ("published",)
    search_fields = ("title",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(films_held=Count("items"))

    @admin.display(description=_("films"), ordering="films_held")
    def film_count(self, collection: Any) -> int:
        return collection.films_held

    def view_on_site(self, collection: Collection) -> str | None:
        return collection.get_absolute_url() if collection.published else None

    def save_model(
        self, request: HttpRequest, obj: Collection, form: forms.ModelForm, change: bool
    ) -> None:
        before = Collection.objects.filter(pk=obj.pk).first() if change else None
        super().save_model(request, obj, form, change)
        if before and before.published:
            addresses.move(before.get_absolute_url(), obj.get_absolute_url())
