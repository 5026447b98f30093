"""Possible doubles: pairs to look at, each merged or parted with one press."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from films.admin.history import ReadOnly
from films.admin.merge_words import Candidate, candidates
from films.admin.merging import may_merge, merge_address
from films.choices import MergeKind
from films.duplicates.keeping import FINDERS, last_search, refresh, say_two
from films.duplicates.reasons import REASONS
from films.merging.kinds import kind_named
from films.models import Person, PossibleDouble

A_PAGE = 25
# So many people are searched while one waits; more are left to the server, once a day.
SEARCHED_AT_ONCE = 20_000


@dataclass(frozen=True)
class Pair:
    """Two that may be one."""

    double: PossibleDouble
    cards: list[Candidate]
    reasons: list[str]
    merge_address: str


@admin.register(PossibleDouble)
class PossibleDoubleAdmin(ReadOnly, admin.ModelAdmin):
    """The list is a page of its own; there is nothing else to be opened."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        kind = read_kind(request.GET.get("kind"))
        open_pairs = PossibleDouble.objects.filter(kind=kind, are_two=False)
        page = Paginator(open_pairs, A_PAGE).get_page(request.GET.get("p"))
        model = kind_named(kind).model
        context = self.admin_site.each_context(request) | {
            "title": gettext("Possible doubles"),
            "opts": self.opts,
            "kinds": [
                (each.value, kind_named(each).model._meta.verbose_name_plural) for each in FINDERS
            ],
            "kind": kind.value,
            "page": page,
            "pairs": self.pairs(kind, list(page.object_list)),
            "searched_at": last_search(kind),
            "may_merge": may_merge(request.user, model),
            "may_search": may_merge(request.user, model) and is_quick(kind),
        }
        return render(request, "admin/films/merging/doubles.html", context)

    def pairs(self, kind: MergeKind, doubles: list[PossibleDouble]) -> list[Pair]:
        """Return the pairs of which both are still there, in four queries for a page."""
        model: Any = kind_named(kind).model
        numbers = {number for each in doubles for number in (each.first_id, each.second_id)}
        rows = model._default_manager.in_bulk(numbers)
        cards = {card.row.pk: card for card in candidates(model, list(rows.values()))}
        its_admin = self.admin_site.get_model_admin(model)
        return [
            Pair(
                each,
                [cards[each.first_id], cards[each.second_id]],
                [str(REASONS[reason]) for reason in each.reasons if reason in REASONS],
                merge_address(its_admin, [each.first_id, each.second_id]),
            )
            for each in doubles
            if each.first_id in cards and each.second_id in cards
        ]

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view, "films_possibledouble"
        return [
            path("<int:pk>/two/", view(these_are_two), {"admin": self}, name=f"{name}_two"),
            path("search/", view(search), {"admin": self}, name=f"{name}_search"),
            *super().get_urls(),
        ]


def read_kind(value: str | None) -> MergeKind:
    """Return the kind that an address asks for; people where it asks for nothing known."""
    return next((kind for kind in FINDERS if kind.value == value), MergeKind.PERSON)


def is_quick(kind: MergeKind) -> bool:
    """Say whether a search is done before anybody is tired of waiting."""
    return kind != MergeKind.PERSON or Person.objects.count() <= SEARCHED_AT_ONCE


def back(admin: Any, kind: str) -> HttpResponse:
    address = reverse(f"{admin.admin_site.name}:films_possibledouble_changelist")
    return HttpResponseRedirect(f"{address}?kind={kind}")


@require_POST
def these_are_two(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Take a pair off the list for good."""
    double = get_object_or_404(PossibleDouble, pk=pk)
    kind = read_kind(double.kind)
    if not may_merge(request.user, kind_named(kind).model):
        raise PermissionDenied
    say_two(kind, (double.first_id, double.second_id), by=request.user)
    messages.success(request, gettext("These are two. You will not be asked again."))
    return back(admin, kind)


@require_POST
def search(request: HttpRequest, *, admin: Any) -> HttpResponse:
    """Look for doubles now, where that is quick."""
    kind = read_kind(request.POST.get("kind"))
    if not may_merge(request.user, kind_named(kind).model):
        raise PermissionDenied
    if not is_quick(kind):
        messages.warning(
            request, gettext("There are too many people to look while you wait: it is done daily.")
        )
        return back(admin, kind)
    number = refresh(kind)
    words: Any = ngettext("%d pair may be one.", "%d pairs may be one.", number)
    messages.success(request, words % number)
    return back(admin, kind)
