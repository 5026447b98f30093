"""Putting films on editors' lists."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from films.models import Collection, CollectionItem, Film
from films.text import clean_line, fold

LAST_PLACE = 32_767  # as far as the column counts


class CollectingRefused(ValueError):  # noqa: N818  (said to the editor as it is)
    """Why films cannot be put on a list: a sentence for the editor."""


@dataclass(frozen=True)
class Collected:
    """The list, whether it was begun now, and how many films are on it that were not before."""

    collection: Collection
    is_new: bool
    added: int


@transaction.atomic
def collect(films: Iterable[Film], *, title: str) -> Collected:
    """Put films at the end of the list of this title, in their order; begin the list if need be.

    A new list is a draft. Films that are on it already stay where they are; of a working copy its
    page is meant. Raises CollectingRefused.
    """
    collection = called(title)
    is_new = collection is None
    if collection is None:
        collection = _begin(title)
    Collection.objects.select_for_update().get(pk=collection.pk)  # two editors, one last place
    listed = set(collection.items.values_list("film", flat=True))
    wanted = dict.fromkeys(film.draft_of_id or film.pk for film in films)
    new = [pk for pk in wanted if pk not in listed]
    last = collection.items.aggregate(last=Max("position"))["last"]
    first = 0 if last is None else last + 1
    CollectionItem.objects.bulk_create(
        CollectionItem(collection=collection, film_id=pk, position=min(place, LAST_PLACE))
        for place, pk in enumerate(new, first)
    )
    if new and not is_new:
        collection.save(update_fields=["updated_at"])
    return Collected(collection, is_new, len(new))


def called(title: str) -> Collection | None:
    """Return the list of this title, whatever its case and accents; None where there is none."""
    wanted = fold(title)
    exact = [row for row in Collection.objects.only("title", "slug") if fold(row.title) == wanted]
    return exact[0] if wanted and exact else None


def _begin(title: str) -> Collection:
    collection = Collection(title=clean_line(title))
    try:
        collection.full_clean()
    except ValidationError as error:
        reason = " ".join(error.message_dict.get("title", error.messages))
        raise CollectingRefused(_("Give the collection a title: %s") % reason) from None
    collection.save()
    return collection
