"""Pages that somebody misses: searched for and not found, or recommended and not there."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films import publishing
from films.desk_home.panels import (
    MOST_ROWS,
    Group,
    Panel,
    Press,
    Row,
    count_up_to,
    is_writer,
    joined,
)
from films.models import Film, MissedSearch, SimilarFilm
from films.models.slug_field import first_free
from films.search.query import parse_query
from films.text import fold, slugify_title

_CANDIDATES = "desk_home.wanted"
CANDIDATES = 40  # some of which may have a draft already
YEARS_AHEAD = 5  # for which films are announced
KEPT_FOR = 10 * 60  # seconds; what comes or goes meanwhile is looked up each time
Pair = tuple[str, int | None]  # a folded title, and the year
Recommended = tuple[str, int | None, int, int]


class BeginningRefused(ValueError):  # noqa: N818  (said to the editor as it is)
    """Why no page can be begun: a sentence for the editor."""


@dataclass(frozen=True)
class WantedFilm:
    """A film that pages of ours recommend; ``film`` is its page, where one has been begun."""

    title: str
    year: int | None
    picks: int
    film: Film | None


@transaction.atomic
def begin_page(title: str, *, year: int | None, by: User) -> tuple[Film, bool]:
    """Return the page of a title and year, and whether it was made now, as a draft of one's own.

    Raises BeginningRefused.
    """
    if found := pages_of([(fold(title), year)]).get((fold(title), year)):
        return found, False
    film = Film(title=title, year=year, author=by)
    film.slug = first_free(slugify_title(title, year), Film.objects.all())
    try:
        film.clean_fields(exclude=["folded", "sort_key"])
    except ValidationError as error:
        raise BeginningRefused(" ".join(error.messages)) from None
    film.save()
    publishing.save(film, by=by)
    return film, True


def pages_of(pairs: list[Pair]) -> dict[Pair, Film]:
    """Return the pages of titles and years, drafts as well, one query.

    Under a title without a year stands any film of that title, the latest.
    """
    titles = {title for title, _year in pairs if title}
    films = Film.objects.filter(folded__in=titles, draft_of=None).order_by("year", "pk")
    found: dict[Pair, Film] = {}
    for film in films:
        found[film.folded, None] = found[film.folded, film.year] = film
    return found


# Searched for -------------------------------------------------------------------------------------


def missed(user: User) -> list[Panel]:
    """Show what visitors looked for and did not find. Three queries."""
    if not is_writer(user):
        return []
    searches = list(MissedSearch.objects.all()[:MOST_ROWS])
    pages = pages_of([_title_and_year(search.words)[1:] for search in searches])
    return [
        Panel(
            "missed",
            _("Searched for and not found"),
            [_missed_row(search, pages, user) for search in searches],
            count_up_to(MissedSearch.objects.all()),
            reverse("admin:films_missedsearch_changelist"),
            group=Group.CARE,
        )
    ]


def _title_and_year(words: str) -> tuple[str, str, int | None]:
    """Return the film that somebody may have looked for: title, folded title and year."""
    title, year = words.strip(), parse_query(words).year
    if year and year <= timezone.localdate().year + YEARS_AHEAD:
        title = title.rpartition(str(year))[0].rstrip(" (,") or title
    else:
        year = None  # part of the title, as in Blade Runner 2049
    return title[:1].upper() + title[1:], fold(title), year


def _missed_row(search: MissedSearch, pages: dict[Pair, Film], user: User) -> Row:
    title, folded, year = _title_and_year(search.words)
    film = pages.get((folded, year))
    times = ngettext("%(count)d time", "%(count)d times", search.count) % {"count": search.count}
    days = ngettext("on %(count)d day", "on %(count)d days", search.days) % {"count": search.days}
    presses = [] if film else [_begin_press(title, year, _("Begin a page"))]
    if user.has_perm("films.delete_missedsearch"):
        done = reverse("admin:films_missed_done", args=[search.pk])
        presses.append(Press(_("Done with it"), done))
    url = reverse("admin:films_film_change", args=[film.pk]) if film else ""
    state = str(film.get_status_display()) if film else ""
    return Row(
        search.words,
        url,
        detail=joined(state, f"{times} {days}" if search.count > 1 else times),
        presses=tuple(presses),
    )


def _begin_press(title: str, year: int | None, words: str) -> Press:
    fields = {"title": title, "year": str(year or "")}
    return Press(words, reverse("admin:films_film_begin"), fields)


# Recommended --------------------------------------------------------------------------------------


def wanted_titles() -> "QuerySet[SimilarFilm, Any]":
    """Return what is recommended and has no page, the most recommended first.

    Of each its title (folded), year, number of recommendations and one of them. Walks one index
    over all recommendations that wait for a page.
    """
    waiting = SimilarFilm.objects.filter(other=None).order_by()
    groups = waiting.values_list("folded", "year").annotate(number=Count("pk"), one=Min("pk"))
    return groups.order_by("-number", "folded", "year")


def wanted_films(titles: Iterable[Recommended]) -> list[WantedFilm]:
    """Return the films of some of ``wanted_titles`` as they are written; three queries.

    Those that have got a page meanwhile are left out.
    """
    groups = list(titles)
    waiting = SimilarFilm.objects.filter(pk__in=[row[3] for row in groups], other=None)
    written = dict(waiting.values_list("pk", "title"))
    pages = pages_of([(folded, year) for folded, year, _number, _one in groups])
    # A working copy recommends once more what its page does.
    copied = SimilarFilm.objects.filter(film__draft_of__isnull=False, other=None)
    twice = Counter(copied.values_list("folded", "year"))
    return [
        WantedFilm(
            written[one], year, max(number - twice[folded, year], 1), pages.get((folded, year))
        )
        for folded, year, number, one in groups
        if one in written
    ]


def wanted(user: User) -> list[Panel]:
    """Show which recommended films have no page, not even a draft. Five queries."""
    if not is_writer(user):
        return []
    candidates, number = _candidates()
    films = wanted_films(candidates)
    rows = [wanted_row(film) for film in films if film.film is None]
    return [
        Panel(
            "wanted",
            _("Recommended and not here"),
            rows[:MOST_ROWS],
            number,
            reverse("admin:films_film_wanted"),
            note=_("Similar films on other pages, those of the most pages first."),
            group=Group.CARE,
        )
    ]


def _candidates() -> tuple[list[Recommended], int]:
    """Return the most recommended titles, and how many there are, as of some minutes ago."""
    found: tuple[list[Recommended], int] | None = cache.get(_CANDIDATES)
    if found is None:
        found = list(wanted_titles()[:CANDIDATES]), count_up_to(wanted_titles())
        cache.set(_CANDIDATES, found, KEPT_FOR)
    return found


def wanted_row(film: WantedFilm) -> Row:
    """Return the row of a recommended film: a press begins its page."""
    picks = ngettext("on %(count)d page", "on %(count)d pages", film.picks) % {"count": film.picks}
    lead = str(film.year or "")
    if film.film:
        url = reverse("admin:films_film_change", args=[film.film.pk])
        state = str(film.film.get_status_display())
        return Row(film.title, url, lead, detail=joined(picks, state))
    press = _begin_press(film.title, film.year, _("Begin its page"))
    return Row(film.title, lead=lead, detail=picks, presses=(press,))
