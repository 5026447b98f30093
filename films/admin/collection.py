"""Editors' lists in the admin, their films moved like the rows of a page."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from films import addresses
from films.admin.block_inline import BlockInline, BlockLists
from films.admin.deletion import DeletionInWords
from films.admin.film_form import moment
from films.admin.text_fields import TextFields
from films.admin.violations import Violations
from films.browsing.collections import films_left_out
from films.models import Collection, CollectionItem, Film
from films.views.collection import draw_preview

DRAFT, SCHEDULED, PUBLIC, OVER = "draft", "scheduled", "public", "over"


class ItemInline(BlockInline):
    model = CollectionItem
    fields = ("film", "note", "position")
    wide = ("note",)


class CollectionForm(Violations, forms.ModelForm):
    class Meta:
        model = Collection
        fields = ()  # the admin names them


class StateFilter(admin.SimpleListFilter):
    """By whether visitors see it now, will, or did."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            (DRAFT, _("Draft")),
            (SCHEDULED, _("Scheduled")),
            (PUBLIC, _("Public")),
            (OVER, _("Over")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        now = timezone.now()
        match self.value():
            case "draft":
                return queryset.filter(published=False)
            case "scheduled":
                return queryset.filter(published=True, published_at__gt=now)
            case "public":
                return queryset.published()
            case "over":
                return queryset.filter(published=True, until__lte=now)
        return queryset


@admin.register(Collection)
class CollectionAdmin(BlockLists, DeletionInWords, TextFields, admin.ModelAdmin):
    form = CollectionForm
    change_form_template = "admin/films/collection_form.html"
    fields = (
        "title",
        "slug",
        "introduction",
        ("ranked", "published"),
        ("published_at", "until"),
    )
    inlines = (ItemInline,)
    list_display = ("title", "state", "film_count", "hidden_count", "ranked", "updated_at")
    list_filter = (StateFilter,)
    search_fields = ("title",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        live = Q(items__film__in=Film.objects.published().values("pk"))
        rows = super().get_queryset(request)
        return rows.annotate(films_held=Count("items"), films_shown=Count("items", filter=live))

    @admin.display(description=_("films"), ordering="films_held")
    def film_count(self, collection: Any) -> int:
        return collection.films_held

    @admin.display(description=_("not public"))
    def hidden_count(self, collection: Any) -> int | str:
        return collection.films_held - collection.films_shown or ""

    @admin.display(description=_("state"), ordering="published")
    def state(self, collection: Collection) -> str:
        return state_words(collection)

    def view_on_site(self, collection: Collection) -> str | None:
        return collection.get_absolute_url() if collection.is_live else None

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if collection := kwargs.get("obj"):
            context["state_label"] = state_words(collection)
            context["item_count"] = collection.items.count()
            context["left_out"] = list(films_left_out(collection))
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: Collection, form: forms.ModelForm, change: bool
    ) -> None:
        before = Collection.objects.filter(pk=obj.pk).first() if change else None
        super().save_model(request, obj, form, change)
        if before and before.was_public:
            addresses.move(before.get_absolute_url(), obj.get_absolute_url())

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(partial(preview, admin=self))
        return [
            path("<int:pk>/preview/", view, name="films_collection_preview"),
            *super().get_urls(),
        ]


def state_words(collection: Collection) -> str:
    """Return what visitors see of a collection, in words: "Scheduled for 1 May 2027, 9 a.m."."""
    if not collection.published:
        return gettext("Draft")
    if collection.is_over:
        return gettext("Over since %(when)s") % {"when": moment(collection.until)}
    if not collection.is_live:
        return gettext("Scheduled for %(when)s") % {"when": moment(collection.published_at)}
    if collection.until:
        return gettext("Public until %(when)s") % {"when": moment(collection.until)}
    return gettext("Public")


@require_safe
def preview(request: HttpRequest, pk: int, *, admin: CollectionAdmin) -> HttpResponse:
    """Show a collection as visitors will see it, with a word on what they do not see."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    collection = Collection.objects.filter(pk=pk).first()
    if collection is None:
        raise Http404
    return draw_preview(request, collection)
