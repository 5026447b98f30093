"""Choosing a person, a tag, a film or a picture by typing part of its name, or making it so."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from films.admin.quick_renderer import QUICK
from films.admin.typed_names import TYPED, find_typed, is_name, name_in, new_row
from films.choices import MergeKind, TagKind
from films.merging.tracing import number_now
from films.models import Film, Image, Person, Provider, Tag
from films.naming import MADE_BY_NAME, NameRefused, only_one, same_named

LINKED = (Film, Image, Person, Provider, Tag)
MERGED = {Person: MergeKind.PERSON, Provider: MergeKind.PROVIDER, Tag: MergeKind.TAG}


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
    """Searches while one types; the option it shows first is loaded with the form.

    Without scripts a name is typed into a field beside it.
    """

    url_name = "%s:films_choices"

    def __init__(self, *args: Any, kinds: Iterable[TagKind] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = list(kinds)

    def get_url(self) -> str:
        query = urlencode({"kind": self.kinds}, doseq=True)
        return f"{super().get_url()}?{query}" if query else super().get_url()

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        attrs = super().build_attrs(*args, **kwargs)
        # Our own script makes it ready (choices.js), not Django's.
        attrs["class"] = attrs["class"].replace("admin-autocomplete", "linked-choice")
        if self.field.related_model is Image:
            attrs["data-picture"] = reverse(f"{self.admin_site.name}:films_image_changelist")
        return attrs

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
        drawn = super().render(name, value, attrs, renderer or QUICK)
        words = gettext("Or type a name")
        return mark_safe(drawn) + format_html(
            '<noscript><input type="text" name="{}-typed" aria-label="{}" placeholder="{}"'
            ' maxlength="400"></noscript>',
            name,
            words,
            words,
        )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = str(data.get(f"{name}-typed", "")).strip()
        return f"{TYPED}{typed}" if typed else super().value_from_datadict(data, files, name)

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        if chosen := self.choices.field.chosen(value[0] if value else ""):
            options.append(self.create_option(name, *chosen, True, len(options)))
        return [(None, options, 0)]


class LinkedField(forms.ModelChoiceField):
    """A choice among many, or a name of which one is made when the form is saved.

    Looks into ``rows`` and ``named``, where its form has put what it is going to need: forms in
    rows would otherwise ask the database once a row.
    """

    may_make = False
    kinds: tuple[TagKind, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: dict[str, models.Model] = {}
        self.named: dict[str, models.Model | NameRefused] = {}

    def row(self, value: Any) -> models.Model | None:
        """Return the chosen row; None for nothing, and for what cannot be chosen."""
        key = str(value or "")
        if key not in self.rows and is_key(key):
            found = self.queryset.filter(pk=key).first() or self.merged_row(key)
            if found is None:
                return None
            self.rows[key] = found
        return self.rows.get(key)

    def merged_row(self, key: str) -> models.Model | None:
        """Return who or what a number was merged into: a form that was open then still sends it."""
        kind = MERGED.get(self.queryset.model)
        number = number_now(kind, int(key)) if kind else None
        return self.queryset.filter(pk=number).first() if number else None

    def chosen(self, value: Any) -> tuple[str, str] | None:
        """Return what a value sends and how it reads; None for nothing."""
        if is_name(value):
            return str(value), name_in(value, self.queryset.model)
        row = self.row(value)
        return (str(row.pk), self.label_from_instance(row)) if row else None

    def label_from_instance(self, obj: models.Model) -> str:
        return choice_label(obj)

    def to_python(self, value: Any) -> models.Model | None:
        if value in self.empty_values:
            return None
        if is_name(value):
            return self.named_row(str(value))
        row = self.row(value)
        if row is None:
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice")
        return row

    def named_row(self, value: str) -> models.Model:
        """Return the row of a name, perhaps not stored yet."""
        if value not in self.named:
            self.named |= self.rows_of_names([value])
        found = self.named[value]
        if isinstance(found, NameRefused):
            raise forms.ValidationError(str(found), "name")
        if found.pk is None and not self.may_make:
            raise forms.ValidationError(
                gettext("There is no “%(name)s” yet, and you may not make it.") % {"name": found},
                "name",
            )
        return found

    def rows_of_names(self, values: Iterable[str]) -> dict[str, models.Model | NameRefused]:
        """Return what each name stands for, or why it stands for nothing."""
        found: dict[str, Any] = {}
        for value in values:
            try:
                found[value] = self._unlooked(value)
            except NameRefused as refused:
                found[value] = refused
        new = {
            value: row
            for value, row in found.items()
            if isinstance(row, MADE_BY_NAME) and row.pk is None
        }
        for (value, row), bearers in zip(new.items(), same_named(new.values()), strict=True):
            try:
                found[value] = only_one(row, bearers)
            except NameRefused as refused:
                found[value] = refused
        return found

    def _unlooked(self, value: str) -> models.Model:
        limited = self.queryset.complex_filter(self.get_limit_choices_to() or {})
        if value.startswith(TYPED):
            return find_typed(value, limited, self.kinds)
        return new_row(value, self.queryset.model, self.kinds)


def is_key(value: str) -> bool:
    """Say whether a text can be a row's number in the database."""
    return value.isascii() and value.isdigit() and len(value) < 19


class LinkedFields:
    """Lets an admin, or its rows, choose people, tags, films and pictures by typing."""

    tag_kinds: tuple[TagKind, ...] = ()

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        target = db_field.related_model
        if target not in LINKED:
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        kinds = self.tag_kinds if target is Tag else ()
        kwargs["widget"] = LinkedSelect(db_field, self.admin_site, kinds=kinds)
        kwargs["form_class"] = LinkedField
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.kinds = kinds
        field.may_make = may_make(request.user, target)
        return field

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.is_relation and hasattr(getattr(field, "widget", None), "can_delete_related"):
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field


def may_make(user: Any, model: type[models.Model]) -> bool:
    """Say whether somebody may make a row of a model by typing its name."""
    opts = model._meta
    return model in MADE_BY_NAME and user.has_perm(f"{opts.app_label}.add_{opts.model_name}")
