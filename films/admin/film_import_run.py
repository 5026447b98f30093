"""An import is looked at: its films, every difference, what is to be taken, and how far it is."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from films.admin.film_comparison import is_number
from films.admin.import_words import ShownChange, missing, said_counts, said_fields, shown_changes
from films.choices import ImportKind, ImportState, ItemState
from films.document_fields import label_of
from films.importers import batches
from films.importers.batches import may_publish
from films.importers.planning import plan
from films.importers.reading import ImportRefused
from films.importers.steps import go_on
from films.models import ImportItem, ImportRun

PER_PAGE = 50
# What the list of films can be narrowed down to.
SHOWN: dict[str, tuple[Any, Q]] = {
    "new": (_("New"), Q(is_new=True) & ~Q(state=ItemState.REFUSED)),
    "changed": (_("Changed"), Q(is_new=False) & ~Q(state__in=(ItemState.SAME, ItemState.REFUSED))),
    "by-hand": (_("Touches what was written by hand"), Q(is_by_hand=True)),
    "refused": (_("Refused"), Q(state=ItemState.REFUSED)),
    "skipped": (_("Left out"), Q(state=ItemState.SKIPPED)),
    "kept": (_("Kept"), Q(state=ItemState.KEPT)),
    "same": (_("Nothing to change"), Q(state=ItemState.SAME)),
}


def urls(admin: Any) -> list[URLPattern]:
    """Return the addresses of one import."""
    view, given = admin.admin_site.admin_view, {"admin": admin}
    pages = {
        "": (run_page, "run"),
        "progress.json": (progress_json, "progress"),
        "go-on/": (continue_run, "go_on"),
        "apply/": (apply_run, "apply"),
        "undo/": (undo_run, "undo"),
        "compare/": (compare_run, "compare"),
        "discard/": (discard_run, "discard"),
        "fields/": (settle_fields, "fields"),
        "films/": (settle_films, "films"),
        "films/<int:number>/": (item_page, "item"),
    }
    return [
        path(f"import/<int:pk>/{end}", view(page), given, name=f"films_import_{name}")
        for end, (page, name) in pages.items()
    ]


# Which imports ------------------------------------------------------------------------------------


def runs_of(user: AbstractUser) -> QuerySet[ImportRun]:
    """Return the imports that somebody may see: an editor all, a writer their own."""
    runs = ImportRun.objects.exclude(state=ImportState.READING)
    return runs if may_publish(user) else runs.filter(editor=user)


def run_of(request: HttpRequest, pk: int, admin: Any) -> ImportRun:
    """Return an import for somebody whose business it is; 404 or PermissionDenied otherwise."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    run = get_object_or_404(ImportRun.objects.select_related("editor"), pk=pk)
    if not runs_of(request.user).filter(pk=run.pk).exists():
        raise PermissionDenied
    return run


def open_run(run: ImportRun, site: str) -> str:
    """Return the address at which an import is looked at: of a single film, the film's."""
    is_single = run.state == ImportState.PLANNED and run.items.count() == 1
    if run.state == ImportState.COLUMNS:
        return reverse(f"{site}:films_import_columns", args=[run.pk])
    if is_single:
        return reverse(f"{site}:films_import_item", args=[run.pk, run.items.get().number])
    return reverse(f"{site}:films_import_run", args=[run.pk])


def back(run: ImportRun, admin: Any) -> HttpResponseRedirect:
    """Lead to the page of an import."""
    return HttpResponseRedirect(reverse(f"{admin.admin_site.name}:films_import_run", args=[run.pk]))


# The page of an import ----------------------------------------------------------------------------


@require_safe
def run_page(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Show an import: while it runs how far it is, else its films, fifty a page."""
    run = run_of(request, pk, admin)
    if run.state == ImportState.COLUMNS:
        return HttpResponseRedirect(open_run(run, admin.admin_site.name))
    show = request.GET.get("show", "")
    items = run.items.select_related("film").defer("document")
    if show in SHOWN:
        items = items.filter(SHOWN[show][1])
    page = Paginator(items, PER_PAGE).get_page(request.GET.get("page"))
    found = batches.progress(run)
    context = {
        **admin.admin_site.each_context(request),
        "title": str(run),
        "opts": admin.opts,
        "run": run,
        "progress": found,
        "counts": said_counts(found.counts),
        "show": show,
        "filters": filters(run),
        "page": page,
        "rows": [row_of(item, run) for item in page],
        "fields": fields_of(run) if run.state == ImportState.PLANNED else [],
        "may_publish": may_publish(request.user),
        "is_table": run.kind == ImportKind.CSV,
    }
    return render(request, "admin/films/film/import_run.html", context)


def filters(run: ImportRun) -> list[tuple[str, Any, int]]:
    """Return what the films can be narrowed down to, with how many each has; none with nothing."""
    tests = {key.replace("-", "_"): Count("pk", filter=test) for key, (_l, test) in SHOWN.items()}
    counts = run.items.order_by().aggregate(all=Count("pk"), **tests)
    found = [("", _("All"), counts["all"])]
    found += [(key, label, counts[key.replace("-", "_")]) for key, (label, _t) in SHOWN.items()]
    return [entry for entry in found if entry[2]]


def row_of(item: ImportItem, run: ImportRun) -> dict[str, Any]:
    """Return one film of the list: what it would change, in a few words."""
    taken = [kept for kept in item.changes if batches.is_taken(kept, item, run)]
    return {
        "item": item,
        "label": item.get_state_display(),
        "count": len(item.changes),
        "taken": len(taken),
        "fields": said_fields(item.changes),
    }


def fields_of(run: ImportRun) -> list[dict[str, Any]]:
    """Return the fields that the films of an import differ in, with what is settled for them."""
    settled = run.options.get("fields", {})
    return [
        {
            "name": name,
            "label": label_of(name),
            "films": films,
            "by_hand": by_hand,
            "take": settled.get(name, batches.TAKE_FREE),
        }
        for name, (films, by_hand) in run.options.get("tally", {}).items()
    ]


# Going on -----------------------------------------------------------------------------------------


@require_safe
def progress_json(request: HttpRequest, pk: int, *, admin: Any) -> JsonResponse:
    """Say how far an import is."""
    return said_progress(run_of(request, pk, admin))


def said_progress(run: ImportRun) -> JsonResponse:
    found = batches.progress(run)
    words = gettext("%(done)d of %(total)d") % {"done": found.done, "total": found.total}
    return JsonResponse(
        {
            "running": found.is_running,
            "done": found.done,
            "total": found.total,
            "words": words,
        }
    )


@require_POST
def continue_run(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Work for two seconds on what comes next; the page of the import presses this by itself."""
    run = run_of(request, pk, admin)
    go_on(run, by=request.user)
    if request.accepts("text/html"):
        return HttpResponseRedirect(open_run(run, admin.admin_site.name))
    return said_progress(run)


@require_POST
def apply_run(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Begin to take over what is ticked."""
    run = run_of(request, pk, admin)
    try:
        batches.start_applying(run, publish="publish" in request.POST, by=request.user)
    except ImportRefused as refused:
        messages.error(request, str(refused))
        return back(run, admin)
    go_on(run, by=request.user)
    return done(request, run, admin)


def done(request: HttpRequest, run: ImportRun, admin: Any) -> HttpResponse:
    """Lead from an import of a single film to that film, else to the import's page."""
    if run.state != ImportState.DONE or run.items.count() > 1:
        return back(run, admin)
    item = run.items.get()
    if item.state != ItemState.DONE:
        return back(run, admin)
    words = gettext("The page has been imported as a draft. Look it over.")
    if not item.is_new:
        words = gettext("The page has been taken over into this film.")
    messages.success(request, words)
    if item.document.get("unread"):
        messages.warning(
            request, gettext("What was not understood stands in the notes, under Publishing.")
        )
    name = f"{admin.admin_site.name}:films_film_change"
    return HttpResponseRedirect(reverse(name, args=[item.film_id]))


@require_POST
def undo_run(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Begin to take an import back."""
    return begin_step(request, run_of(request, pk, admin), batches.start_undoing, admin)


@require_POST
def compare_run(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Compare the films of an import with the guide again."""
    return begin_step(request, run_of(request, pk, admin), batches.compare_again, admin)


def begin_step(
    request: HttpRequest, run: ImportRun, step: Callable[[ImportRun], None], admin: Any
) -> HttpResponse:
    """Begin a step of an import and go on with it for a while; or say why it is refused."""
    try:
        step(run)
    except ImportRefused as refused:
        messages.error(request, str(refused))
    else:
        go_on(run, by=request.user)
    return back(run, admin)


@require_POST
def discard_run(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Forget an import of which nothing has been taken over."""
    run = run_of(request, pk, admin)
    try:
        batches.discard(run)
    except ImportRefused as refused:
        messages.error(request, str(refused))
        return back(run, admin)
    messages.success(request, gettext("The import has been forgotten; no film was changed."))
    return HttpResponseRedirect(reverse(f"{admin.admin_site.name}:films_film_import"))


# Choosing -----------------------------------------------------------------------------------------


@require_POST
def settle_fields(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Say for each field, for all films at once, whether it is taken."""
    run = run_of(request, pk, admin)
    for name in run.options.get("tally", {}):
        take = request.POST.get(f"take-{name}", batches.TAKE_FREE)
        if take in (batches.TAKE_ALL, batches.TAKE_FREE, batches.TAKE_NONE):
            batches.set_field(run, name, take)
    messages.success(request, gettext("That holds for all films whose ticks you did not set."))
    return back(run, admin)


@require_POST
def settle_films(request: HttpRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Leave the chosen films out, or take them after all."""
    run = run_of(request, pk, admin)
    numbers = [text for text in request.POST.getlist("film") if is_number(text)][:PER_PAGE]
    for item in run.items.filter(number__in=numbers):
        marks = {kept["mark"] for kept in item.changes if not kept.get("by")}
        try:
            batches.choose(item, marks if "take" in request.POST else set())
        except ImportRefused as refused:
            messages.error(request, f"{item}: {refused}")
    query = request.POST.get("query", "")
    address = reverse(f"{admin.admin_site.name}:films_import_run", args=[run.pk])
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


@require_http_methods(["GET", "HEAD", "POST"])
def item_page(request: HttpRequest, pk: int, number: int, *, admin: Any) -> HttpResponse:
    """Show every difference of one film, and keep which of them are ticked."""
    run = run_of(request, pk, admin)
    item = get_object_or_404(run.items.select_related("film"), number=number)
    if request.method == "POST":
        return save_ticks(request, run, item, admin)
    changes, document, fault = looked_at(item, run)
    others = run.items.exclude(state__in=(ItemState.SAME, ItemState.REFUSED))
    context = {
        **admin.admin_site.each_context(request),
        "title": item.name or item.place,
        "opts": admin.opts,
        "run": run,
        "item": item,
        "changes": changes,
        "fault": fault,
        "missing": missing(document) if item.is_new else [],
        "unread": item.document.get("unread", []),
        "remarks": item.document.get("remarks", []),
        "is_open": run.state == ImportState.PLANNED
        and item.state in (ItemState.PLANNED, ItemState.SKIPPED),
        "is_single": run.items.count() == 1,
        "may_publish": may_publish(request.user),
        "earlier": others.filter(number__lt=number).order_by("-number").first(),
        "later": others.filter(number__gt=number).first(),
    }
    return render(request, "admin/films/film/import_item.html", context)


def looked_at(item: ImportItem, run: ImportRun) -> tuple[list[ShownChange], dict[str, Any], str]:
    """Return the differences of a film as they are now, its document, and what is wrong."""
    if not item.document or item.state == ItemState.READ:
        return [], {}, item.words
    try:
        found = plan(item, run, film=item.film)
    except ImportRefused as refused:
        return [], {}, item.words or str(refused)
    return shown_changes(found, item, run), found.document, ""


def save_ticks(request: HttpRequest, run: ImportRun, item: ImportItem, admin: Any) -> HttpResponse:
    """Keep the ticks of one film; go on to the next one, or take the only one over."""
    try:
        batches.choose(item, set(request.POST.getlist("take")))
    except ImportRefused as refused:
        messages.error(request, str(refused))
        return back(run, admin)
    if "apply" in request.POST and run.items.count() == 1:
        return apply_run(request, run.pk, admin=admin)
    later = run.items.filter(state=ItemState.PLANNED, number__gt=item.number).first()
    if "next" in request.POST and later:
        name = f"{admin.admin_site.name}:films_import_item"
        return HttpResponseRedirect(reverse(name, args=[run.pk, later.number]))
    return back(run, admin)
