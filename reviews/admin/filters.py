"""What the moderators' list can be narrowed down to; by itself it shows what waits."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from films.admin.linked_field import is_key
from films.models import Film
from reviews.choices import HoldReason, ReviewStatus, RevisionStatus
from reviews.models import Report, Review, ReviewRevision

QUEUE, EVERYTHING = "queue", "all"
MOST_FILMS = 20


class StateFilter(admin.SimpleListFilter):
    """By state; what waits for a moderator unless another is chosen."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        # What is pending waits; it is in the queue.
        states = [row for row in ReviewStatus.choices if row[0] != ReviewStatus.PENDING]
        return [(QUEUE, _("To be looked at")), *states, (EVERYTHING, _("All"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value() or QUEUE:
            case "queue":
                return queryset.filter(queued_at__isnull=False)
            case "all":
                return queryset
            case status:
                return queryset.filter(status=status)


class WhyFilter(admin.SimpleListFilter):
    """By what made a review wait."""

    title = _("reason")
    parameter_name = "why"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("changed", _("Its author has changed the words")),
            ("reported", _("Readers have reported it")),
            *HoldReason.choices,
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case None | "":
                return queryset
            case "changed":
                waiting = ReviewRevision.objects.filter(status=RevisionStatus.PENDING)
                return queryset.filter(pk__in=waiting.values("review"))
            case "reported":
                said = Report.objects.filter(handled_at=None)
                return queryset.filter(pk__in=said.values("review"))
            case reason:
                return queryset.filter(hold_reason=reason)


class FilmFilter(admin.SimpleListFilter):
    """By film: those with the most to look at are offered, any other one can be asked for."""

    title = _("film")
    parameter_name = "film"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        queue = Review.objects.filter(queued_at__isnull=False)
        numbers = dict(
            queue.order_by().values_list("film").annotate(n=Count("pk")).order_by("-n")[:MOST_FILMS]
        )
        chosen = self.value() or ""
        wanted = [*numbers, *([int(chosen)] if is_key(chosen) else [])]
        films = Film.objects.filter(pk__in=wanted).only("title", "year").in_bulk()
        return [
            (str(pk), f"{films[pk]} · {numbers[pk]}" if pk in numbers else str(films[pk]))
            for pk in dict.fromkeys(wanted)
            if pk in films
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value()
        return queryset.filter(film=value) if value and is_key(value) else queryset


def offered(specs: list[admin.SimpleListFilter]) -> list[dict[str, Any]]:
    """The filters as choices of a form: name, title, options, and which of them is chosen."""
    return [
        {
            "name": spec.parameter_name,
            "title": spec.title,
            "options": [
                *([] if isinstance(spec, StateFilter) else [("", _("all"))]),
                *spec.lookup_choices,
            ],
            "chosen": spec.value() or (QUEUE if isinstance(spec, StateFilter) else ""),
        }
        for spec in specs
    ]
