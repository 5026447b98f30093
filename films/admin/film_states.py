"""The buttons and actions that take a film from one state to the next."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films import publishing, working_copies
from films.admin.film_list import status_label
from films.choices import FilmStatus
from films.models import Film


def may_publish(user: AbstractUser) -> bool:
    """Say whether somebody may show a page to the public and take it back."""
    return user.has_perm("films.publish_film")


def is_own_draft(film: Film, user: AbstractUser) -> bool:
    """Say whether a film is still in the hands of the writer who began it."""
    is_draft = film.status == FilmStatus.DRAFT and film.draft_of_id is None
    return is_draft and film.author_id == user.pk


def offered_verbs(film: Film | None, user: AbstractUser) -> list[tuple[str, str]]:
    """Return the buttons for a film: the name each is sent under, and its words."""
    if not may_publish(user):
        is_draft = film is None or film.status == FilmStatus.DRAFT
        return [("_submit", _("Submit for review"))] if is_draft else []
    if film is None or film.pk is None:
        return [("_publish", _("Publish"))]
    return editors_verbs(film)


def editors_verbs(film: Film) -> list[tuple[str, str]]:
    """Return what an editor may do with a stored page, the likeliest first."""
    main, is_copy = film.main, film.draft_of_id is not None
    is_public = main.status == FilmStatus.PUBLISHED
    offers = [
        (is_copy or (is_public and main.is_live), "_publish", _("Publish the changes")),
        (not is_copy and not is_public, "_publish", _("Publish")),
        (film.status == FilmStatus.REVIEW, "_return", _("Return to its writer")),
        (film.status == FilmStatus.DRAFT, "_submit", _("Submit for review")),
        (bool(film.go_live_at) or film.is_scheduled, "_unschedule", _("Call off the date")),
        (is_copy, "_discard", _("Discard the changes")),
        (is_public and main.is_live, "_unpublish", _("Unpublish")),
        (main.status != FilmStatus.ARCHIVED, "_archive", _("Archive")),
    ]
    return [(name, words) for holds, name, words in offers if holds]


VERBS: dict[str, Callable[..., Film]] = {
    "_submit": publishing.submit,
    "_return": publishing.send_back,
    "_publish": publishing.publish,
    "_unschedule": publishing.unschedule,
    "_discard": publishing.discard,
    "_unpublish": publishing.unpublish,
    "_archive": publishing.archive,
}


def chosen_verb(request: HttpRequest, film: Film) -> str:
    """Return the button that was pressed, when it is one that this person is offered here."""
    offered = [name for name, _words in offered_verbs(film, request.user)]
    verb = next((name for name in offered if name in request.POST), "")
    return "" if verb == "_publish" and is_empty_copy(film) else verb


def carry_out(request: HttpRequest, film: Film, verb: str) -> bool:
    """Take the film to its next state and say so; or say, one by one, what is in the way."""
    comment = request.POST.get("revision_comment", "").strip()
    try:
        film = VERBS[verb](film, by=request.user, comment=comment)
    except publishing.PublishingError as error:
        words = _("Saved, but not published yet:") if verb == "_publish" else _("Saved, but:")
        messages.warning(request, words)
        for reason in error.reasons:
            messages.error(request, reason)
        film.refresh_from_db()
        return False
    messages.success(
        request,
        _("“%(film)s”: %(state)s.") % {"film": film, "state": status_label(film).rstrip(".")},
    )
    return True


def is_empty_copy(film: Film) -> bool:
    """Say whether a film is a working copy that changes nothing and waits for no date."""
    is_copy = bool(film.draft_of_id) and not film.go_live_at
    return is_copy and working_copies.says_the_same(film)


def drop_empty_copy(request: HttpRequest, film: Film) -> None:
    """Take a working copy away that changes nothing: somebody pressed Save on a live page."""
    if is_empty_copy(film):
        film.delete()
        messages.info(request, _("The page says what it said: there is nothing to publish."))
    elif film.draft_of_id:
        words = _("Your changes are kept. Visitors see them once you publish them.")
        messages.info(request, words)


def change_many(request: HttpRequest, films: QuerySet, verb: str) -> None:
    """Do the same with several films; each that cannot is named with its reasons."""
    done = 0
    for film in films:
        try:
            with transaction.atomic():
                # The list was read a while ago: what was saved since must not be written over.
                if page := working_copies.held(film):
                    VERBS[verb](page, by=request.user)
                    done += 1
        except publishing.PublishingError as error:
            messages.error(request, f"{film}: {' '.join(error.reasons)}")
    if done:
        words: Any = ngettext("%(count)d film changed.", "%(count)d films changed.", done)
        messages.success(request, words % {"count": done})
