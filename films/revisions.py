"""The history of a page: one document a revision."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Max

from films.choices import RevisionKind
from films.document import dump, load
from films.models import Film, Revision


@transaction.atomic
def record(
    film: Film, kind: RevisionKind, *, by: User | None = None, comment: str = ""
) -> Revision:
    """Keep the page as it is now and return the revision; the film's version goes up by one.

    A save that changed nothing gives no new revision: the last one is returned.
    """
    # The film's row is the lock: two savers at once must not take the same number.
    Film.objects.select_for_update().get(pk=film.pk)
    document = dump(film)
    last = film.revisions.first()
    if last and last.document == document and last.kind == kind:
        return last
    Film.objects.filter(pk=film.pk).update(version=F("version") + 1)
    film.refresh_from_db(fields=["version"])
    number = (film.revisions.aggregate(last=Max("number"))["last"] or 0) + 1
    return film.revisions.create(
        number=number, document=document, kind=kind, editor=by, comment=comment
    )


@transaction.atomic
def restore(revision: Revision, *, by: User | None = None) -> Film:
    """Make the film say again what it said then, as a new revision; status and address stay."""
    film = load(_words(revision.document), revision.film)
    record(film, RevisionKind.RESTORE, by=by, comment=f"#{revision.number}")
    return film


def _words(document: dict[str, Any]) -> dict[str, Any]:
    editorial = ("slug", "status", "published_at")
    return {name: value for name, value in document.items() if name not in editorial}
