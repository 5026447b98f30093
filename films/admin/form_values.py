"""What a film's form sends, as plain texts: of the page as it is stored, and of what was typed."""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.models import InlineForeignKeyField
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from films.admin.linked_field import is_key
from films.models import Film
from films.three_ways import MergedRow, Row

AT_THE_END = 10**6  # the place of a row that names none


@dataclass(frozen=True)
class FormValues:
    """The fields of a page's form by their names, and its rows by the names of their lists."""

    values: dict[str, str]
    rows: dict[str, list[Row]] = field(default_factory=dict)


@dataclass(frozen=True)
class Blank:
    """The form of a page with its lists, as the admin makes them: what fields there are."""

    form: forms.BaseForm
    formsets: list[Any]
    inlines: list[Any]


def as_shown(request: HttpRequest) -> HttpRequest:
    """Return the request as if the form had been asked for, nothing sent."""
    shown = copy.copy(request)
    shown.method = "GET"
    return shown


def as_sent(request: HttpRequest, data: QueryDict) -> HttpRequest:
    """Return the request as if these fields had been sent, without files."""
    sent: Any = copy.copy(request)
    sent.method, sent.POST, sent._files = "POST", data, MultiValueDict()
    sent.clash = ""  # what keeps the form itself from being stored
    return sent


def blank_form(request: HttpRequest, film: Film, admin: Any) -> Blank:
    """Return the form of a page as it is stored; some thirty queries once its rows are read."""
    shown = as_shown(request)
    form = admin.get_form(shown, film, change=True)(instance=film)
    return Blank(form, *admin._create_formsets(shown, film, change=True))


def stored_values(blank: Blank) -> FormValues:
    """Return what the form of the stored page holds."""
    rows = {
        formset.prefix: [
            Row(str(form.instance.pk), bound_values(form, row_fields(formset)), place)
            for place, form in enumerate(formset.initial_forms)
        ]
        for formset in blank.formsets
    }
    return FormValues(bound_values(blank.form, list(blank.form.fields)), rows)


def typed_values(data: QueryDict, blank: Blank) -> FormValues:
    """Return what was sent; a list whose row numbers make no sense is left out."""
    rows = {}
    for formset in blank.formsets:
        counts = [data.get(f"{formset.prefix}-{name}_FORMS", "") for name in ("TOTAL", "INITIAL")]
        if all(map(is_key, counts)):
            total = min(int(counts[0]), formset.absolute_max)
            rows[formset.prefix] = [
                row for number in range(total) if (row := _typed_row(data, formset, number))
            ]
    values = {name: _typed(data, name, found) for name, found in blank.form.fields.items()}
    return FormValues(values, rows)


def _typed_row(data: QueryDict, formset: Any, number: int) -> Row | None:
    """Return a row that was sent; None for an added one that is still empty."""
    prefix = f"{formset.prefix}-{number}"
    fields = formset.form.base_fields
    values = {name: _typed(data, f"{prefix}-{name}", fields[name]) for name in row_fields(formset)}
    pk = data.get(f"{prefix}-{formset.model._meta.pk.name}", "")
    if not pk and values == bound_values(formset.empty_form, list(values)):
        return None
    place = data.get(f"{prefix}-position", "")
    return Row(
        pk,
        values,
        int(place) if is_key(place) else AT_THE_END,
        is_removed=bool(data.get(f"{prefix}-DELETE")),
    )


def row_fields(formset: Any) -> list[str]:
    """Return the fields of a row that say something: no file, no place, no key."""
    return [
        name
        for name, found in formset.form.base_fields.items()
        if name not in ("position", formset.model._meta.pk.name)
        and not isinstance(found, forms.FileField | InlineForeignKeyField)
    ]


def bound_values(form: forms.BaseForm, names: list[str]) -> dict[str, str]:
    """Return what the fields of a form would send as it is shown."""
    return {name: _shown(form[name]) for name in names}


def _shown(bound: forms.BoundField) -> str:
    value, widget = bound.value(), bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "on" if value else ""
    shown = widget.format_value(value)
    shown = shown[0] if isinstance(shown, list) and shown else shown
    return "" if shown in (None, []) else str(shown)


def _typed(data: QueryDict, name: str, found: forms.Field) -> str:
    value = found.widget.value_from_datadict(data, MultiValueDict(), name)
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)


def put_values(data: QueryDict, blank: Blank, values: dict[str, str]) -> None:
    """Write the fields of a page into what was sent."""
    for name, value in values.items():
        _put(data, name, value, blank.form.fields[name])


def put_rows(data: QueryDict, formset: Any, rows: list[MergedRow]) -> Iterator[tuple[str, Any]]:
    """Write the rows of a list into what was sent; yields each with the name it is given.

    Stored rows come first, as the list expects them and in its order; their places say where they
    stand.
    """
    ours = re.compile(rf"{re.escape(formset.prefix)}-\d+-.+")
    for name in [name for name in data if ours.fullmatch(name)]:
        del data[name]
    order = {str(form.instance.pk): at for at, form in enumerate(formset.initial_forms)}
    placed = list(enumerate(rows))
    placed.sort(key=lambda item: order.get(item[1].pk, len(order)))
    data[f"{formset.prefix}-TOTAL_FORMS"] = str(len(rows))
    data[f"{formset.prefix}-INITIAL_FORMS"] = str(sum(1 for row in rows if row.pk))
    for number, (place, row) in enumerate(placed):
        prefix = f"{formset.prefix}-{number}"
        data[f"{prefix}-{formset.model._meta.pk.name}"] = row.pk
        data[f"{prefix}-{formset.fk.name}"] = str(formset.instance.pk or "")
        data[f"{prefix}-position"] = str(place)
        if row.is_removed:
            data[f"{prefix}-DELETE"] = "on"
        for name, value in row.values.items():
            _put(data, f"{prefix}-{name}", value, formset.form.base_fields[name])
        yield prefix, row


def _put(data: QueryDict, name: str, value: str, found: forms.Field) -> None:
    data.pop(f"{name}-typed", None)
    if isinstance(found.widget, forms.CheckboxInput) and not value:
        data.pop(name, None)
    else:
        data[name] = value


def readable_value(found: forms.Field, value: str) -> str:
    """Return a value as people read it: the name of what is chosen, not its number."""
    if isinstance(found.widget, forms.CheckboxInput):
        return "✓" if value else "–"
    chosen = getattr(found, "chosen", None)
    if chosen:
        return (chosen(value) or ("", value))[1]
    if isinstance(found, forms.ChoiceField):
        return str(dict(found.choices).get(value, value))
    return value
