"""Merging on the desk: choose, see what would change, press; and undo."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from films.admin.history import ReadOnly
from films.admin.linked_field import is_key
from films.admin.merge_words import Candidate, ShownPlan, candidates, shown, shown_record
from films.merging.joining import PlanChangedError, look, marks, merge
from films.merging.kinds import MergeError, kind_named
from films.merging.parting import part, refuse_undoing
from films.models import Merge, Person, Provider
from films.text import fold

MOST_AT_ONCE = 10
MOST_FOUND = 20


class Mergeable:
    """An admin whose things can be put into one another."""

    change_form_template = "admin/films/merging/form.html"

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        if not may_merge(request.user, self.model):
            actions.pop("merge_chosen", None)
        return actions

    @admin.action(description=_("Merge two or more…"))
    def merge_chosen(self, request: HttpRequest, queryset: models.QuerySet) -> HttpResponse | None:
        numbers = queryset.order_by("pk").values_list("pk", flat=True)
        chosen = list(numbers[: MOST_AT_ONCE + 1])
        if not 2 <= len(chosen) <= MOST_AT_ONCE:
            messages.error(
                request,
                gettext("Choose two to %(most)d that are to be one.") % {"most": MOST_AT_ONCE},
            )
            return None
        return HttpResponseRedirect(merge_address(self, chosen))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(merge_page)
        name = f"films_{self.opts.model_name}_merge"
        return [path("merge/", view, {"admin": self}, name=name), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        thing = kwargs.get("obj")
        if thing and thing.pk and may_merge(request.user, self.model):
            context["merge_address"] = merge_address(self, [thing.pk])
            context["merge_words"] = (
                _("Replace by…") if isinstance(thing, Provider) else _("Merge with…")
            )
        return super().render_change_form(request, context, *args, **kwargs)


def may_merge(user: Any, model: type[models.Model]) -> bool:
    """Say whether somebody may merge: whoever may both change and delete what is merged."""
    name = model._meta.model_name
    return user.has_perms([f"films.change_{name}", f"films.delete_{name}"])


def merge_address(model_admin: Any, numbers: list[int], **more: Any) -> str:
    """Return the address of the page on which these are merged."""
    site, name = model_admin.admin_site.name, model_admin.opts.model_name
    query = urlencode([("of", number) for number in numbers] + list(more.items()))
    return f"{reverse(f'{site}:films_{name}_merge')}?{query}"


@dataclass
class Choice:
    """What the page was asked for: who takes part, who stays, and how the others are looked for."""

    rows: list[Any]
    keep: Any | None
    has_closed: bool
    term: str

    @property
    def gone(self) -> list[Any]:
        return [row for row in self.rows if row != self.keep]

    @property
    def numbers(self) -> list[int]:
        return [row.pk for row in self.rows]


def read_choice(request: HttpRequest, model: Any) -> Choice:
    """Return the choice of an address or a form; what is no number or not there is left out."""
    data = request.POST if request.method == "POST" else request.GET
    numbers = [int(value) for value in data.getlist("of") if is_key(value)][:MOST_AT_ONCE]
    found = model._default_manager.in_bulk(numbers)
    rows = [found[number] for number in dict.fromkeys(numbers) if number in found]
    keep = next((row for row in rows if str(row.pk) == data.get("keep")), None)
    term = data.get("q", "")[:200].strip()
    asked = "keep" in data  # the form was sent, so an empty box is an answer
    closed = "closed" in data if asked else any(not getattr(row, "active", True) for row in rows)
    return Choice(rows, keep, closed and model is Provider, term)


@require_http_methods(["GET", "HEAD", "POST"])
def merge_page(request: HttpRequest, *, admin: Any) -> HttpResponse:
    """Show what merging the chosen would change; with POST, do it."""
    if not may_merge(request.user, admin.model):
        raise PermissionDenied
    choice = read_choice(request, admin.model)
    if request.method == "POST":
        return carry_out(request, choice, admin)
    cards = candidates(admin.model, choice.rows)
    if choice.keep is None and len(cards) > 1:
        choice.keep = best_kept(cards, choice)
    plans, refusal = look_at(choice)
    words = _("Replace a service") if admin.model is Provider else _("Merge")
    context = admin.admin_site.each_context(request) | {
        "title": words,
        "opts": admin.opts,
        "choice": choice,
        "cards": cards,
        "found": candidates(admin.model, find(admin, request, choice)),
        "plans": plans,
        "refusal": refusal,
        "seen": marks([each.plan for each in plans]),
        "is_service": admin.model is Provider,
        "is_person": admin.model is Person,
        "list_address": reverse(
            f"{admin.admin_site.name}:films_{admin.opts.model_name}_changelist"
        ),
        "missing": len(set(request.GET.getlist("of"))) > len(choice.rows),
    }
    return render(request, "admin/films/merging/merge.html", context)


def best_kept(cards: list[Candidate], choice: Choice) -> Any:
    """Return who is best kept: open before closed, a whole name before initials, then most rows."""

    def worth(card: Candidate) -> tuple[bool, bool, int, int]:
        has_initials = any(len(word) == 1 for word in fold(card.row.name).split())
        return card.is_open, not has_initials, card.row_count, -choice.rows.index(card.row)

    return max(cards, key=worth).row


def look_at(choice: Choice) -> tuple[list[ShownPlan], str]:
    """Return what would change, or why nothing can."""
    if choice.keep is None or not choice.gone:
        return [], ""
    try:
        plans = look(choice.keep, choice.gone, has_closed=choice.has_closed)
    except MergeError as error:
        return [], str(error)
    return [shown(plan) for plan in plans], ""


def find(admin: Any, request: HttpRequest, choice: Choice) -> list[Any]:
    """Return others to choose from: those a name finds, at first the namesakes."""
    term = choice.term
    if not term and len(choice.rows) == 1 and isinstance(choice.rows[0], Person):
        term = choice.rows[0].name.split()[-1]
    rows = admin.model._default_manager.order_by(*admin.model._meta.ordering)
    if not fold(term):
        is_short = len(choice.rows) < 2 and admin.model is Provider
        return list(rows.exclude(pk__in=choice.numbers)[:MOST_FOUND]) if is_short else []
    rows, _doubles = admin.get_search_results(request, rows, term)
    kinds = {row.kind for row in choice.rows if hasattr(row, "kind")}
    if len(kinds) == 1:
        rows = rows.filter(kind=kinds.pop())
    return list(rows.exclude(pk__in=choice.numbers)[:MOST_FOUND])


def carry_out(request: HttpRequest, choice: Choice, admin: Any) -> HttpResponse:
    """Merge what was chosen, and go to the one that was kept; or say why not."""
    try:
        if choice.keep is None:
            raise MergeError(gettext("Choose which one is to be kept; it may be gone by now."))
        seen = request.POST.get("seen", "-")
        made = merge(
            choice.keep, choice.gone, by=request.user, has_closed=choice.has_closed, seen=seen
        )
    except MergeError as error:
        level = messages.WARNING if isinstance(error, PlanChangedError) else messages.ERROR
        messages.add_message(request, level, str(error))
        more = {"keep": choice.keep.pk} if choice.keep else {}
        more |= {"closed": 1} if choice.has_closed else {}
        return HttpResponseRedirect(merge_address(admin, choice.numbers, **more))
    site, name = admin.admin_site.name, admin.opts.model_name
    words: Any = ngettext(
        "“%(gone)s” is “%(kept)s” from now on.", "%(gone)s are “%(kept)s” from now on.", len(made)
    )
    names = ", ".join(each.gone_name for each in made)
    messages.success(
        request,
        format_html(
            '{} <a href="{}">{}</a>',
            words % {"gone": names, "kept": choice.keep},
            reverse(f"{site}:films_merge_change", args=[made[-1].pk]),
            gettext("What was changed, and undo"),
        ),
    )
    return HttpResponseRedirect(reverse(f"{site}:films_{name}_change", args=[choice.keep.pk]))


# What was merged ----------------------------------------------------------------------------------


class UndoneFilter(admin.SimpleListFilter):
    """By whether a merge still stands."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("stands", _("In force")), ("undone", _("Undone"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        if self.value() not in ("stands", "undone"):
            return queryset
        return queryset.filter(undone_at__isnull=self.value() == "stands")


@admin.register(Merge)
class MergeAdmin(ReadOnly, admin.ModelAdmin):
    change_form_template = "admin/films/merging/merge_form.html"
    list_display = ("gone_name", "kept_name", "kind", "editor", "created_at", "undone_at")
    list_filter = ("kind", UndoneFilter)
    list_per_page = 50
    list_select_related = ("editor",)
    search_fields = ("gone_name", "kept_name")
    show_full_result_count = False
    fields = ("kind", "gone_name", "kept_name", "gone_path", "editor", "created_at", "undone_at")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows = super().get_queryset(request)
        return rows if request.resolver_match.kwargs.get("object_id") else rows.defer("record")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        row = kwargs["obj"]
        context["shown"] = shown_record(row)
        context["may_undo"] = may_merge(request.user, kind_named(row.kind).model)
        try:
            refuse_undoing(row)
        except MergeError as error:
            context["refusal"] = str(error)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(undo)
        return [
            path("<int:pk>/undo/", view, {"admin": self}, name="films_merge_undo"),
            *super().get_urls(),
        ]


@require_POST
def undo(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Part two that were merged, and say what stays as it is."""
    row = get_object_or_404(Merge, pk=pk)
    if not may_merge(request.user, kind_named(row.kind).model):
        raise PermissionDenied
    site = admin.admin_site.name
    try:
        parting = part(row, by=request.user)
    except MergeError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse(f"{site}:films_merge_change", args=[pk]))
    words = gettext("“%(gone)s” and “%(kept)s” are two again.")
    messages.success(request, words % {"gone": parting.gone, "kept": parting.kept})
    for sentence in parting.stays:
        messages.warning(request, sentence)
    name = f"{site}:films_{row.kind}_change"
    return HttpResponseRedirect(reverse(name, args=[parting.gone.pk]))
