"""One's own work: what came back, what is not saved, what is begun, what is handed in."""

from typing import cast

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from films import autosaves
from films.choices import EventVerb, FilmStatus
from films.desk_home.panels import (
    MOST_ROWS,
    Panel,
    Row,
    called,
    count_up_to,
    film_list,
    film_row,
    is_editor,
    is_writer,
    joined,
    shape_of,
)
from films.models import Autosave, Film, FilmEvent

# What takes a page out of its writer's hands again.
_HANDED_ON = (EventVerb.SUBMITTED, EventVerb.SCHEDULED, EventVerb.PUBLISHED, EventVerb.RETURNED)


def returned_events(user: User | None = None) -> QuerySet[FilmEvent]:
    """Return the last word on each draft that an editor has sent back, newest first.

    Of all writers, or of one.
    """
    later = FilmEvent.objects.filter(
        film=OuterRef("film"), pk__gt=OuterRef("pk"), verb__in=_HANDED_ON
    )
    events = FilmEvent.objects.filter(verb=EventVerb.RETURNED, film__status=FilmStatus.DRAFT)
    events = events.filter(~Exists(later)).order_by("-pk")
    return events.filter(film__author=user) if user else events


def own_drafts(user: User) -> QuerySet[Film]:
    """Return the drafts that somebody has begun, last changed first."""
    drafts = Film.objects.filter(status=FilmStatus.DRAFT, author=user, draft_of=None)
    return drafts.order_by("-updated_at")


def own_work(user: User) -> list[Panel]:
    """Show somebody their own work. Seven queries."""
    if not is_writer(user):
        return []
    back = list(returned_events(user).select_related("film", "editor")[:MOST_ROWS])
    drafts = [_draft_row(film) for film in own_drafts(user)[: 2 * MOST_ROWS]]
    came_back = {_returned_row(event).url for event in back}
    return [
        Panel(
            "returned",
            _("Returned to you"),
            [_returned_row(event) for event in back],
            count_up_to(returned_events(user)),
            film_list(care="returned", mine="yes"),
        ),
        _unsaved(user),
        Panel(
            "drafts",
            _("Your drafts"),
            [row for row in drafts if row.url not in came_back][:MOST_ROWS],
            count_up_to(own_drafts(user)),
            film_list(state=FilmStatus.DRAFT.value, mine="yes"),
        ),
        *([] if is_editor(user) else [_handed_in(user)]),
    ]


def _returned_row(event: FilmEvent) -> Row:
    who = _("from %(who)s") % {"who": called(event.editor)}
    return film_row(cast(Film, event.film), detail=who, said=event.comment, at=event.created_at)


def _draft_row(film: Film) -> Row:
    return film_row(film, detail=shape_of(film), at=film.updated_at)


def _unsaved(user: User) -> Panel:
    rows = autosaves.unsaved(user)
    shown = [_unsaved_row(row) for row in rows.order_by("-saved_at")[:MOST_ROWS]]
    everything = reverse("admin:films_film_changelist")
    return Panel("unsaved", _("Typed and not saved"), shown, count_up_to(rows), everything)


def _unsaved_row(row: Autosave) -> Row:
    detail = _("open it to go on with what you typed")
    if row.film:
        return film_row(row.film, detail=detail, at=row.saved_at)
    url = reverse("admin:films_film_add")
    return Row(row.title or _("A new page"), url, "+", detail=detail, at=row.saved_at)


def _handed_in(user: User) -> Panel:
    films = Film.objects.filter(author=user, status=FilmStatus.REVIEW)
    rows = films.select_related("draft_of").order_by("updated_at")[:MOST_ROWS]
    return Panel(
        "handed-in",
        _("Handed in"),
        [film_row(film, detail=joined(_("waits for an editor"), shape_of(film))) for film in rows],
        count_up_to(films),
        film_list(care="waiting", mine="yes"),
    )
