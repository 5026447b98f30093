"""Deleting so that what is gone can be had back."""

from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from films import addresses
from films.choices import DeletedKind, EventVerb, FilmStatus
from films.document import StoredMedia, load
from films.document_fields import DocumentError
from films.events import note
from films.guide_documents import dump_collection, dump_row, fill_row, save_row
from films.models import Collection, Deletion, Film, Person, Redirect, Tag
from films.models.slug_field import first_free
from films.revisions import document_of

KINDS: dict[type[models.Model], DeletedKind] = {
    Film: DeletedKind.FILM,
    Person: DeletedKind.PERSON,
    Tag: DeletedKind.TAG,
    Collection: DeletedKind.COLLECTION,
}
_MODELS = {kind: model for model, kind in KINDS.items()}


class RecoveryError(ValueError):
    """Why a deleted page cannot be brought back: a sentence for the editor."""


@transaction.atomic
def delete(thing: Any, *, by: User | None) -> Deletion:
    """Delete a film, person, tag or collection; its address says from now on that it is gone.

    Raises ProtectedError, with nothing changed, while other things depend on it.
    """
    deletion = Deletion.objects.create(
        kind=KINDS[type(thing)],
        name=str(thing)[:500],
        path=_path(thing),
        document=_document(thing),
        editor=by,
    )
    if isinstance(thing, Film):
        note(thing, EventVerb.DELETED, by=by, before=str(thing))
        thing.revisions.update(film=None, deletion=deletion)
        thing.events.update(film=None, deletion=deletion)
        if was_public(thing):
            addresses.remove_film(thing)
    elif deletion.path and _was_shown(thing):
        addresses.remove(deletion.path)
    thing.delete()
    return deletion


@transaction.atomic
def recover(deletion: Deletion, *, by: User | None) -> Any:
    """Bring a deleted page back and return it: a film as a draft, with its history.

    Raises RecoveryError, with nothing changed, when what came since stands in its way.
    """
    try:
        with transaction.atomic():
            thing = _film(deletion) if deletion.kind == DeletedKind.FILM else _other(deletion)
    except DocumentError as error:
        raise RecoveryError(
            _("“%(name)s” cannot be brought back: %(reason)s")
            % {"name": deletion.name, "reason": error.message}
        ) from None
    except IntegrityError:
        raise RecoveryError(
            _("“%(name)s” cannot be brought back: something of its name is there by now.")
            % {"name": deletion.name}
        ) from None
    Redirect.objects.filter(old_path=deletion.path, new_path="").delete()
    if isinstance(thing, Film):
        deletion.revisions.update(film=thing, deletion=None)
        deletion.events.update(film=thing, deletion=None)
        _set_version(thing)
        note(thing, EventVerb.RECOVERED, by=by, after=str(thing.get_status_display()))
    deletion.delete()
    return thing


def was_public(film: Film) -> bool:
    """Say whether visitors may have seen the page at its address."""
    return bool(film.slug and film.published_at and film.published_at <= timezone.now())


def _was_shown(thing: Any) -> bool:
    return not isinstance(thing, Collection) or thing.published


def _path(thing: Any) -> str:
    has_address = not isinstance(thing, Film) or thing.slug
    return thing.get_absolute_url() if has_address else ""


def _document(thing: Any) -> dict[str, Any]:
    if isinstance(thing, Collection):
        return {"page": dump_collection(thing)}
    if not isinstance(thing, Film):
        return {"page": dump_row(thing)}
    listed = [
        {"collection": item.collection.slug, "note": item.note, "position": item.position}
        for item in thing.collection_items.select_related("collection")
    ]
    return {"page": document_of(thing), "author": thing.author_id, "collections": listed}


def _film(deletion: Deletion) -> Film:
    page = dict(deletion.document["page"])
    page["status"] = FilmStatus.DRAFT.value
    if slug := page.get("slug"):
        page["slug"] = first_free(slug, Film.objects.all())
    film = load(page, Film(), editorial=True)
    author = User.objects.filter(pk=deletion.document.get("author")).first()
    Film.objects.filter(pk=film.pk).update(author=author)
    for listed in deletion.document.get("collections", []):
        collection = Collection.objects.filter(slug=listed["collection"]).first()
        if collection:
            collection.items.create(film=film, note=listed["note"], position=listed["position"])
    return Film.objects.get(pk=film.pk)


def _set_version(film: Film) -> None:
    """Count on from where the history ended, so that no number is given twice."""
    last = film.revisions.first()
    if last:
        Film.objects.filter(pk=film.pk).update(version=last.number)
        film.version = last.number


def _other(deletion: Deletion) -> Any:
    page = deletion.document["page"]
    row: Any = _MODELS[DeletedKind(deletion.kind)]()
    portrait = _portrait(page)
    fill_row(row, page, portrait)
    save_row(row)
    if isinstance(row, Collection):
        for position, item in enumerate(page.get("items", [])):
            if film := Film.objects.filter(slug=item["film"]).first():
                row.items.create(film=film, note=item.get("note", ""), position=position)
    return row


def _portrait(page: dict[str, Any]) -> Any:
    try:
        return StoredMedia().image(page["portrait"]) if page.get("portrait") else None
    except LookupError:
        return None  # the picture was deleted as well
