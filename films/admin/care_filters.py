"""Lists narrowed down to what the home of the desk counts."""

from typing import Any

from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from films.choices import FilmStatus
from films.desk_home.ageing import stale_films
from films.desk_home.mending import faulty_films, untold_people
from films.desk_home.own import returned_events

# In which order a list is shown, unless its reader asks for another.
ORDERINGS: dict[str, tuple[Any, ...]] = {
    "waiting": ("updated_at",),
    "stale": (F("rating__count").desc(nulls_last=True), "pk"),
    "faults": ("-fault_count", "completeness"),
}


class CareFilter(admin.SimpleListFilter):
    """By what a page wants of its editors."""

    title = _("to do")
    parameter_name = "care"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("waiting", _("Waits for review, or its changes do")),
            ("returned", _("Returned to its writer")),
            ("stale", _("Gone stale")),
            ("faults", _("Has faults")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "waiting":
                in_review = Q(status=FilmStatus.REVIEW)
                return queryset.filter(in_review | Q(working_copy__status=FilmStatus.REVIEW))
            case "returned":
                return queryset.filter(pk__in=returned_events().order_by().values("film"))
            case "stale":
                return queryset.filter(pk__in=stale_films().order_by().values("pk"))
            case "faults":
                return queryset.filter(pk__in=faulty_films().order_by().values("pk"))
        return queryset


def care_ordering(request: HttpRequest) -> tuple[Any, ...]:
    """Return the order in which the chosen pages are best worked through; () for any other list."""
    return ORDERINGS.get(request.GET.get("care", ""), ())


class StoryFilter(admin.SimpleListFilter):
    """By whether a well known person's life is told."""

    title = _("life story")
    parameter_name = "story"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("missing", _("Many credits and none"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() != "missing":
            return queryset
        return queryset.filter(pk__in=[person.pk for person, _credits in untold_people()])
