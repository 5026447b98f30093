"""What wants to be mended: pages with faults, dead links, people of whom nothing is told."""

from typing import Any

from django.contrib.auth.models import User
from django.core.cache import cache
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films.choices import FilmStatus, LinkState, MergeKind
from films.desk_home.panels import (
    MOST_ROWS,
    Group,
    Panel,
    Row,
    count_up_to,
    film_list,
    film_row,
    is_editor,
    joined,
    shape_of,
)
from films.models import Credit, Film, LinkCheck, Person, PossibleDouble, Tag

MANY_CREDITS = 3  # of somebody with fewer, few visitors ask for a life story
_DOUBLED: dict[MergeKind, Any] = {MergeKind.PERSON: Person, MergeKind.TAG: Tag}
_BEST_KNOWN = "desk_home.best_known"
KEPT_FOR = 10 * 60  # seconds; whether a life story is written is looked up each time
BEST_KNOWN = 500  # people with the most credits, among whom those without a life story are sought


def faulty_films() -> QuerySet[Film]:
    """Return the pages in which the proofreader has found something, the worst first."""
    films = Film.objects.filter(fault_count__gt=0, draft_of=None)
    films = films.exclude(status=FilmStatus.ARCHIVED)
    return films.order_by("-fault_count", "completeness", "pk")


def faults(user: User) -> list[Panel]:
    """Show an editor the pages with the most faults. Two queries."""
    if not is_editor(user):
        return []
    return [
        Panel(
            "faults",
            _("Most to mend"),
            [film_row(film, detail=shape_of(film)) for film in faulty_films()[:MOST_ROWS]],
            count_up_to(faulty_films()),
            film_list(care="faults"),
            group=Group.CARE,
        )
    ]


def dead_links(user: User) -> list[Panel]:
    """Show an editor the addresses elsewhere that are gone, the most used first. Two queries."""
    if not user.has_perm("films.view_linkcheck") or not is_editor(user):
        return []
    dead = LinkCheck.objects.filter(state=LinkState.GONE, uses__gt=0)
    every = f"{reverse('admin:films_linkcheck_changelist')}?state__exact={LinkState.GONE}"
    return [
        Panel(
            "links",
            _("Dead links"),
            [_link_row(link) for link in dead.order_by("-uses", "pk")[:MOST_ROWS]],
            count_up_to(dead),
            every,
            group=Group.CARE,
        )
    ]


def _link_row(link: LinkCheck) -> Row:
    uses = ngettext("in %(count)d place", "in %(count)d places", link.uses) % {"count": link.uses}
    url = reverse("admin:films_linkcheck_change", args=[link.pk])
    detail = joined(link.words, uses)
    return Row(link.url.partition("://")[2] or link.url, url, detail=detail, at=link.failing_since)


def untold_people() -> list[tuple[Person, int]]:
    """Return those of the best known people whose life story is not written, with their credits.

    One query, and once in ten minutes a walk over the index of all credits.
    """
    number_of = _best_known()
    untold = Person.objects.filter(biography="").only("name").in_bulk(number_of)
    return [(untold[pk], number) for pk, number in number_of.items() if pk in untold]


def _best_known() -> dict[int, int]:
    """Return the numbers of the people with the most credits, and how many, of some minutes ago."""
    found: dict[int, int] | None = cache.get(_BEST_KNOWN)
    if found is None:
        counted = Credit.objects.order_by().values("person").annotate(number=Count("pk"))
        known = counted.filter(number__gte=MANY_CREDITS).order_by("-number", "person")
        found = dict(known.values_list("person", "number")[:BEST_KNOWN])
        cache.set(_BEST_KNOWN, found, KEPT_FOR)
    return found


def people(user: User) -> list[Panel]:
    """Show an editor whose life story is missed most."""
    if not (is_editor(user) and user.has_perm("films.change_person")):
        return []
    found = untold_people()
    rows = []
    for person, number in found[:MOST_ROWS]:
        words = ngettext("%(count)d credit", "%(count)d credits", number) % {"count": number}
        url = reverse("admin:films_person_change", args=[person.pk])
        rows.append(Row(person.name, url, detail=words))
    return [
        Panel(
            "people",
            _("No life story yet"),
            rows,
            len(found),
            f"{reverse('admin:films_person_changelist')}?story=missing",
            group=Group.CARE,
        )
    ]


def doubles(user: User) -> list[Panel]:
    """Show an editor who, and which tags, may be one. Six queries."""
    if not (is_editor(user) and user.has_perm("films.view_possibledouble")):
        return []
    every = reverse("admin:films_possibledouble_changelist")
    open_pairs = PossibleDouble.objects.filter(are_two=False)
    rows, count = [], 0
    for kind, model in _DOUBLED.items():
        pairs = list(open_pairs.filter(kind=kind)[: MOST_ROWS // len(_DOUBLED)])
        numbers = {number for pair in pairs for number in (pair.first_id, pair.second_id)}
        names = model.objects.only("name").in_bulk(numbers)
        count += count_up_to(open_pairs.filter(kind=kind))
        rows += [
            Row(
                f"{names[pair.first_id].name} / {names[pair.second_id].name}",
                f"{every}?kind={kind}",
                detail=str(MergeKind(kind).label),
            )
            for pair in pairs
            if pair.first_id in names and pair.second_id in names
        ]
    return [Panel("doubles", _("Possible doubles"), rows, count, every, group=Group.CARE)]
