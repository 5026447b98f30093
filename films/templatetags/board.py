"""Setting a title on the board."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from films.images.lettering import fit_title

register = template.Library()

LONG_TITLE = 110  # characters; set large it would fill the screen


@register.simple_tag
def board_title(title: str) -> SafeString:
    """Print the attributes of a heading on the board: its classes, and its measured sizes."""
    fit = fit_title(title)
    return format_html(
        'class="board__text board__title{}" data-lines="{}" data-w="{}" data-l="{}"',
        " board__title--long" if len(title) > LONG_TITLE else "",
        fit.lines,
        fit.w,
        fit.l,
    )
