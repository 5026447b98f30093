"""Rows of a page in its form: added, moved and removed, many at a time."""

import re
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.forms.models import BaseInlineFormSet, construct_instance
from django.http import HttpRequest
from django.utils.functional import cached_property

from films.admin.linked_field import LinkedField, LinkedFields, is_key
from films.admin.quick_renderer import QUICK
from films.admin.text_fields import TextFields
from films.admin.typed_names import is_name
from films.admin.violations import Violations
from films.naming import MADE_BY_NAME, make

MOST_EMPTY_ROWS = 10


class BlockForm(Violations, forms.ModelForm):
    """One row; its place alone makes no row of an empty one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"label_suffix": "", "renderer": QUICK}
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False
            self.fields["position"].widget.attrs["class"] = "row-position"
            if not self.instance.pk:
                self.initial["position"] = None  # so that the first place, 0, can be told from none

    def has_changed(self) -> bool:
        if self.instance.pk:
            return super().has_changed()
        return any(name != "position" for name in self.changed_data)

    def _post_clean(self) -> None:
        # Rows that nobody touched were judged when they were stored, and no rule speaks of their
        # order; asking the database again about each of them would make saving a long page slow.
        if not self.instance.pk or set(self.changed_data) - {"position"}:
            super()._post_clean()
        elif self.changed_data:
            construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)

    def _get_validation_exclusions(self) -> set[str]:
        # What is made on saving has no number yet: nothing can be asked about it.
        return super()._get_validation_exclusions() | set(self.unmade())

    def unmade(self) -> dict[str, Any]:
        """Return the people, tags and services that this row names and nobody has made yet."""
        return {
            name: row
            for name, row in getattr(self, "cleaned_data", {}).items()
            if isinstance(row, MADE_BY_NAME) and row.pk is None
        }

    def prepare_unmade(self, row: models.Model) -> None:
        """Complete what is about to be made with what its row says of it."""

    def save(self, commit: bool = True) -> models.Model:
        for name, row in self.unmade().items():
            self.prepare_unmade(row)
            self.cleaned_data[name] = made = make(row)
            setattr(self.instance, name, made)
        return super().save(commit)

    def clean_position(self) -> int:
        position = self.cleaned_data["position"]
        return self.instance.position if position is None else position


class RowKeyField(forms.ModelChoiceField):
    """The number of a stored row, known without asking the database once a row."""

    def __init__(self, rows: dict[Any, models.Model], **kwargs: Any) -> None:
        super().__init__(widget=forms.HiddenInput, required=False, **kwargs)
        self.known = rows

    def to_python(self, value: Any) -> models.Model | None:
        if value in self.empty_values:
            return None
        row = self.known.get(int(value)) if is_key(str(value)) else None
        if row is None:
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice")
        return row


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
    def stored(self) -> dict[Any, models.Model]:
        """The rows that the list has in the database, by their numbers."""
        return {row.pk: row for row in self.get_queryset()}

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

    def _load(self, name: str, field: LinkedField) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the rows that a field refers to by their numbers, and by names."""
        attname = self.model._meta.get_field(name).attname
        keys = {str(getattr(row, attname)) for row in self.get_queryset()}
        if self.is_bound:
            keys |= {
                str(field.widget.value_from_datadict(self.data, self.files, f"{prefix}-{name}"))
                for prefix in map(self.add_prefix, range(self.total_form_count()))
            }
        limited = field.queryset.complex_filter(field.get_limit_choices_to() or {})
        found = limited.in_bulk([key for key in keys if is_key(key)])
        names = field.rows_of_names(sorted(key for key in keys if is_name(key)))
        return {str(pk): row for pk, row in found.items()}, names

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        key = self.model._meta.pk.name
        form.fields[key] = RowKeyField(
            self.stored, queryset=form.fields[key].queryset, initial=form.fields[key].initial
        )
        for name, (rows, named) in self.linked.items():
            if name in form.fields:
                form.fields[name].rows, form.fields[name].named = rows, named

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


class BlockLists:
    """An admin whose form has many lists: they all read what was sent, and none gets a copy."""

    def get_formset_kwargs(
        self,
        request: HttpRequest,
        obj: models.Model,
        inline: admin.options.InlineModelAdmin,
        prefix: str,
    ) -> dict[str, Any]:
        kwargs = {"instance": obj, "prefix": prefix, "queryset": inline.get_queryset(request)}
        if request.method == "POST":
            kwargs |= {"data": request.POST, "files": request.FILES}
        return kwargs


class BlockInline(TextFields, LinkedFields, admin.StackedInline):
    """A list of rows in the form of a film, or of a collection."""

    form = BlockForm
    formset = BlockFormSet
    template = "admin/films/rows.html"
    wide: tuple[str, ...] = ()
    takes_a_list = False  # whether a list can be pasted that becomes rows (pasted_cast.py)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Return how many empty rows to show; a link asks for them where there are no scripts."""
        asked = request.GET.get("rows", "")
        return min(int(asked), MOST_EMPTY_ROWS) if is_key(asked) else 0
