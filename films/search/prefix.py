"""Folded texts that begin with something, in the form that each database has an index for."""

from django.db import connection
from django.db.models import Q

_LAST = "\U0010ffff"


def starts_with(column: str, prefix: str) -> Q:
    """Return the condition that a folded column begins with an already folded prefix.

    SQLite reads a range from its index (0.7 ms where LIKE took 33 on 36,000 films). PostgreSQL
    sorts by the rules of a language, where such a range would hold the wrong words.
    """
    if connection.vendor == "sqlite":
        return Q(**{f"{column}__gte": prefix, f"{column}__lt": prefix + _LAST})
    return Q(**{f"{column}__startswith": prefix})
