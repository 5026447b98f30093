"""Pages on their way to the public: those in review, and working copies of live ones."""

from django.contrib.auth.models import User
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from films.choices import FilmStatus
from films.desk_home.panels import (
    MOST_ROWS,
    Panel,
    called,
    count_up_to,
    film_list,
    film_row,
    is_editor,
    joined,
    shape_of,
)
from films.models import Film, Revision


def in_review() -> QuerySet[Film]:
    """Return the pages and working copies that wait for an editor, the longest waiting first."""
    return Film.objects.filter(status=FilmStatus.REVIEW).order_by("updated_at")


def open_copies() -> QuerySet[Film]:
    """Return the working copies that somebody is at: not handed in, no date; last changed first."""
    copies = Film.objects.filter(draft_of__isnull=False, status=FilmStatus.DRAFT, go_live_at=None)
    return copies.order_by("-updated_at")


def waiting(user: User) -> list[Panel]:
    """Show an editor what waits for one. Two queries."""
    if not is_editor(user):
        return []
    rows = []
    for film in in_review().select_related("author")[:MOST_ROWS]:
        changes = _("changes of a live page") if film.draft_of_id else ""
        who = joined(called(film.author), changes, shape_of(film))
        rows.append(film_row(film, detail=who, at=film.updated_at))
    return [
        Panel(
            "review",
            _("Waits for review"),
            rows,
            count_up_to(in_review()),
            film_list(care="waiting"),
            note=_("The longest waiting first."),
        )
    ]


def copies(user: User) -> list[Panel]:
    """Show an editor which live pages are being rewritten, and by whom. Three queries."""
    if not is_editor(user):
        return []
    last = Revision.objects.filter(film=OuterRef("draft_of")).order_by("-number")
    found = open_copies().annotate(last_editor=Subquery(last.values("editor")[:1]))
    films = list(found[:MOST_ROWS])
    editors = User.objects.in_bulk({film.last_editor for film in films} - {None})
    return [
        Panel(
            "copies",
            _("Changes not published"),
            [
                film_row(
                    film,
                    detail=joined(called(editors.get(film.last_editor)), shape_of(film)),
                    at=film.updated_at,
                )
                for film in films
            ],
            count_up_to(open_copies()),
            film_list(state="changes"),
        )
    ]
