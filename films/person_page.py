"""The page of one person as data."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from films.choices import Job
from films.dates import format_partial_date, years_between
from films.images.lettering import TitleFit, fit_title
from films.markdown import Prose, plain, render
from films.models import Award, Credit, Film, Person, Quote
from films.page.links import Fact, Link

FILMS_OF_NO_STUB = 2
MOST_COLLABORATORS = 8
FILMS_TOGETHER = 2
OLDEST = 115  # years; somebody born earlier has died, whether we know it or not
DESCRIPTION = 300


@dataclass(frozen=True)
class FilmOfPerson:
    """A film and what the person did on it."""

    film: Film
    jobs: str
    characters: str


@dataclass(frozen=True)
class CreditsOfJob:
    """All films on which the person had one job, newest first."""

    job: str
    rows: list[tuple[Film, str]]


@dataclass(frozen=True)
class Collaborator:
    """Somebody who worked on several of the same films."""

    link: Link
    film_count: int


class PersonPage:
    """Everything that a person's page shows; the same queries for one film and a hundred.

    Without a published film there is no page: ask ``is_known`` first.
    """

    def __init__(self, person: Person) -> None:
        self.person = person
        live = Film.objects.published().filter(pk__in=person.credits.values("film"))
        newest_first = sorted(live.for_card(), key=lambda film: (-(film.year or 0), film.sort_key))
        self._films = {film.pk: film for film in newest_first}
        self._credits: dict[int, list[Credit]] = defaultdict(list)
        for credit in person.credits.filter(film__in=list(self._films)).order_by("position", "id"):
            self._credits[credit.film_id].append(credit)

    @property
    def is_known(self) -> bool:
        """Whether visitors may meet this person: somebody of a published film."""
        return bool(self._films)

    @property
    def is_stub(self) -> bool:
        """Whether there is too little on the page for a search engine to keep it."""
        return not self.person.biography and len(self._films) < FILMS_OF_NO_STUB

    @cached_property
    def fit(self) -> TitleFit:
        return fit_title(self.person.name)

    @property
    def jobs(self) -> list[str]:
        return [group.job for group in self.by_job]

    @cached_property
    def biography(self) -> Prose:
        return render(self.person.biography)

    @property
    def description(self) -> str:
        """A sentence or two for search engines."""
        if self.person.biography:
            return plain(self.person.biography)[:DESCRIPTION]
        titles = ", ".join(film.title for film in list(self._films.values())[:5])
        return f"{self.person.name}: {titles}."[:DESCRIPTION]

    @cached_property
    def facts(self) -> list[Fact]:
        """Dates and numbers, those that are known."""
        person = self.person
        born = ", ".join(filter(None, [format_partial_date(person.born), person.birthplace]))
        names = [name.strip() for name in person.also_known_as.splitlines() if name.strip()]
        found = [
            (gettext("Born"), born, "" if person.died else self._age()),
            (gettext("Died"), format_partial_date(person.died), self._age()),
            (gettext("Also known as"), ", ".join(names), ""),
            (gettext("Films here"), str(len(self._films)), ""),
        ]
        return [Fact(term, (Link(words),), note) for term, words, note in found if words]

    def _age(self) -> str:
        today = timezone.localdate().isoformat()
        age = years_between(self.person.born, self.person.died or today)
        if age is None or (age > OLDEST and not self.person.died):
            return ""
        return ngettext("(aged %(years)d)", "(aged %(years)d)", age) % {"years": age}

    @cached_property
    def films(self) -> list[FilmOfPerson]:
        return [
            FilmOfPerson(film, ", ".join(self._jobs_on(pk)), ", ".join(self._characters_in(pk)))
            for pk, film in self._films.items()
        ]

    def _jobs_on(self, film: int) -> list[str]:
        jobs = {credit.job for credit in self._credits[film]}
        return [str(job.label) for job in Job if job in jobs]

    def _characters_in(self, film: int) -> list[str]:
        return [credit.character for credit in self._credits[film] if credit.character]

    @cached_property
    def by_job(self) -> list[CreditsOfJob]:
        """The credits under their jobs; a film stands under each of them."""
        groups = []
        for job in Job:
            rows = [
                (film, credit.character)
                for pk, film in self._films.items()
                for credit in self._credits[pk]
                if credit.job == job
            ]
            if rows:
                groups.append(CreditsOfJob(str(job.label), rows))
        return groups

    @cached_property
    def quotes(self) -> list[Quote]:
        """What the person says in films, without what gives something away."""
        quotes = Quote.objects.published().filter(credit__person=self.person)
        return list(quotes.select_related("film").order_by("film__sort_key", "position", "id"))

    @cached_property
    def awards(self) -> list[Award]:
        awards = Award.objects.filter(person=self.person, film__in=Film.objects.published())
        return list(awards.select_related("body", "film").order_by("-year", "film__sort_key", "id"))

    @cached_property
    def collaborators(self) -> list[Collaborator]:
        """Those who worked on at least two of the same published films, most often first."""
        rows = (
            Credit.objects.filter(film__in=list(self._films))
            .exclude(person=self.person)
            .values("person__name", "person__slug")
            .annotate(films=Count("film", distinct=True))
            .filter(films__gte=FILMS_TOGETHER)
            .order_by("-films", "person__sort_key")[:MOST_COLLABORATORS]
        )
        return [
            Collaborator(
                Link(row["person__name"], Person(slug=row["person__slug"]).get_absolute_url()),
                row["films"],
            )
            for row in rows
        ]
