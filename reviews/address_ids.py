"""What a review is called in an address: anything for the pages to judge, but no NUL byte.

PostgreSQL refuses to look for one. Everything else is answered alike, so that a garbled link is not
told apart from a wrong one.
"""

from django.urls import register_converter
from django.urls.converters import StringConverter


class ReviewId(StringConverter):
    """A review's public id; in a route ``<id:public_id>``."""

    regex = r"[^/\0]+"


register_converter(ReviewId, "id")
