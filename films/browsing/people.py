"""The list of all people, with a search and letters."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from films.browsing.letters import LETTERS, Letter, letters_of, under_letter
from films.browsing.listing import Listing, list_page
from films.browsing.parameters import address, read_line
from films.choices import Job
from films.models import Credit, Film, Person
from films.search.finding import people_named
from films.search.query import parse_query


@dataclass(frozen=True)
class PersonCard:
    """A person as lists show them: what they do, and in how many films of the guide."""

    person: Person
    jobs: tuple[str, ...]
    film_count: int


def person_cards(people: list[Person]) -> list[PersonCard]:
    """Return the cards of these people; one query for all of them."""
    rows = (
        Credit.objects.filter(person__in=people, film__in=Film.objects.published().values("pk"))
        .order_by("id")
        .values_list("person", "job", "film")
    )
    jobs, films = defaultdict(set), defaultdict(set)
    for person, job, film in rows:
        jobs[person].add(job)
        films[person].add(film)
    return [
        PersonCard(
            person,
            tuple(str(job.label) for job in Job if job in jobs[person.pk]),
            len(films[person.pk]),
        )
        for person in people
    ]


class PeopleList:
    """What the list of people shows for one query string; the same five queries for any."""

    def __init__(self, data: QueryDict) -> None:
        self.path = reverse("films:person_list")
        self.query = parse_query(read_line(data, "q"))
        value = read_line(data, "letter").upper()
        self.letter = next((letter for letter in LETTERS if letter.upper() == value), "")
        people = self._people()
        if self.letter:
            people = under_letter(people, self.letter)
        shown = people.select_related("portrait").defer("biography", "also_known_as")
        kept = {"q": self.query.text, "letter": self.letter}
        self.listing: Listing = list_page(shown.order_by("sort_key", "id"), data, kept)

    def _people(self) -> "QuerySet[Person]":
        if self.query:
            return people_named(self.query)
        return Person.objects.none() if self.query.text else Person.objects.seen()

    @property
    def is_plain(self) -> bool:
        """Whether this is a page of the whole list, which search engines may keep."""
        return not (self.query.text or self.letter)

    @cached_property
    def cards(self) -> list[PersonCard]:
        return person_cards(list(self.listing.rows))

    @cached_property
    def letters(self) -> list[Letter]:
        query = self.query.text
        return letters_of(
            self._people(),
            chosen=self.letter,
            address_of=lambda letter: address(self.path, {"q": query, "letter": letter}),
        )
