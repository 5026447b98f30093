"""What the address of a list asks for, read so that no query string is an error."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import QueryDict

from films.text import clean_line

LONGEST_VALUE = 200  # characters of one parameter that are looked at
LAST_PAGE = 999_999  # nobody turns further, and OFFSET has to fit the database


def read_line(data: QueryDict, name: str) -> str:
    """Return a parameter as one clean line, its last value where it is repeated, or ""."""
    return clean_line(data.get(name, "")[: 2 * LONGEST_VALUE])[:LONGEST_VALUE].strip()


def read_page(data: QueryDict) -> int:
    """Return the number of the page asked for; 1 for everything that is no such number."""
    value = data.get("page", "")
    if not (value.isascii() and value.isdigit() and len(value) <= len(str(LAST_PAGE))):
        return 1
    return max(int(value), 1)


def address(path: str, parameters: Mapping[str, str]) -> str:
    """Return the path with those parameters that say something."""
    query = urlencode({name: value for name, value in parameters.items() if value})
    return f"{path}?{query}" if query else path
