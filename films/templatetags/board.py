"""Setting a title on the board."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from films.images.lettering import fit_title
from films.page.writing import writing_language

register = template.Library()

LONG_TITLE = 110  # characters; set large it would fill the screen


@register.simple_tag
def board_title(title: str) -> SafeString:
    """Print the attributes of a heading on the board: classes, measured sizes, and its language.

    The language is named only where the letters are not Latin ones.
    """
    fit, language = fit_title(title), writing_language(title, [])
    return format_html(
        'class="board__text board__title{}" data-lines="{}" data-w="{}" data-l="{}" dir="auto"{}',
        " board__title--long" if len(title) > LONG_TITLE else "",
        fit.lines,
        fit.w,
        fit.l,
        format_html(' lang="{}"', language) if language else "",
    )
