"""What visitors see when something goes wrong: the handlers that config/urls.py names."""

import re
import sys
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import OperationalError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
)
from django.shortcuts import redirect, render
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import render_to_string

from films.addresses import find_moved
from films.models import Film
from films.search.guessing import guess_films
from films.views import kept

SHOWING_INSTEAD = 6
STYLESHEET = "css/site.css"
PLAIN_ERROR = "<!doctype html><title>Error</title><p>Something broke here. Try again in a moment."
# Pictures, scripts and what robots try: nobody reads a page there.
_FILE = re.compile(r"\.[a-z0-9]{2,5}$")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Lead to where a page has moved; otherwise say that there is none, and what may be meant."""
    moved = find_moved(request.path)
    if moved and moved.path:
        return redirect(moved.path, permanent=True)
    is_gone = moved is not None
    context: dict[str, Any] = {"is_gone": is_gone}
    if not _FILE.search(request.path):
        guesses = guess_films(request.path.replace("-", " ").replace("/", " "))
        pks = [film.pk for film in guesses]
        films = Film.objects.published().for_card()
        instead = films.filter(pk__in=pks) if pks else films.order_by("-published_at", "-id")
        shown = sorted(instead[:SHOWING_INSTEAD], key=lambda f: pks.index(f.pk) if pks else 0)
        context |= {"films": shown, "is_guess": bool(pks)}
    return render(request, "404.html", context, status=410 if is_gone else 404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request makes no sense."""
    return HttpResponse(_standing_alone("400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this is not for the visitor."""
    return HttpResponse(_standing_alone("403.html"), status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form came from elsewhere or is too old; what an editor typed in it is kept."""
    if request.method == "POST" and (mark := kept.keep_sent(request)):
        words = _standing_alone("403_csrf_kept.html", address=kept.form_address(mark))
        return HttpResponse(words, status=403)
    return HttpResponse(_standing_alone("403_csrf.html"), status=403)


def wrong_method(allowed: list[str]) -> HttpResponseNotAllowed:
    """Say that the address takes nothing of what was sent; Django has no handler for this."""
    return HttpResponseNotAllowed(allowed, _standing_alone("405.html"))


def server_error(request: HttpRequest) -> HttpResponse:
    """Apologise; asks neither the database nor anything else that may be what has failed.

    A database that is busy, restarting or full has only to be asked again: that is a 503.
    """
    status = 503 if isinstance(sys.exception(), OperationalError) else 500
    return HttpResponse(_standing_alone("500.html", status=status), status=status)


def _standing_alone(template: str, **context: Any) -> str:
    try:
        context |= {"stylesheet": _stylesheet(), "site_name": settings.SITE_NAME}
        return render_to_string(template, context)
    except (TemplateDoesNotExist, TemplateSyntaxError):
        return PLAIN_ERROR


def _stylesheet() -> str:
    """Return the stylesheet's address; the plain one where the list of hashed names is missing."""
    try:
        return staticfiles_storage.url(STYLESHEET)
    except ValueError:
        return f"{settings.STATIC_URL}{STYLESHEET}"
