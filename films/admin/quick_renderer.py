"""Draws the plain fields of a form without a template each.

A page of 200 credits has some thousand fields. Django's templates draw one in a millisecond, these
functions in a tenth of that, to the same letter (but for the link of a related field, which has a
name for those who cannot see its icon); what is not known here is left to Django.
"""

from collections.abc import Callable
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

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


def draw_related(context: dict[str, Any]) -> str:
    """The field and its two links: change what is chosen, add another."""
    model = "" if context["model_has_limit_choices_to"] else context["model_name"]
    links = []
    if context["can_change_related"]:
        address = f"{context['change_related_template_url']}?{context['url_params']}"
        words = gettext("Change selected %(model)s") % {"model": context["model"]}
        links.append(draw_link("change", "data-href-template", address, context["name"], words))
    if context["can_add_related"]:
        address = f"{context['add_related_url']}?{context['url_params']}"
        words = gettext("Add another %(model)s") % {"model": context["model"]}
        links.append(draw_link("add", "href", address, context["name"], words))
    return format_html(
        '<div class="related-widget-wrapper"{}>{}{}</div>',
        attributes({"data-model-ref": model} if model else {}),
        context["rendered_widget"],
        mark_safe("".join(links)),
    )


def draw_link(verb: str, attribute: str, address: str, name: str, words: str) -> str:
    icon = static(f"admin/img/icon-{verb}link.svg")
    attrs = {
        "class": f"related-widget-wrapper-link {verb}-related",
        "id": f"{verb}_id_{name}",
        attribute: address,
        "data-popup": "yes",
        "title": words,
    }
    return format_html(
        '<a{}><img src="{}" alt="{}" width="24" height="24"></a>', attributes(attrs), icon, words
    )


DRAWN: dict[str, Callable[[dict[str, Any]], str]] = {
    **{f"{WIDGETS}/{kind}.html": draw_input for kind in INPUTS},
    f"{WIDGETS}/textarea.html": draw_textarea,
    f"{WIDGETS}/select.html": draw_select,
    "django/forms/label.html": draw_label,
    "admin/widgets/related_widget_wrapper.html": draw_related,
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
