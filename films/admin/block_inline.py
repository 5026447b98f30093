"""Rows of a page in its form: added, moved and removed, many at a time."""

import re
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.functional import cached_property

from films.admin.linked_field import LinkedField, LinkedFields, is_key
from films.admin.quick_renderer import QUICK
from films.admin.text_fields import TextFields
from films.admin.violations import Violations

MOST_EMPTY_ROWS = 10


class BlockForm(Violations, forms.ModelForm):
    """One row; its place alone makes no row of an empty one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"label_suffix": "", "renderer": QUICK}
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False
            self.fields["position"].widget.attrs["class"] = "row-position"

    def has_changed(self) -> bool:
        if self.instance.pk:
            return super().has_changed()
        return any(name != "position" for name in self.changed_data)

    def _post_clean(self) -> None:
        # Rows that nobody touched were judged when they were stored; asking the database again
        # about each rule of each of them would only make saving a long page slow.
        if not self.instance.pk or self.has_changed():
            super()._post_clean()

    def clean_position(self) -> int:
        position = self.cleaned_data["position"]
        return self.instance.position if position is None else position


class BlockFormSet(BaseInlineFormSet):
    """The rows of one list. What they refer to is loaded in one query for each kind of thing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.renderer = QUICK
        if self.is_bound:
            self._adopt_vanished_rows()
        self.linked = {
            name: self._load(name, field)
            for name, field in self.form.base_fields.items()
            if isinstance(field, LinkedField)
        }

    @cached_property
    def empty_form(self) -> forms.ModelForm:
        # The admin asks for it six times while it draws a list, each time for the same.
        return super().empty_form

    def _adopt_vanished_rows(self) -> None:
        """Make new rows of those that somebody else has removed: what was typed in them stays."""
        counts = [self.data.get(f"{self.prefix}-{name}_FORMS", "") for name in ("TOTAL", "INITIAL")]
        if not all(is_key(count) for count in counts):
            return
        total, initial = (min(int(count), self.absolute_max) for count in counts)
        there = {str(row.pk) for row in self.get_queryset()}
        gone = [
            number
            for number in range(initial)
            if self.data.get(f"{self.add_prefix(number)}-{self.model._meta.pk.name}") not in there
        ]
        if gone:
            kept = [number for number in range(initial) if number not in gone]
            order = [*kept, *range(initial, total), *gone]
            self.data = self._renumbered(self.data, order)
            self.files = self._renumbered(self.files, order)
            for place in range(total - len(gone), total):
                self.data[f"{self.add_prefix(place)}-{self.model._meta.pk.name}"] = ""
            self.data[f"{self.prefix}-INITIAL_FORMS"] = str(len(kept))

    def _renumbered(self, data: Any, order: list[int]) -> Any:
        """Return what was sent with the rows of this list in another order."""
        places = {str(number): place for place, number in enumerate(order)}
        ours = re.compile(rf"{re.escape(self.prefix)}-(\d+)-(.+)")
        copy = data.copy()
        for name in data:
            if found := ours.fullmatch(name):
                del copy[name]
        for name in data:
            found = ours.fullmatch(name)
            if found and found[1] in places:
                copy.setlist(f"{self.prefix}-{places[found[1]]}-{found[2]}", data.getlist(name))
        return copy

    def _load(self, name: str, field: LinkedField) -> dict[str, models.Model]:
        attname = self.model._meta.get_field(name).attname
        keys = {str(getattr(row, attname)) for row in self.get_queryset()}
        if self.is_bound:
            keys |= {
                str(self.data.get(f"{self.add_prefix(number)}-{name}", ""))
                for number in range(self.total_form_count())
            }
        limited = field.queryset.complex_filter(field.get_limit_choices_to() or {})
        found = limited.in_bulk([key for key in keys if is_key(key)])
        return {str(pk): row for pk, row in found.items()}

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        for name, rows in self.linked.items():
            if name in form.fields:
                form.fields[name].rows = rows

    def save_existing_objects(self, commit: bool = True) -> list[models.Model]:
        # What is removed goes first: a new row may take the place of an old one that is unique.
        removed = [form for form in self.deleted_forms if form.instance.pk]
        for form in removed:
            self.delete_existing(form.instance, commit=commit)
        saved = super().save_existing_objects(commit)
        self.deleted_objects = [form.instance for form in removed]
        return saved

    def save_new(self, form: forms.ModelForm, commit: bool = True) -> models.Model:
        # Without scripts a new row names no place: it comes last.
        if "position" not in form.changed_data and "position" in form.fields:
            form.instance.position = self._last_position() + 1
        return super().save_new(form, commit)

    def _last_position(self) -> int:
        rows = self.model._default_manager.filter(**{self.fk.name: self.instance})
        last = rows.aggregate(last=models.Max("position"))["last"]
        return -1 if last is None else last


class BlockInline(TextFields, LinkedFields, admin.StackedInline):
    """A list of rows in the form of a film, or of a collection."""

    form = BlockForm
    formset = BlockFormSet
    template = "admin/films/rows.html"
    wide: tuple[str, ...] = ()

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Return how many empty rows to show; a link asks for them where there are no scripts."""
        asked = request.GET.get("rows", "")
        return min(int(asked), MOST_EMPTY_ROWS) if is_key(asked) else 0
