"""Which film a review from elsewhere is about: found by its address, number or title, or not."""

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _

from films import addresses
from films.importers.reading import ImportRefused
from films.models import Film
from films.text import fold
from reviews.importers.tables import read_table

MAP_COLUMNS = ("value", "film")
_TITLE_AND_YEAR = re.compile(r"(.+)\((\d{4})\)", re.DOTALL)
_POST_TYPE = re.compile(r"[\w-]+:(?=[^\s/]+$)")  # "movie:the-sessions", and not "https://..."


class FilmFinder:
    """Finds films by what a file calls them; never by what is merely alike.

    Reads the names of all films once. ``given`` is what the person who imports says: a value of the
    file and the film that is meant by it.
    """

    def __init__(self, given: Mapping[str, int] | None = None) -> None:
        self._given: dict[str, int | None] = {**(given or {})}
        self._slugs: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        self._titles: defaultdict[tuple[str, int | None], list[int]] = defaultdict(list)
        films = Film.objects.filter(draft_of=None)
        for pk, slug, number, title, year in films.values_list(
            "pk", "slug", "imdb_id", "folded", "year"
        ):
            self._slugs |= {slug: pk} if slug else {}
            self._numbers |= {number: pk} if number else {}
            self._titles[title, year].append(pk)

    def find(self, name: str) -> int | None:
        """The film that is called so: an address or its end, an IMDb number, or "M (1931)".

        A bare number is another site's own, and means a film only where somebody said so.
        """
        if name not in self._given:
            self._given[name] = None if name.isdigit() else self._search(name)
        return self._given[name]

    def find_all(self, names: str) -> set[int]:
        """The films in a list with commas; what is no film (a shop's page) is passed over."""
        whole = self.find(names.strip())
        each = [self.find(name.strip()) for name in names.split(",") if name.strip()]
        return {pk for pk in [whole, *each] if pk}

    def alike(self, name: str) -> list[str]:
        """Up to three ends of addresses that begin as this one does, to be proposed."""
        slug = _slug(name)
        return sorted(known for known in self._slugs if slug and known.startswith(f"{slug}-"))[:3]

    def _search(self, name: str) -> int | None:
        slug = _slug(name)
        found = self._slugs.get(slug) or self._numbers.get(slug)
        return found or self._by_title(name) or self._by_old_address(slug)

    def _by_title(self, name: str) -> int | None:
        match = _TITLE_AND_YEAR.fullmatch(name.strip())
        films = self._titles.get((fold(match[1]), int(match[2])), []) if match else []
        return films[0] if len(films) == 1 else None

    def _by_old_address(self, slug: str) -> int | None:
        if not re.fullmatch(r"[\w-]+", slug):
            return None
        moved = addresses.find_moved(reverse("films:film_detail", args=[slug]))
        return self._slugs.get(_slug(moved.path)) if moved else None


def read_map(path: Path) -> dict[str, int]:
    """Read which film is meant by which value: a CSV file with the columns "value" and "film".

    Raises ImportRefused, naming the line, for a film that is not there.
    """
    finder = FilmFinder()
    given: dict[str, int] = {}
    for line, cells in read_table(path, required=MAP_COLUMNS):
        film = finder.find(cells["film"])
        if film is None:
            raise ImportRefused(
                _("Line %(line)d of the file of --map: there is no film “%(film)s”.")
                % {"line": line, "film": cells["film"][:100]}
            )
        given[cells["value"].strip()] = film
    return given


def _slug(name: str) -> str:
    path = unquote(urlsplit(name.strip()).path) if "//" in name else name.strip()
    parts = [part for part in path.split("/") if part]
    return _POST_TYPE.sub("", parts[-1]).lower() if parts else ""
