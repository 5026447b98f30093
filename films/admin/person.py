"""People in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from films import addresses
from films.admin.care_filters import StoryFilter
from films.admin.deletion import DeletionInWords
from films.admin.folded_search import FoldedSearch
from films.admin.linked_field import LinkedFields
from films.admin.merging import Mergeable
from films.admin.text_fields import TextFields
from films.models import Person


@admin.register(Person)
class PersonAdmin(
    Mergeable, FoldedSearch, DeletionInWords, TextFields, LinkedFields, admin.ModelAdmin
):
    actions = ("merge_chosen",)
    list_display = ("name", "sort_name", "born", "died", "credit_count", "has_story")
    list_filter = (StoryFilter,)
    list_per_page = 50
    ordering = ("sort_key", "pk")
    show_full_result_count = False
    fieldsets = [
        (None, {"fields": ["name", ("sort_name", "slug"), "portrait", "biography"]}),
        (_("Life"), {"fields": [("born", "died"), "birthplace", "also_known_as"]}),
        (_("Numbers elsewhere"), {"fields": [("imdb_id", "tmdb_id", "wikidata_id")]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(credits_held=Count("credits"))

    @admin.display(description=_("credits"), ordering="credits_held")
    def credit_count(self, person: Person) -> int:
        return person.credits_held

    @admin.display(description=_("life story"), boolean=True)
    def has_story(self, person: Person) -> bool:
        return bool(person.biography)

    def view_on_site(self, person: Person) -> str:
        return person.get_absolute_url()

    def save_model(
        self, request: HttpRequest, obj: Person, form: forms.ModelForm, change: bool
    ) -> None:
        before: Any = Person.objects.filter(pk=obj.pk).first() if change else None
        super().save_model(request, obj, form, change)
        if before:
            addresses.move(before.get_absolute_url(), obj.get_absolute_url())
