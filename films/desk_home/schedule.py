"""What is to appear, change or end by the clock: as a list, and on the days of a month."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import cast

from django.contrib.auth.models import User
from django.db.models import Q
from django.db.models.enums import TextChoices
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext_lazy as _

from films.choices import FilmStatus
from films.desk_home.panels import MOST_ROWS, is_editor, is_writer
from films.models import Collection, Film

MOST_COMING = 300  # of each kind; nobody looks at more
MOST_A_DAY = 4
YEARS_AHEAD = 10


class Change(TextChoices):
    """What the clock does."""

    FILM = "film", _("film appears")
    UPDATE = "update", _("changes appear")
    COLLECTION = "collection", _("collection appears")
    END = "end", _("collection ends")


@dataclass(frozen=True)
class Coming:
    """Something that happens by itself at a time ahead; ``url`` leads to its form."""

    at: datetime
    words: str
    url: str
    change: Change
    lead: str = ""

    @property
    def day(self) -> date:
        """The day in the site's time zone."""
        return timezone.localtime(self.at).date()


@dataclass(frozen=True)
class Day:
    """A day of the calendar; ``more`` are those of its changes that find no room."""

    date: date
    is_of_month: bool
    is_today: bool
    coming: list[Coming]
    more: int


@dataclass(frozen=True)
class Weekday:
    """The head of a column."""

    name: str
    short: str


class Month:
    """One month of the schedule, week by week; months that are over are not shown."""

    def __init__(self, first: date, coming: list[Coming]) -> None:
        self.first, self._coming = first, coming
        self.today = timezone.localdate()

    @property
    def title(self) -> str:
        return date_format(self.first, "YEAR_MONTH_FORMAT")

    @cached_property
    def weekdays(self) -> list[Weekday]:
        """The heads of the columns, beginning as weeks do in the site's language."""
        order = [(self._first_weekday + number) % 7 for number in range(7)]
        return [Weekday(str(WEEKDAYS[day]), str(WEEKDAYS_ABBR[day])) for day in order]

    @cached_property
    def weeks(self) -> list[list[Day]]:
        weeks = Calendar(self._first_weekday).monthdatescalendar(self.first.year, self.first.month)
        return [[self._day(day) for day in week] for week in weeks]

    @property
    def previous(self) -> str:
        """The month before as it is asked for; "" where that is over."""
        before = self.first - timedelta(days=1)
        return _asked(before) if self.first > self.today.replace(day=1) else ""

    @property
    def following(self) -> str:
        after = (self.first + timedelta(days=31)).replace(day=1)
        last = self.today.replace(day=1, year=self.today.year + YEARS_AHEAD)
        return _asked(after) if after <= last else ""

    @property
    def _first_weekday(self) -> int:
        # Django counts from Sunday, Python from Monday.
        return (get_format("FIRST_DAY_OF_WEEK") - 1) % 7

    def _day(self, day: date) -> Day:
        is_of_month = day.month == self.first.month
        coming = [one for one in self._coming if one.day == day] if is_of_month else []
        # The one that would be hidden alone is shown instead of the line that says so.
        shown = coming if len(coming) <= MOST_A_DAY else coming[: MOST_A_DAY - 1]
        more = len(coming) - len(shown)
        return Day(day, is_of_month, day == self.today, shown, more)


@dataclass(frozen=True)
class Schedule:
    """What is to come next, and the month that was asked for."""

    coming: list[Coming]
    month: Month

    @property
    def next(self) -> list[Coming]:
        return self.coming[:MOST_ROWS]

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than is shown."""
        return len(self.coming) >= MOST_COMING


def schedule(user: User, *, month: str = "") -> Schedule | None:
    """Return what is to come: of everything for an editor, of their own pages for a writer.

    ``month`` is one such as "2027-05"; anything else, and what is over, is the present one. Three
    queries, each on an index.
    """
    if not is_writer(user):
        return None
    now = timezone.now()
    films = Film.objects.filter(status=FilmStatus.PUBLISHED, published_at__gt=now)
    copies = Film.objects.filter(go_live_at__gt=now)
    if not is_editor(user):
        films, copies = films.filter(author=user), copies.filter(author=user)
    coming = [_coming(film) for film in films.order_by("published_at")[:MOST_COMING]]
    coming += [_coming(copy) for copy in copies.order_by("go_live_at")[:MOST_COMING]]
    coming += _collections(now) if is_editor(user) else []
    coming.sort(key=lambda one: (one.at, one.words))
    return Schedule(coming, Month(_first_of(month), coming))


def _coming(film: Film) -> Coming:
    at, change = film.published_at, Change.FILM
    if film.draft_of_id:
        at, change = film.go_live_at, Change.UPDATE
    url = reverse("admin:films_film_change", args=[film.draft_of_id or film.pk])
    return Coming(cast(datetime, at), film.title, url, change, str(film.year or ""))


def _collections(now: datetime) -> list[Coming]:
    ahead = Q(published_at__gt=now) | Q(until__gt=now)
    found = []
    for row in Collection.objects.filter(ahead, published=True)[:MOST_COMING]:
        url = reverse("admin:films_collection_change", args=[row.pk])
        if row.published_at and row.published_at > now:
            found.append(Coming(row.published_at, row.title, url, Change.COLLECTION))
        if row.until and row.until > now:
            found.append(Coming(row.until, row.title, url, Change.END))
    return found


def _first_of(month: str) -> date:
    """Return the first day of a month as it is asked for, the present one for anything else."""
    present = timezone.localdate().replace(day=1)
    try:
        asked = datetime.strptime(month[:7], "%Y-%m").date()  # noqa: DTZ007  (a month has no zone)
    except ValueError:
        return present
    return (
        asked if present <= asked <= present.replace(year=present.year + YEARS_AHEAD) else present
    )


def _asked(day: date) -> str:
    return f"{day:%Y-%m}"
