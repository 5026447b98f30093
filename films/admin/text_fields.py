"""How the columns of the guide are typed: clean text, native date fields, room for long words."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest

from films.models.address_field import AddressField
from films.models.line_field import LineField
from films.models.partial_date_field import PartialDateField
from films.models.prose_field import ProseField
from films.models.slug_field import SlugField
from films.text import clean, clean_line

LONG_LINE = 200  # characters, from which a line is given more than one row
LONG_PROSE = 5_000
# Names have much room for the few that need it, and fit one line nearly always.
NAMES = {"title", "original_title", "sort_title", "name", "artist", "character"}


class OneLine(forms.CharField):
    """A text on one line, in normal form, without characters that cannot be seen."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return clean_line(text) if text else text


class Prose(forms.CharField):
    """A text of several lines, in normal form, without characters that cannot be seen."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return clean(text) if text else text


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """The browser's own calendar and clock."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class TextFields:
    """Gives the forms of an admin, or of its rows, the fields above."""

    formfield_overrides = {
        LineField: {"form_class": OneLine},
        SlugField: {"form_class": OneLine},
        AddressField: {"form_class": OneLine, "widget": forms.URLInput},
        PartialDateField: {"form_class": OneLine},
        models.DateField: {"widget": DayInput},
        models.DateTimeField: {"form_class": forms.DateTimeField, "widget": MomentInput},
    }

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if isinstance(db_field, ProseField):
            rows = 14 if db_field.max_length > LONG_PROSE else 3
            kwargs |= {"form_class": Prose, "widget": forms.Textarea(attrs={"rows": rows})}
        elif is_long_line(db_field):
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


def is_long_line(db_field: models.Field) -> bool:
    """Say whether what is typed here rarely fits one line of a form."""
    is_plain = type(db_field) is LineField and not db_field.choices
    return is_plain and db_field.max_length > LONG_LINE and db_field.name not in NAMES
