"""Draws the rows of a list from one mould: what does not differ between rows is worked out once.

A page of 200 credits has some two thousand fields. Drawn one by one they take most of a second;
cast from the mould, a tenth of that. The mould is the empty row as its template draws it, taken
apart where the values of a row go. What it cannot hold, rows with faults and fields such as
files, is drawn as ever.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.forms.widgets import Input
from django.utils.html import escape, format_html

from films.admin.linked_field import LinkedField

PLACE = "__prefix__"  # where Django's empty form has a row's number
VALUE = "\ue000"  # a private sign, which stands in no template
END_OF_CHOICES = "</select>"

# Prints one field of a row for its number and value.
Print = Callable[[str, Any], str]


class RowMould:
    """One kind of row, drawn once: ``cast`` prints a row's form in it."""

    def __init__(self, empty: forms.BaseForm, drawn: str) -> None:
        """Take apart what the template has drawn for the empty form."""
        self.empty = empty
        self.parts: list[str | tuple[str, Print | None]] = []
        rest = drawn
        for name, box in self._boxes(drawn):
            before, _, rest = rest.partition(box)
            self.parts += [before, (name, self._printer(name, box))]
        self.parts.append(rest)

    def _boxes(self, drawn: str) -> list[tuple[str, str]]:
        """Return the fields that stand in the row, in its order, each as it is drawn empty."""
        found = []
        for name in self.empty.fields:
            box = str(self.empty[name])
            if drawn.count(box) == 1:
                found.append((drawn.index(box), name, box))
            elif box in drawn:
                raise CannotMould(name)
        return [(name, box) for _, name, box in sorted(found)]

    def cast(self, form: forms.BaseForm) -> str:
        """Return the row of a form without faults."""
        number = form.prefix.rpartition("-")[2]
        drawn = []
        for part in self.parts:
            if isinstance(part, str):
                drawn.append(part.replace(PLACE, number))
                continue
            name, printed = part
            if printed is None:
                drawn.append(str(form[name]))
            else:
                drawn.append(printed(number, form[name].value()))
        return "".join(drawn)

    def _printer(self, name: str, box: str) -> Print | None:
        """Return what prints a field; None for one that Django has to draw each time."""
        field = self.empty.fields[name]
        widget: Any = field.widget
        if field.show_hidden_initial:
            return None
        if isinstance(field, LinkedField) and isinstance(widget, RelatedFieldWidgetWrapper):
            return linked_printer(field, box)
        if isinstance(widget, forms.CheckboxInput | forms.Select):
            return self._choice_printer(name, widget)
        if isinstance(widget, forms.Textarea | Input) and not widget.needs_multipart_form:
            return text_printer(widget, box, self._drawn_with(name, VALUE))
        return None

    def _drawn_with(self, name: str, value: Any) -> str:
        """Return a field of the empty row as it is drawn with a value in it."""
        field = self.empty.fields[name]
        kept = self.empty.initial
        self.empty.initial = {**kept, name: value}
        try:
            return str(field.get_bound_field(self.empty, name))
        finally:
            self.empty.initial = kept

    def _choice_printer(self, name: str, widget: Any) -> Print:
        """Return what prints a tick or a choice, of which each is drawn once."""
        drawn: dict[str, str] = {}

        def choose(number: str, value: Any) -> str:
            key = repr(value)  # of a tick, format_value says the same for yes and no
            if key not in drawn:
                drawn[key] = self._drawn_with(name, value)
            return drawn[key].replace(PLACE, number)

        return choose


class CannotMould(Exception):  # noqa: N818  (says what was found, no fault of anybody's)
    """A field stands in its row more than once."""


def text_printer(widget: Any, empty: str, filled: str) -> Print:
    """Return what prints a field that is typed in."""
    before, _, after = filled.partition(VALUE)

    def fill(number: str, value: Any) -> str:
        text = widget.format_value(value)
        if text is None or text == "":
            return empty.replace(PLACE, number)
        return f"{before.replace(PLACE, number)}{escape(text)}{after.replace(PLACE, number)}"

    return fill


def linked_printer(field: LinkedField, empty: str) -> Print:
    """Return what prints a choice among many: the one option that is chosen."""
    before, _, after = empty.partition(END_OF_CHOICES)

    def choose(number: str, value: Any) -> str:
        chosen = field.chosen(value)
        option = format_html('<option value="{}" selected>{}</option>', *chosen) if chosen else ""
        begin, end = before.replace(PLACE, number), after.replace(PLACE, number)
        return f"{begin}{option}{END_OF_CHOICES}{end}"

    return choose
