"""The fields of the desk's forms; in Python, for a long page has some thousand of them."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from films.admin.picture_forms import UploadForm
from films.admin.row_mould import CannotMould, RowMould

register = template.Library()

ROW = "admin/films/_row.html"


@register.simple_tag
def desk_rows(shown: Any) -> dict[str, SafeString]:
    """Return the rows of a list as its form shows them, and the empty one for its script."""
    template = get_template(ROW)

    def draw(row: Any) -> str:
        return template.render({"row": row, "inline_admin_formset": shown})

    rows = list(shown)
    if not shown.has_add_permission:
        return {"rows": mark_safe("".join(map(draw, rows)))}
    *rows, empty = rows
    drawn = draw(empty)
    try:
        mould = RowMould(empty.form, drawn) if shown.has_change_permission and rows else None
    except CannotMould:
        mould = None
    cast = [draw(row) if mould is None or row.form.errors else mould.cast(row.form) for row in rows]
    return {"rows": mark_safe("".join(cast)), "empty": mark_safe(drawn)}


@register.simple_tag
def desk_field(field: Any, wide: Iterable[str] = ()) -> SafeString:
    """Print a field of an admin form with its label, faults and help; ``wide`` names wide ones."""
    if field.is_readonly:
        return read_only(field)
    name, faults = field.field.name, field.errors()
    box, label = str(field.field), field.label_tag()
    classes = ["desk-field", f"field-{name}"]
    classes += ["desk-check"] if field.is_checkbox else []
    classes += ["errors"] if faults else []
    classes += ["is-wide"] if name in wide else []
    return format_html(
        '<div class="{}">{}{}{}{}</div>',
        " ".join(classes),
        faults,
        mark_safe(box) if field.is_checkbox else label,
        label if field.is_checkbox else mark_safe(box),
        help_of(field.field),
    )


@register.simple_tag(takes_context=True)
def desk_picker(context: Any) -> dict[str, Any]:
    """Return what the window for pictures needs: its addresses, its form, and the limits."""
    sent = UploadForm(auto_id="picker-%s", label_suffix="")
    file = sent.fields.pop("picture").widget.attrs
    return {
        "pick": reverse("admin:films_image_pick"),
        "send": reverse("admin:films_image_send"),
        "words": reverse("admin:films_image_words", args=[0]),
        "form": sent,
        "may_add": context["request"].user.has_perm("films.add_image"),
        "kinds": file["accept"],
        "most_bytes": file["data-most-bytes"],
        "most_words": file["data-most-words"],
        "kind_words": file["data-kind-words"],
    }


def read_only(field: Any) -> SafeString:
    return format_html(
        '<div class="desk-field">{}<div class="readonly">{}</div></div>',
        field.label_tag(),
        field.contents(),
    )


def help_of(bound: Any) -> SafeString:
    """Return the help of a field, which its input names as its description."""
    if not bound.help_text:
        return mark_safe("")
    return format_html(
        '<div class="help" id="{}_helptext">{}</div>', bound.id_for_label, bound.help_text
    )
