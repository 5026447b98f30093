"""The life of a page, step by step: who did what, and from where to where."""

from django.contrib.auth.models import User

from films.choices import EventVerb
from films.models import Film, FilmEvent, Revision


def note(
    film: Film,
    verb: EventVerb | str,
    *,
    by: User | None,
    before: str = "",
    after: str = "",
    comment: str = "",
    revision: Revision | None = None,
) -> FilmEvent:
    """Write down one step in the life of a page; belongs into the transaction of the step.

    A working copy's steps are those of its page.
    """
    return FilmEvent.objects.create(
        film=film.main,
        verb=verb,
        editor=by,
        before=before[:300],
        after=after[:300],
        comment=comment[:1_000],
        revision=revision,
    )
