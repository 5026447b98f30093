"""One page of a long list, with what its pager needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from films.browsing.parameters import address, read_page

PER_PAGE = 24


@dataclass(frozen=True)
class Listing:
    """The rows of one page; ``query`` are the list's other parameters, ending in "&", or ""."""

    page: Page
    query: str

    @property
    def rows(self) -> Any:
        return self.page.object_list

    @property
    def count(self) -> int:
        """How many rows the whole list has."""
        return self.page.paginator.count

    @property
    def page_numbers(self) -> Iterator[str | int]:
        return self.page.paginator.get_elided_page_range(
            self.page.number, on_each_side=2, on_ends=1
        )

    def canonical(self, path: str) -> str:
        """Return the address of this page of the list without its other parameters."""
        return address(path, {"page": str(self.page.number)} if self.page.number > 1 else {})


def list_page(
    rows: Any, data: QueryDict, kept: Mapping[str, str] | None = None, *, per_page: int = PER_PAGE
) -> Listing:
    """Return the page of rows that data asks for; the last one where it asks for more.

    ``kept`` are the parameters that the pager's links carry on. Costs a query for the count, and
    the rows' own.
    """
    paginator = Paginator(rows, per_page)
    number = min(read_page(data), paginator.num_pages)
    query = urlencode({name: value for name, value in (kept or {}).items() if value})
    return Listing(paginator.page(number), f"{query}&" if query else "")
