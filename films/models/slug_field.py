"""The end of a page's address."""

from typing import Any

from django.core.validators import validate_unicode_slug
from django.db.models import QuerySet

from films.models.line_field import LineField
from films.text import numbered_slug


class SlugField(LineField):
    """Letters of any script, digits, hyphens and underscores, as they stand in an address."""

    default_validators = [validate_unicode_slug]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 220)
        super().__init__(*args, **kwargs)


def first_free(slug: str, taken_in: QuerySet, field: str = "slug") -> str:
    """Return slug, or slug-2, slug-3 … where rows of ``taken_in`` hold it already.

    Costs one query. Two savers at once may still be given the same one: the database then
    refuses the second.
    """
    taken = set(taken_in.filter(**{f"{field}__startswith": slug}).values_list(field, flat=True))
    number, candidate = 1, slug
    while candidate in taken:
        number += 1
        candidate = numbered_slug(slug, number)
    return candidate
