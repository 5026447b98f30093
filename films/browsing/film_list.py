"""The list of all films with its filters: genre, decade and letter, in any combination."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, F
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from films.browsing.letters import LETTERS, Letter, letters_of, under_letter
from films.browsing.listing import Listing, list_page
from films.browsing.parameters import address, read_line
from films.choices import TagKind
from films.models import Film, FilmTag, Tag
from films.models.film import FilmQuerySet
from films.page.links import Link

ORDERS = {
    "title": ("sort_key", "id"),
    "newest": ("-published_at", "-id"),
    "year": (F("year").desc(nulls_last=True), "sort_key", "id"),
}
BY_TITLE = "title"


@dataclass(frozen=True)
class Choice:
    """An entry of a filter's menu; count is how many films it would leave."""

    value: str
    words: str
    is_chosen: bool
    count: int | None = None


class FilmList:
    """What the film list shows for one query string; wrong values are left out and told.

    Costs the same number of queries however many films there are: one each for the genre, the
    three menus, the count and the rows, and those of ``for_card``.
    """

    def __init__(self, data: QueryDict) -> None:
        self.path = reverse("films:film_list")
        self.unknown: list[str] = []
        self.genre = self._read_genre(read_line(data, "genre"))
        self.decade = self._read_decade(read_line(data, "decade"))
        self.letter = self._read_letter(read_line(data, "letter"))
        sort = read_line(data, "sort")
        self.sort = sort if sort in ORDERS else BY_TITLE
        rows = self._films("genre", "decade", "letter").for_card().order_by(*ORDERS[self.sort])
        self.listing: Listing = list_page(rows, data, self._parameters())

    # What was asked ------------------------------------------------------------------------------

    def _read_genre(self, slug: str) -> Tag | None:
        if not slug:
            return None
        genre = Tag.objects.filter(kind=TagKind.GENRE, slug=slug).first()
        if genre is None:
            self.unknown.append(slug)
        return genre

    def _read_decade(self, value: str) -> int | None:
        if value.isascii() and value.isdigit() and len(value) == 4 and value.endswith("0"):
            return int(value)
        if value:
            self.unknown.append(value)
        return None

    def _read_letter(self, value: str) -> str:
        letter = next((letter for letter in LETTERS if letter.upper() == value.upper()), "")
        if value and not letter:
            self.unknown.append(value)
        return letter

    def _parameters(self, **changes: str) -> dict[str, str]:
        """Return the parameters of this list's address, some of them changed or left out ("")."""
        parameters = {
            "genre": self.genre.slug if self.genre else "",
            "decade": str(self.decade or ""),
            "letter": self.letter,
            "sort": self.sort if self.sort != BY_TITLE else "",
        }
        return {**parameters, **changes}

    def _films(self, *filters: str) -> FilmQuerySet:
        """Return the published films that pass these of the chosen filters."""
        films = Film.objects.published()
        if "genre" in filters and self.genre:
            films = films.filter(film_tags__tag=self.genre)
        if "decade" in filters and self.decade is not None:
            films = films.filter(decade=self.decade)
        if "letter" in filters and self.letter:
            films = under_letter(films, self.letter)
        return films

    # What is shown -------------------------------------------------------------------------------

    @property
    def is_filtered(self) -> bool:
        return bool(self.genre or self.decade or self.letter)

    @property
    def is_plain(self) -> bool:
        """Whether this is a page of the whole list, which search engines may keep."""
        return not (self.is_filtered or self.unknown or self.sort != BY_TITLE)

    @property
    def unknown_words(self) -> str:
        """The filters that nobody knows, to be told to the visitor."""
        return ", ".join(f"“{value}”" for value in self.unknown)

    @cached_property
    def genres(self) -> list[Choice]:
        films = self._films("decade", "letter")
        rows = (
            FilmTag.objects.filter(tag__kind=TagKind.GENRE, film__in=films.values("pk"))
            .values_list("tag__slug", "tag__name")
            .annotate(count=Count("pk"))
            .order_by("tag__folded", "tag__slug")
        )
        chosen = self.genre.slug if self.genre else ""
        choices = [Choice(slug, name, slug == chosen, count) for slug, name, count in rows]
        if self.genre and chosen not in (choice.value for choice in choices):
            choices.append(Choice(chosen, self.genre.name, True, 0))
        return choices

    @cached_property
    def decades(self) -> list[Choice]:
        rows = (
            self._films("genre", "letter")
            .filter(decade__isnull=False)
            .order_by("-decade")
            .values_list("decade")
            .annotate(count=Count("pk"))
        )
        choices = [
            Choice(str(decade), decade_name(decade), decade == self.decade, count)
            for decade, count in rows
        ]
        if self.decade and str(self.decade) not in (choice.value for choice in choices):
            choices.append(Choice(str(self.decade), decade_name(self.decade), True, 0))
        return choices

    @cached_property
    def letters(self) -> list[Letter]:
        return letters_of(
            self._films("genre", "decade"),
            chosen=self.letter,
            address_of=lambda letter: address(self.path, self._parameters(letter=letter)),
        )

    @property
    def sorts(self) -> list[Choice]:
        words = {
            "title": gettext("Title"),
            "newest": gettext("Newest page"),
            "year": gettext("Year"),
        }
        return [Choice(sort, words[sort], sort == self.sort) for sort in ORDERS]

    @property
    def in_use(self) -> list[Link]:
        """The chosen filters, each with the address that drops it."""
        chosen = {
            "genre": self.genre.name if self.genre else "",
            "decade": decade_name(self.decade) if self.decade else "",
            "letter": next((row.sign for row in self.letters if row.is_chosen), ""),
        }
        return [
            Link(words, address(self.path, self._parameters(**{name: ""})))
            for name, words in chosen.items()
            if words
        ]


def decade_name(decade: int) -> str:
    """Return "1920s"."""
    return gettext("%(decade)ss") % {"decade": decade}
