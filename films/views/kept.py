"""Forms of the desk that come in where they cannot be saved: what was typed in them is kept.

The login has run out, its token has changed, or the right to change the page was taken away.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from films import autosaves
from films.autosaves import Mark


def keep_sent(request: HttpRequest) -> Mark | None:
    """Keep what a form of the desk holds, if its mark is good, and return the mark."""
    mark = autosaves.read_mark(request.POST.get("autosave_mark", ""))
    if mark is None or "title" not in request.POST:
        return None
    fields = autosaves.typed_fields(request.POST, files=request.FILES)
    try:
        autosaves.keep(mark, fields, typed_at=typed_at(request))
    except IntegrityError:  # the editor is no more
        return None
    return mark


def typed_at(request: HttpRequest) -> int | None:
    """Return when it was typed by the browser's clock; None where no script has said so."""
    text = request.POST.get("autosave_typed", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def form_address(mark: Mark) -> str:
    """Return where the form stands that a mark was given to."""
    if mark.film is None:
        return reverse("admin:films_film_add")
    return reverse("admin:films_film_change", args=[mark.film])


def ask_to_log_in(request: HttpRequest, mark: Mark) -> HttpResponseRedirect:
    """Lead to the login, and from there to the form, which offers what was kept."""
    if request.path != reverse("admin:films_film_autosave"):  # that asks while nobody looks
        words = _("You have been logged out. What you typed is kept: log in to go on.")
        messages.info(request, words)
    return redirect_to_login(form_address(mark), reverse("admin:login"))


def refuse(request: HttpRequest, mark: Mark, *, desk: dict[str, Any]) -> HttpResponse:
    """Say that somebody may no longer change the page, and where the words they typed are.

    ``desk`` is what every page of the desk is told.
    """
    context = {**desk, "address": reverse("admin:films_film_unsaved", args=[mark.key])}
    return render(request, "admin/films/kept_refused.html", context, status=403)
