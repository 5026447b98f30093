"""The end of an address as SlugField allows it: an editor may write it in any script."""

from django.urls import register_converter
from django.urls.converters import SlugConverter


class AddressWords(SlugConverter):
    """Letters of any script, digits, hyphens and underscores; in a route ``<words:slug>``."""

    regex = r"[-\w]+"


register_converter(AddressWords, "words")
