"""What a merge changes, as its pages print it."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from films.merging.kinds import KINDS, kind_named
from films.merging.planning import Fact, Plan
from films.models import Award, Credit, Film, FilmTag, Merge, Offer, Person, Provider

MOST_FILMS = 30
MOST_DOUBLES = 30


@dataclass(frozen=True)
class Candidate:
    """One of those that are to be merged, with what tells it from the others."""

    row: Any
    row_count: int
    notes: list[str]

    @property
    def is_open(self) -> bool:
        return getattr(self.row, "active", True)


def candidates(model: Any, rows: list[Any]) -> list[Candidate]:
    """Return these people, tags or services as cards; one query a table that refers to them."""
    counts: Counter[int] = Counter()
    kind = next(kind for kind in KINDS if kind.model is model)
    for reference in kind.references:
        held = reference.model._default_manager.filter(**{f"{reference.column}__in": rows})
        numbers = held.order_by().values_list(reference.column).annotate(number=Count("pk"))
        counts.update(dict(numbers))
    return [Candidate(row, counts[row.pk], _notes(row)) for row in rows]


def _notes(row: Any) -> list[str]:
    if isinstance(row, Person):
        numbers = [row.imdb_id, row.wikidata_id]
        story = _("has a life story") if row.biography else ""
        born = f"* {row.born}" if row.born else ""
        return [note for note in (born, row.birthplace, story, *numbers) if note]
    if isinstance(row, Provider):
        state = "" if row.active else _("closed")
        return [note for note in (row.get_kind_display(), state, row.url) if note]
    return [note for note in (row.get_kind_display(), row.code) if note]


@dataclass(frozen=True)
class Touched:
    """A film whose page changes, and what on it."""

    film: Film
    what: str


@dataclass(frozen=True)
class ShownDouble:
    """A row that goes because the film says the same in another."""

    film: Film
    what: str
    takes_over: str


@dataclass(frozen=True)
class ShownPlan:
    """A plan in words; of many films the first are named."""

    plan: Plan
    counts: list[tuple[str, int]]
    films: list[Touched]
    more_films: int
    doubles: list[ShownDouble]
    more_doubles: int
    facts: list[Fact] = field(default_factory=list)


def shown(plan: Plan) -> ShownPlan:
    """Return a plan as its page prints it; one query for the films that are named."""
    moved = [row for rows in plan.rows for row in rows.moved]
    doubles = [double for rows in plan.rows for double in rows.doubles]
    rows = [*moved, *(double.row for double in doubles[:MOST_DOUBLES])]
    mains, whole = _named_films(plan, rows)
    said: dict[int, list[str]] = {}
    for row in moved:
        main = mains.get(row.film_id)
        if main is None:
            continue
        words = row_words(row)
        said.setdefault(main, []).append(
            words if main == row.film_id else _("%(what)s (working copy)") % {"what": words}
        )
    films = [Touched(whole[main], "; ".join(words)) for main, words in said.items()]
    counts = [
        (str(each.reference.model._meta.verbose_name_plural), len(each.moved))
        for each in plan.rows
        if each.moved
    ]
    return ShownPlan(
        plan,
        counts,
        films,
        max(0, len({row.film_id for row in moved} - plan.copy_ids) - len(films)),
        [_shown_double(double, whole, mains) for double in doubles[:MOST_DOUBLES]],
        max(0, len(doubles) - MOST_DOUBLES),
        plan.facts,
    )


def _named_films(plan: Plan, rows: list[Any]) -> tuple[dict[int, int], dict[int, Film]]:
    """Return which page each of the first films belongs to, and these pages."""
    wanted: list[int] = []
    for row in rows:
        if row.film_id not in wanted:
            wanted.append(row.film_id)
        if len(wanted) > MOST_FILMS + MOST_DOUBLES:
            break
    films = Film.objects.filter(pk__in=wanted).select_related("draft_of")
    mains = {film.pk: film.main.pk for film in films}
    whole = {film.main.pk: film.main for film in films}
    return mains, whole


def _shown_double(double: Any, whole: dict[int, Film], mains: dict[int, int]) -> ShownDouble:
    takes = [
        f"{double.into._meta.get_field(name).verbose_name}: {after}"
        for name, (_before, after) in double.changes.items()
    ]
    film = whole[mains[double.row.film_id]]
    return ShownDouble(film, row_words(double.row), ", ".join(takes))


def row_words(row: Any) -> str:
    """Return what a row says, without the name of what is merged."""
    match row:
        case Credit():
            part = f" ({row.character})" if row.character else ""
            return f"{row.get_job_display()}{part}"
        case Award():
            return ", ".join(str(each) for each in (row.category or _("Award"), row.year) if each)
        case FilmTag():
            level = row.get_level_display() if row.level else ""
            return ": ".join(filter(None, [level, row.detail])) or _("Tag")
        case Offer():
            return " · ".join(filter(None, [row.get_access_display(), row.region]))
    return str(row)


@dataclass(frozen=True)
class ShownRecord:
    """What a merge did, as its record tells."""

    counts: list[tuple[str, int]]
    dropped_count: int
    facts: list[str]
    films: list[Film]
    more_films: int
    waiting_count: int
    kept: Any


def shown_record(merge: Merge) -> ShownRecord:
    """Return what a merge did; two queries."""
    kind = kind_named(merge.kind)
    held: dict[str, Any] = merge.record
    names = {each.name: str(each.model._meta.verbose_name_plural) for each in kind.references}
    moved = [(names[name], len(rows)) for name, rows in held["moved"].items() if rows]
    facts = [str(_column(kind.model, name).verbose_name) for name in held["facts"]]
    numbers = held["films"]
    films = Film.objects.filter(pk__in=numbers[:MOST_FILMS]).order_by("sort_key", "year", "pk")
    return ShownRecord(
        moved,
        len(held["dropped"]),
        facts,
        list(films),
        max(0, len(numbers) - MOST_FILMS),
        len(merge.waiting),
        kind.model._default_manager.filter(pk=merge.kept_id).first(),
    )


def _column(model: Any, name: str) -> Any:
    return model._meta.get_field(name)
