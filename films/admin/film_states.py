"""The buttons and actions that take a film from one state to the next."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films import publishing
from films.admin.film_list import status_label
from films.choices import FilmStatus
from films.models import Film


def may_publish(user: AbstractUser) -> bool:
    """Say whether somebody may show a page to the public and take it back."""
    return user.has_perm("films.publish_film")


def is_own_draft(film: Film, user: AbstractUser) -> bool:
    """Say whether a film is still in the hands of the writer who began it."""
    return film.author_id == user.pk and film.status == FilmStatus.DRAFT


def offered_verbs(film: Film | None, user: AbstractUser) -> list[tuple[str, str]]:
    """Return the buttons for a film: the name each is sent under, and its words."""
    status = film.status if film else FilmStatus.DRAFT
    if not may_publish(user):
        return [("_submit", _("Submit for review"))] if status == FilmStatus.DRAFT else []
    verbs = []
    if status != FilmStatus.PUBLISHED:
        verbs.append(("_publish", _("Publish")))
    else:
        verbs.append(("_unpublish", _("Unpublish")))
    if status != FilmStatus.ARCHIVED and film and film.pk:
        verbs.append(("_archive", _("Archive")))
    return verbs


VERBS: dict[str, Callable[..., Film]] = {
    "_submit": publishing.submit,
    "_publish": publishing.publish,
    "_unpublish": publishing.unpublish,
    "_archive": publishing.archive,
}


def chosen_verb(request: HttpRequest, film: Film) -> str:
    """Return the button that was pressed, when it is one that this person is offered here."""
    offered = [name for name, _words in offered_verbs(film, request.user)]
    return next((name for name in offered if name in request.POST), "")


def carry_out(request: HttpRequest, film: Film, verb: str) -> bool:
    """Take the film to its next state and say so; or say, one by one, what is in the way."""
    try:
        VERBS[verb](film, by=request.user)
    except publishing.PublishingError as error:
        messages.warning(request, _("Saved, but not published yet:"))
        for reason in error.reasons:
            messages.error(request, reason)
        film.refresh_from_db()
        return False
    messages.success(
        request,
        _("“%(film)s”: %(state)s.") % {"film": film, "state": status_label(film).rstrip(".")},
    )
    return True


def change_many(request: HttpRequest, films: QuerySet, verb: str) -> None:
    """Do the same with several films; each that cannot is named with its reasons."""
    done = 0
    for film in films:
        try:
            VERBS[verb](film, by=request.user)
            done += 1
        except publishing.PublishingError as error:
            messages.error(request, f"{film}: {' '.join(error.reasons)}")
    if done:
        words: Any = ngettext("%(count)d film changed.", "%(count)d films changed.", done)
        messages.success(request, words % {"count": done})
