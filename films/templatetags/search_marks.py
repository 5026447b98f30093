"""Marks the words of a text that were searched for."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from films.search.marking import mark

register = template.Library()


@register.filter
def marked(text: str, words: Iterable[str]) -> SafeString:
    """Print the text escaped, its searched words inside <mark>."""
    return mark(str(text), words)
