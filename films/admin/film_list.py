"""The list of films: how a state is called, and what it can be narrowed down to."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from films.admin.film_form import moment
from films.admin.linked_field import is_key
from films.choices import FilmStatus
from films.models import Film

SCHEDULED = "scheduled"
CHANGES = "changes"


def status_label(film: Film) -> str:
    """Return the state of a page in words: "Draft", "Scheduled for 1 May 2027, 9 a.m.".

    Of a page with a working copy it says how far that has come as well; one query unless loaded.
    """
    if film.draft_of_id:
        return status_label(film.main)
    copy = getattr(film, "working_copy", None)
    words = own_label(film)
    return f"{words} · {copy_label(copy)}" if copy else words


def own_label(film: Film) -> str:
    """Return the state of the page itself."""
    if film.is_scheduled:
        return gettext("Scheduled for %(when)s") % {"when": moment(film.published_at)}
    return str(film.get_status_display())


def copy_label(copy: Film) -> str:
    """Return how far the changes in a working copy have come."""
    if copy.go_live_at:
        return gettext("changes go live on %(when)s") % {"when": moment(copy.go_live_at)}
    if copy.status == FilmStatus.REVIEW:
        return gettext("changes in review")
    return gettext("changes not published")


class StatusFilter(admin.SimpleListFilter):
    """By state; scheduled pages and those with a working copy are states of their own here."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        choices = list(FilmStatus.choices)
        choices.insert(2, (SCHEDULED, _("Scheduled")))
        choices.append((CHANGES, _("With changes not published")))
        return choices

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case None:
                return queryset
            case FilmStatus.PUBLISHED:
                return queryset.published()
            case "scheduled":
                return queryset.filter(status=FilmStatus.PUBLISHED, published_at__gt=timezone.now())
            case "changes":
                return queryset.filter(working_copy__isnull=False)
            case status:
                return queryset.filter(status=status)


@admin.display(description=_("complete"), ordering="completeness")
def complete(film: Film) -> str:
    """Return how complete a page is, as “84 %”."""
    return gettext("%(percent)d %%") % {"percent": film.completeness}


@admin.display(description=_("faults"), ordering="fault_count")
def faults(film: Film) -> int:
    """Return how many faults the proofreader has found in a page."""
    return film.fault_count


class DecadeFilter(admin.SimpleListFilter):
    """By decade of release; only decades that have films are offered."""

    title = _("decade")
    parameter_name = "decade"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        films = Film.objects.filter(decade__isnull=False).order_by("-decade")
        decades = films.values_list("decade", flat=True).distinct()
        return [(str(decade), gettext("%(decade)ds") % {"decade": decade}) for decade in decades]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value()
        return queryset.filter(decade=value) if value and is_key(value) else queryset


class MineFilter(admin.SimpleListFilter):
    """The films that oneself has begun."""

    title = _("author")
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Mine"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(author=request.user) if self.value() else queryset
