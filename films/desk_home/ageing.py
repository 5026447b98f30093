"""What gets worse by itself: figures of other sites and offers, which age."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films.choices import FilmStatus
from films.desk_home.panels import (
    MOST_COUNTED,
    MOST_ROWS,
    Group,
    Panel,
    film_list,
    film_row,
    is_editor,
    joined,
)
from films.models import Film, Offer, Score
from films.models.film_query_set import FilmQuerySet

MOST_RATED = 500  # films that are looked at first, because most visitors have rated them


def stale_before() -> date:
    """Return the day before which what was read elsewhere counts as stale."""
    return timezone.localdate() - timedelta(days=settings.STALE_AFTER_DAYS)


def stale_scores() -> QuerySet[Score]:
    return Score.objects.filter(checked_on__lt=stale_before())


def stale_offers() -> QuerySet[Offer]:
    """Return the offers that are over, or that nobody has looked at for long."""
    return on_pages(Offer.objects.filter(is_old() | is_over()))


def on_pages(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    """Return those of them that pages show: not those of services that have closed."""
    return offers.exclude(provider__active=False)


def is_old() -> Q:
    return Q(checked_on__lt=stale_before())


def is_over() -> Q:
    return Q(until__lt=timezone.localdate())


def stale_films() -> FilmQuerySet:
    """Return the public films of which a score or an offer is stale, the most rated first."""
    of_film = {"film": OuterRef("pk")}
    stale = Exists(stale_scores().filter(**of_film)) | Exists(stale_offers().filter(**of_film))
    return by_ratings(Film.objects.published().filter(stale))


def stale(user: User) -> list[Panel]:
    """Show an editor the pages whose figures have gone stale. Seven queries of bounded cost.

    With more than a thousand of them, those are chosen from that are stale for the longest time or
    belong to the 500 most rated films: to rank all of them would take longer than anybody waits.
    """
    if not is_editor(user):
        return []
    longest = _longest_stale()
    films = by_ratings(Film.objects.filter(pk__in=_first(longest) | _most_rated()))
    shown = films.annotate(
        ratings=F("rating__count"),
        score_read=_oldest(stale_scores()),
        offer_read=_oldest(stale_offers()),
    )
    return [
        Panel(
            "stale",
            _("Gone stale"),
            [film_row(film, detail=_why_stale(film)) for film in shown[:MOST_ROWS]],
            len(longest),
            film_list(care="stale"),
            note=_(
                "Scores and offers older than %(days)d days. Nobody counts visits here, so the"
                " films that most visitors have rated come first."
            )
            % {"days": settings.STALE_AFTER_DAYS},
            group=Group.CARE,
        )
    ]


def _longest_stale() -> set[int]:
    """Return the numbers of up to a thousand films and some that are stale for longest."""
    rows: list[QuerySet[Any]] = [
        stale_scores().order_by("checked_on"),
        on_pages(Offer.objects.filter(is_old())).order_by("checked_on"),
        on_pages(Offer.objects.filter(is_over())).order_by("until"),
    ]
    # A join, for of a list of all public films SQLite would make a table first.
    live = {"film__status": FilmStatus.PUBLISHED, "film__published_at__lte": timezone.now()}
    found: set[int] = set()
    for stale_rows in rows:
        films = stale_rows.filter(**live).values_list("film", flat=True)
        found.update(films[: MOST_COUNTED + 1])
    return found


def _first(numbers: set[int]) -> set[int]:
    """Return those of these films that most visitors have rated."""
    films = by_ratings(Film.objects.filter(pk__in=numbers))
    return set(films.values_list("pk", flat=True)[:MOST_ROWS])


def _most_rated() -> set[int]:
    """Return the stale ones of the 500 films that most visitors have rated, as many as shown."""
    rated = Film.objects.published().filter(rating__count__gt=0).order_by("-rating__count")
    numbers = list(rated.values_list("pk", flat=True)[:MOST_RATED])
    return set(stale_films().filter(pk__in=numbers).values_list("pk", flat=True)[:MOST_ROWS])


def by_ratings(films: FilmQuerySet) -> FilmQuerySet:
    """Return films in the order of how many visitors have rated them, the most first."""
    return films.order_by(F("rating__count").desc(nulls_last=True), "pk")


def _oldest(rows: QuerySet) -> Subquery:
    of_film = rows.filter(film=OuterRef("pk")).order_by("checked_on")
    return Subquery(of_film.values("checked_on")[:1])


def _why_stale(film: Any) -> str:
    parts = []
    if film.score_read:
        parts.append(_("scores of %(day)s") % {"day": date_format(film.score_read, "j M Y")})
    if film.offer_read:
        parts.append(_("offers of %(day)s") % {"day": date_format(film.offer_read, "j M Y")})
    ratings = film.ratings or 0
    words = ngettext("%(count)d rating", "%(count)d ratings", ratings) % {"count": ratings}
    return joined(*(parts or [_("an offer is over")]), words if ratings else "")
