"""The addresses of what is typed and not saved: where it is kept, shown and thrown away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from films import autosaves, presences, working_copies
from films.admin.film_form import name_of
from films.admin.linked_field import is_key
from films.admin.stale import reconcile
from films.autosaves import Mark
from films.models import Autosave, Film
from films.views import kept


def may_write(admin: Any, request: HttpRequest, film: Film | None) -> bool:
    """Say whether somebody may change this page, or begin a new one."""
    if film:
        return admin.has_change_permission(request, film)
    return admin.has_add_permission(request)


def clock(at: Any) -> str:
    """Return a time of today as "14:02", an earlier one with its day."""
    local = timezone.localtime(at)
    is_today = local.date() == timezone.localdate()
    return date_format(local, "TIME_FORMAT" if is_today else "DATETIME_FORMAT")


@require_POST
def keep(request: HttpRequest, *, admin: Any) -> HttpResponse:
    """Keep what a form holds now; answers what became of it.

    "mark": the form has to ask for a new mark and send it again; "other": it is somebody else's.
    """
    mark = autosaves.read_mark(request.POST.get("autosave_mark", ""))
    if mark is None:
        return JsonResponse({"state": "mark"}, status=409)
    if mark.editor != request.user.pk:
        return JsonResponse({"state": "other"}, status=409)
    fields = autosaves.typed_fields(request.POST)
    row = autosaves.keep(mark, fields, typed_at=kept.typed_at(request))
    if row.is_done:
        return JsonResponse({"state": "done"})
    film = row.film and working_copies.edited(row.film)
    is_allowed = may_write(admin, request, film)
    state = {"state": "kept", "at": clock(row.saved_at), "isAllowed": is_allowed}
    return JsonResponse(state)


@require_POST
def alive(request: HttpRequest, *, admin: Any) -> HttpResponse:
    """Note that the form of a page is open; answers who else has it open, to be shown there."""
    mark = autosaves.read_mark(request.POST.get("mark", ""), max_age=None)
    film = Film.objects.filter(pk=mark.film, draft_of=None).first() if mark else None
    if film is None or mark is None or mark.editor != request.user.pk:
        return JsonResponse({"state": "mark"}, status=409)
    if may_write(admin, request, working_copies.edited(film)):
        presences.see(film, by=request.user)
    context = {
        "present": present(request.user, film),
        "newer": newer_words(film) if request.POST.get("version") != str(film.version) else "",
    }
    return render(request, "admin/films/film/_present.html", context)


def present(user: Any, film: Film) -> list[dict[str, str]]:
    """Return who else has the form of a page open, and since when."""
    found = presences.others(film, than=user)
    return [{"name": name_of(one.editor), "at": clock(one.since)} for one in found]


def newer_words(film: Film) -> str:
    """Say that a page was saved while its form was open."""
    last = film.revisions.select_related("editor").first()
    who = name_of(last.editor) if last and last.editor else _("Somebody")
    return _("%(who)s has saved this page meanwhile. When you save, you are shown both.") % {
        "who": who
    }


@require_safe
def token(request: HttpRequest, *, admin: Any) -> HttpResponse:
    """Answer who is logged in, the token that their forms have to send, and a mark for a form."""
    film, is_there = _named_film(request)
    mark = None
    if is_there and may_write(admin, request, film and working_copies.edited(film)):
        mark = str(autosaves.new_mark(editor=request.user, film=film))
    return JsonResponse({"token": get_token(request), "editor": str(request.user.pk), "mark": mark})


@require_safe
def offers(request: HttpRequest, *, admin: Any) -> HttpResponse:
    """Answer what somebody can go on with in this form, as the form shows it."""
    film, is_there = _named_film(request)
    if not is_there:
        return HttpResponse()
    shown = offered(request.user, film, except_key=request.GET.get("except", ""))
    return render(request, "admin/films/film/_offers.html", {"offers": shown, "main": film})


def _named_film(request: HttpRequest) -> tuple[Film | None, bool]:
    """Return the film that is asked for, None for a new one, and whether it is there."""
    pk = request.GET.get("film", "")
    film = Film.objects.filter(pk=pk, draft_of=None).first() if is_key(pk) else None
    return film, not pk or film is not None


def offered(user: Any, film: Film | None, *, except_key: str) -> list[dict[str, Any]]:
    """Return what can be gone on with, each with its time and whether it may be open elsewhere."""
    now = timezone.now()
    return [
        {
            "key": row.key,
            "title": row.title,
            "at": clock(row.saved_at),
            "is_fresh": (now - row.saved_at) < presences.ALIVE_FOR,
        }
        for row in autosaves.offered(user, film, except_key=except_key)
    ]


@require_POST
def drop(request: HttpRequest, *, admin: Any) -> HttpResponse:
    """Throw away what was typed, and show the form."""
    row = _own_row(request, request.POST.get("key", ""))
    mark = Mark(row.editor_id, row.key, row.film_id)
    autosaves.finish(mark)
    messages.success(request, _("What was not saved has been thrown away."))
    return HttpResponseRedirect(kept.form_address(mark))


@require_safe
def show(request: HttpRequest, key: str, *, admin: Any) -> HttpResponse:
    """Show what going on with something would change; or the words, where nobody may do that."""
    row = _own_row(request, key)
    film = working_copies.edited(row.film) if row.film else None
    is_allowed = may_write(admin, request, film)
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("Not saved: %(title)s") % {"title": row.title or _("a page without a title")},
        "row": row,
        "at": clock(row.saved_at),
        "address": kept.form_address(Mark(row.editor_id, row.key, row.film_id)),
        "is_allowed": is_allowed,
        "words": typed_words(row),
    }
    if film and is_allowed:
        context["reconciled"] = reconcile(request, film, admin, sent_again(row))
    return render(request, "admin/films/unsaved.html", context)


def _own_row(request: HttpRequest, key: str) -> Autosave:
    own = Autosave.objects.filter(editor_id=request.user.pk, is_done=False)
    return get_object_or_404(own.select_related("film"), key=key)


def typed_words(row: Autosave) -> list[tuple[str, str]]:
    """Return the names and words of the fields that say something, for copying."""
    counted = ("_FORMS", "-id", "-position", "-film", "-DELETE")
    hidden = ("seen_version", "shown_film", autosaves.A_FILE)
    return [
        (name.replace("_", " "), value)
        for name, value in autosaves.fields_of(row)
        if value.strip() and name not in hidden and not name.endswith(counted)
    ]


def sent_again(row: Autosave) -> QueryDict:
    """Return what was kept as if it were sent now."""
    data = QueryDict(mutable=True)
    for name, value in autosaves.fields_of(row):
        data.appendlist(name, value)
    return data
