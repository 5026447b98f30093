"""What is typed is kept while it is typed, and offered again."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.admin import helpers
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films import autosaves, presences
from films.admin import unsaved
from films.admin.film_form import StalePageError, name_of
from films.admin.stale import Reconciled, reconcile
from films.autosaves import Mark
from films.desk_home.own import returned_events
from films.models import Autosave, Film
from films.views import kept

RESUME = "_resume"


def urls(admin: Any) -> list[URLPattern]:
    """Return the addresses under that of the films in the admin."""
    view, options = admin.admin_site.admin_view, {"admin": admin}
    return [
        path("autosave/", view(unsaved.keep), options, name="films_film_autosave"),
        path("autosave/alive/", view(unsaved.alive), options, name="films_film_alive"),
        path("autosave/token/", view(unsaved.token), options, name="films_film_token"),
        path("autosave/offers/", view(unsaved.offers), options, name="films_film_offers"),
        path("autosave/drop/", view(unsaved.drop), options, name="films_film_drop"),
        path("autosave/<slug:key>/", view(unsaved.show), options, name="films_film_unsaved"),
    ]


# What the form's view asks before and after it works ----------------------------------------------


def answer_form(
    admin: Any, request: HttpRequest, object_id: str | None, answer: Callable[[], HttpResponse]
) -> HttpResponse:
    """Let the form's view answer; with kept fields in place of those sent, if these are asked for.

    A form older than the page is put together with what is stored now, and shown again.
    """
    if request.method == "POST" and RESUME in request.POST:
        return _resume(admin, request, object_id, answer)
    if request.method == "POST" and object_id and _is_of_another(admin, request, object_id):
        _reconcile(admin, request, object_id, request.POST)
    while True:
        try:
            return answer()
        except StalePageError:
            # Nobody is asked where the other has changed nothing that the form holds. A form that
            # is shown again is not stale, so this ends with the first change that is there.
            _reconcile(admin, request, object_id, request.POST)


def _is_of_another(admin: Any, request: HttpRequest, object_id: str) -> bool:
    """Say whether the form showed the live page and its working copy is edited now, or the reverse.

    The rows of one are not those of the other; the version may be the same.
    """
    shown = request.POST.get("shown_film")
    film = admin.get_object(request, object_id) if shown else None
    if film is None or not admin.has_change_permission(request, film):
        return False
    return shown != str(film.pk)


def _resume(
    admin: Any, request: HttpRequest, object_id: str | None, answer: Callable[[], HttpResponse]
) -> HttpResponse:
    row = Autosave.objects.filter(
        editor_id=request.user.pk, key=request.POST[RESUME], is_done=False
    ).first()
    if row is None:
        admin.message_user(request, _("This is no longer kept: it was saved or thrown away."))
        return HttpResponseRedirect(request.path)
    data = unsaved.sent_again(row)
    data["csrfmiddlewaretoken"] = request.POST.get("csrfmiddlewaretoken", "")
    request.POST = data
    request.resumed = row
    request.clash = _("What you typed is here again, and not saved yet.")
    film = admin.get_object(request, object_id) if object_id else None
    seen = [data.get("seen_version"), data.get("shown_film")]
    if film and seen != [str(film.main.version), str(film.pk)]:
        _reconcile(admin, request, object_id, data)
    return answer()


def _reconcile(admin: Any, request: HttpRequest, object_id: str | None, data: QueryDict) -> None:
    film = admin.get_object(request, object_id)
    found = reconcile(request, film, admin, data)
    request.POST = found.data
    if found.has_news:
        request.reconciled, request.clash = found, found.words


def finish(request: HttpRequest) -> None:
    """Note that a form was saved: what was kept of it is offered no more."""
    mark = autosaves.read_mark(request.POST.get("autosave_mark", ""), max_age=None)
    if mark and mark.editor == request.user.pk:
        autosaves.finish(mark)


def rescue(request: HttpRequest) -> HttpResponse | None:
    """Keep what is sent for a page that is there no more, and lead to a new one; or do nothing."""
    mark = kept.keep_sent(request) if request.method == "POST" else None
    if mark is None:
        return None
    return HttpResponseRedirect(kept.form_address(Mark(mark.editor, mark.key, None)))


# What the form shows ------------------------------------------------------------------------------


def context(
    request: HttpRequest, film: Film | None, form_context: dict[str, Any]
) -> dict[str, Any]:
    """Return what the form's template is told beyond its fields."""
    film = film if film and film.pk else None
    admin = form_context["adminform"].model_admin
    present = unsaved.present(request.user, film) if film else []
    if not unsaved.may_write(admin, request, film):
        return {"present": present}
    mark = _mark(request, film)
    reconciled: Reconciled | None = getattr(request, "reconciled", None)
    told = {
        "present": present,
        "autosave_mark": str(mark),
        "autosave_is_typed": request.method == "POST",
        "returned": returned_events().filter(film=film.main).first() if film else None,
        "offers": unsaved.offered(request.user, film, except_key=mark.key),
        "reconciled": reconciled,
        "resumed": getattr(request, "resumed", None),
        "resumed_files": autosaves.A_FILE in request.POST,
    }
    if told["resumed"] and not reconciled:
        told |= _without_notice(form_context, request.clash)
    return told


def note_presences(request: HttpRequest, films: Iterable[Film]) -> None:
    """Note on each of the films of a list who else has its form open; one query."""
    found = presences.on_pages(films, than=request.user)
    for film in films:
        film.open_forms = found[film.pk]


def with_presence(film: Film, words: str) -> str:
    """Return words about a film in the list, and who is editing it."""
    names = ", ".join(name_of(one.editor) for one in getattr(film, "open_forms", []))
    if not names:
        return words
    editing = ngettext("%(names)s is editing", "%(names)s are editing", len(film.open_forms))
    return format_html('{} <span class="present">{}</span>', words, editing % {"names": names})


def _mark(request: HttpRequest, film: Film | None) -> Mark:
    """Return the mark of the form: the one it was sent with, or that of what is gone on with."""
    new = autosaves.new_mark(editor=request.user, film=film)
    if row := getattr(request, "resumed", None):
        return Mark(new.editor, row.key, new.film)
    old = autosaves.read_mark(request.POST.get("autosave_mark", ""))
    return Mark(new.editor, old.key, new.film) if old and old.editor == new.editor else new


def _without_notice(form_context: dict[str, Any], notice: str) -> dict[str, Any]:
    """Take the sentence that kept the form from being saved out of what is to be corrected."""
    form = form_context["adminform"].form
    others = [error for error in form.non_field_errors().as_data() if error.message != notice]
    form.errors.pop("__all__", None)
    if others:
        form.add_error(None, others)
    formsets = [shown.formset for shown in form_context["inline_admin_formsets"]]
    return {"errors": helpers.AdminErrorList(form, formsets)}
