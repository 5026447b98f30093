"""What the history prints: texts with what went and what came; in Python, for they are many."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from films.admin.film_comparison import signature
from films.admin.film_form import name_of
from films.comparison import FieldChange, RowChange
from films.document_fields import EDITORIAL
from films.models import Image, Revision
from films.taking_back import place_of_row
from films.word_changes import IN, KEPT, OUT, Passage, Stretch

register = template.Library()

_SHORT = 200  # characters of what was kept that stand for context; more is folded
register.filter("signature", signature)
register.filter("name_of", name_of)


@register.simple_tag
def changed_text(field: FieldChange) -> SafeString:
    """Print both texts of a field as one; long passages that were kept are folded."""
    return _joined(_passage(passage, side=None) for passage in field.passages)


@register.simple_tag
def text_before(field: FieldChange) -> SafeString:
    """Print what a field said, with what was taken out."""
    return _joined(_passage(passage, side=IN) for passage in field.passages)


@register.simple_tag
def text_after(field: FieldChange) -> SafeString:
    """Print what a field says, with what was put in."""
    return _joined(_passage(passage, side=OUT) for passage in field.passages)


@register.simple_tag
def plain_text(field: FieldChange) -> str:
    """Print what a field says, unmarked."""
    return "".join(part.text for part in field.after)


@register.simple_tag
def thumbnail(file: str) -> str:
    """Print a small picture by the name that documents know it by; nothing when it is gone."""
    image = Image.objects.filter(file=file.removeprefix("media/")).first() if file else None
    if image is None:
        return ""
    return format_html('<img class="thumb" src="{}" alt="" loading="lazy">', image.url_for(400))


@register.simple_tag
def row_place(row: RowChange) -> str:
    """Print where a row stood and stands, in words."""
    words = {"was": row.was, "now": row.now}
    match row.kind:
        case "added":
            return gettext("added at place %(now)d") % words
        case "removed":
            return gettext("removed from place %(was)d") % words
        case "changed" if not row.is_moved:
            return gettext("changed, place %(now)d") % words
        case "changed":
            return gettext("changed, and moved from place %(was)d to %(now)d") % words
    return gettext("moved from place %(was)d to %(now)d") % words


@register.filter
def row_key(row: RowChange, block: str) -> str:
    """Return how a row is called where it is taken back."""
    return place_of_row(block, row)


@register.filter
def is_alone(field: FieldChange) -> bool:
    """Whether a field can be taken back by itself: state, address and date cannot."""
    return field.name not in EDITORIAL


@register.filter
def few(words: list[str]) -> str:
    """Return the first names of a list, and how many there are more."""
    shown, rest = words[:6], len(words) - 6
    said = ", ".join(shown)
    if rest <= 0:
        return said
    more = ngettext("%(number)d more", "%(number)d more", rest) % {"number": rest}
    return gettext("%(names)s and %(more)s") % {"names": said, "more": more}


@register.simple_tag(takes_context=True)
def comparison_url(context: Any, older: object, newer: object, view: str = "") -> str:
    """Return the address of a comparison of two sides of the page's film."""
    address = reverse("admin:films_film_compare", args=[context["film"].pk])
    return f"{address}?from={older}&to={newer}" + (f"&view={view}" if view else "")


@register.filter
def version_url(revision: Revision) -> str:
    """Return the address at which a version is read."""
    return reverse("admin:films_revision_change", args=[revision.pk])


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(parts))


def _passage(passage: Passage, *, side: str | None) -> SafeString:
    """Return a passage as HTML, without what stands only on the other side."""
    if passage.unchanged and len(passage.stretches[0].text) > _SHORT:
        return format_html(
            '<details class="change-fold"><summary>{}</summary>{}</details>',
            ngettext(
                "%(count)d paragraph is as it was",
                "%(count)d paragraphs are as they were",
                passage.unchanged,
            )
            % {"count": passage.unchanged},
            passage.stretches[0].text,
        )
    shown = [part for part in passage.stretches if part.change != side]
    return format_html_join("", "{}", ((_stretch(part),) for part in shown))


def _stretch(part: Stretch) -> SafeString | str:
    if part.change == KEPT:
        return part.text
    element, words = (
        ("ins", gettext("added:")) if part.change == IN else ("del", gettext("removed:"))
    )
    return format_html(
        '<{}><span class="visually-hidden">{} </span>{}</{}>', element, words, part.text, element
    )
