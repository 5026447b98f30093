"""Choosing a person, a tag, a film or a picture by typing part of its name."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models
from django.http import HttpRequest
from django.urls import reverse

from films.admin.quick_renderer import QUICK
from films.choices import TagKind
from films.models import Film, Image, Person, Provider, Tag

MOST_ROWS = 20
LINKED = (Film, Image, Person, Provider, Tag)


def choice_label(row: models.Model) -> str:
    """Return the words by which one of several of the same name is known."""
    match row:
        case Tag():
            return f"{row.name} · {row.get_kind_display()}"
        case Person() if row.born:
            return f"{row.name} (* {row.born[:4]})"
        case Image():
            return f"{row.alt or row.file.name} · {row.width} × {row.height}"
        case _:
            return str(row)


class LinkedSelect(AutocompleteSelect):
    """Searches while one types; the option it shows first is loaded with the form."""

    url_name = "%s:films_choices"

    def __init__(self, *args: Any, kinds: Iterable[TagKind] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = list(kinds)

    def get_url(self) -> str:
        query = urlencode({"kind": self.kinds}, doseq=True)
        return f"{super().get_url()}?{query}" if query else super().get_url()

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        attrs = super().build_attrs(*args, **kwargs)
        if self.field.related_model is Image:
            attrs["data-picture"] = reverse(f"{self.admin_site.name}:films_image_changelist")
        return attrs

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
        return super().render(name, value, attrs, renderer or QUICK)

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        field = self.choices.field
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        if row := field.row(value[0] if value else ""):
            label = field.label_from_instance(row)
            options.append(self.create_option(name, str(row.pk), label, True, len(options)))
        return [(None, options, 0)]


class LinkedField(forms.ModelChoiceField):
    """A choice among many: looks into ``rows``, where its form has put what it is going to need.

    Forms in rows would otherwise ask the database once a row.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: dict[str, models.Model] = {}

    def row(self, value: Any) -> models.Model | None:
        """Return the chosen row; None for nothing, and for what cannot be chosen."""
        key = str(value or "")
        if key not in self.rows and is_key(key):
            found = self.queryset.filter(pk=key).first()
            if found is None:
                return None
            self.rows[key] = found
        return self.rows.get(key)

    def label_from_instance(self, obj: models.Model) -> str:
        return choice_label(obj)

    def to_python(self, value: Any) -> models.Model | None:
        if value in self.empty_values:
            return None
        row = self.row(value)
        if row is None:
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice")
        return row


def is_key(value: str) -> bool:
    """Say whether a text can be a row's number in the database."""
    return value.isascii() and value.isdigit() and len(value) < 19


class LinkedFields:
    """Lets an admin, or its rows, choose people, tags, films and pictures by typing."""

    tag_kinds: tuple[TagKind, ...] = ()

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.related_model in LINKED:
            kinds = self.tag_kinds if db_field.related_model is Tag else ()
            kwargs["widget"] = LinkedSelect(db_field, self.admin_site, kinds=kinds)
            kwargs["form_class"] = LinkedField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.is_relation and hasattr(getattr(field, "widget", None), "can_delete_related"):
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field


class ChoiceJsonView(AutocompleteJsonView):
    """Answers what is typed with the rows that match; tags can be asked for by kind."""

    paginate_by = MOST_ROWS

    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, str]:
        return {"id": str(obj.pk), "text": choice_label(obj)}

    def get_queryset(self) -> models.QuerySet:
        # Not the list's own query: what that counts for each row nobody sees here.
        model = self.model_admin.model
        rows = model._default_manager.order_by(*model._meta.ordering)
        rows = rows.complex_filter(self.source_field.get_limit_choices_to())
        rows, has_doubles = self.model_admin.get_search_results(self.request, rows, self.term)
        if model is Film:
            rows = rows.filter(draft_of=None)
        if model is Tag and (kinds := self.request.GET.getlist("kind")):
            rows = rows.filter(kind__in=kinds)
        return rows.distinct() if has_doubles else rows
