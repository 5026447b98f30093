"""The history of a page: one document a revision."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Max

from films import working_copies
from films.choices import EventVerb, RevisionKind
from films.document import dump, load
from films.document_fields import EDITORIAL
from films.events import note
from films.models import Film, Revision
from films.proofing.keeping import keep


def document_of(film: Film) -> dict[str, Any]:
    """Return the document of a page; a working copy bears the address and date of its page."""
    document = dump(film)
    if film.draft_of_id:
        main = dump(film.main)
        document |= {name: main[name] for name in EDITORIAL if name in main}
        if film.next_slug:
            document["slug"] = film.next_slug
    return document


@transaction.atomic
def record(
    film: Film, kind: RevisionKind, *, by: User | None = None, comment: str = ""
) -> Revision:
    """Keep the page as it is now and return the revision; the page's version goes up by one.

    What is recorded of a working copy stands in the history of its page. A save that changed
    nothing gives no new revision: the last one is returned. The proofreader's numbers of the film
    are brought up to date with it.
    """
    main = film.main
    # The film's row is the lock: two savers at once must not take the same number.
    Film.objects.select_for_update().get(pk=main.pk)
    document = document_of(film)
    keep(film, document)
    last = main.revisions.first()
    is_step = kind not in (RevisionKind.SAVE, RevisionKind.COPY)
    if last and last.document == document and not comment and not (is_step and kind != last.kind):
        return last
    Film.objects.filter(pk=main.pk).update(version=F("version") + 1)
    main.refresh_from_db(fields=["version"])
    number = (main.revisions.aggregate(last=Max("number"))["last"] or 0) + 1
    return main.revisions.create(
        number=number, document=document, kind=kind, editor=by, comment=comment[:300]
    )


@transaction.atomic
def restore(revision: Revision, *, by: User | None = None, comment: str = "") -> Film:
    """Make the page say again what it said then, as a new revision; status and address stay.

    Of a page that visitors see it is the working copy that says so, until it is published.
    Returns what was changed.
    """
    main: Any = revision.film
    film = working_copies.begin(main) if main.is_live else working_copies.edited(main)
    film = load(_words(revision.document), film)
    comment = f"#{revision.number} {comment}".strip()
    made = record(film, RevisionKind.RESTORE, by=by, comment=comment)
    note(film, EventVerb.RESTORED, by=by, after=f"#{revision.number}", revision=made)
    return film


def _words(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in EDITORIAL}
