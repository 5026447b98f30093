"""A panel of the home: what waits, a few rows of it, each one press from the work."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films.models import Film

MOST_ROWS = 6
MOST_COUNTED = 1_000  # to count further would cost more than the number is worth


class Group(Enum):
    """Where on the home a panel stands."""

    NOW = "now"
    CARE = "care"


@dataclass(frozen=True)
class Press:
    """A button of a row: where it sends which fields, and what stands on it."""

    words: str
    url: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One thing to do: its name leads to the work, ``lead`` (a year, a number) stands before it.

    Without an address there is nothing yet to be led to, only something to press.
    """

    words: str
    url: str = ""
    lead: str = ""
    detail: str = ""
    said: str = ""
    at: datetime | None = None
    presses: tuple[Press, ...] = ()


@dataclass(frozen=True)
class Panel:
    """Rows of one kind, how many there are in all, and the list that has them all."""

    key: str
    title: str
    rows: list[Row]
    count: int
    all_url: str
    note: str = ""
    group: Group = Group.NOW

    @property
    def number(self) -> str:
        """How many there are, in figures."""
        return f"{MOST_COUNTED:,}+" if self.count > MOST_COUNTED else f"{self.count:,}"


# Returns the panels that somebody sees; none where they are not that person's business.
Show = Callable[[User], list[Panel]]


def is_editor(user: User) -> bool:
    """Say whether somebody's business is every page, and not only their own."""
    return user.has_perm("films.publish_film")


def is_writer(user: User) -> bool:
    """Say whether somebody begins pages."""
    return user.has_perm("films.add_film")


def count_up_to(rows: QuerySet) -> int:
    """Return how many rows there are; one more than MOST_COUNTED means at least that many."""
    return rows.order_by()[: MOST_COUNTED + 1].count()


def film_row(film: Film, **parts: object) -> Row:
    """Return the row of a page, or of a working copy, leading to its form. No query."""
    url = reverse("admin:films_film_change", args=[film.draft_of_id or film.pk])
    return Row(film.title, url, str(film.year or ""), **parts)  # type: ignore[arg-type]


def film_list(**parameters: str) -> str:
    """Return the address of the list of films, narrowed down."""
    return f"{reverse('admin:films_film_changelist')}?{urlencode(parameters)}"


def called(user: User | None) -> str:
    """Return what somebody is called; nobody's name where they are gone."""
    return (user.get_full_name() or user.get_username()) if user else _("somebody")


def joined(*parts: str) -> str:
    """Return what there is to say, parted by points."""
    return " · ".join(filter(None, parts))


def shape_of(film: Film) -> str:
    """Return how far a page has come: "62 % complete · 3 faults"."""
    complete = _("%(percent)d %% complete") % {"percent": film.completeness}
    faults = ngettext("%(count)d fault", "%(count)d faults", film.fault_count)
    return joined(
        complete if film.completeness else "",
        faults % {"count": film.fault_count} if film.fault_count else "",
    )


def moment(at: datetime) -> str:
    """Return a time in as few words as tell it: "14:05" today, "12 Nov", "12 Nov 2025"."""
    local, today = timezone.localtime(at), timezone.localdate()
    if local.date() == today:
        return date_format(local, "H:i")
    return date_format(local, "j M" if local.year == today.year else "j M Y")
