"""Addresses that pages have had, and where they lead now."""

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils.encoding import escape_uri_path

from films.models import Film, Redirect

LONGEST_PATH = 500


@transaction.atomic
def move(old_path: str, new_path: str) -> None:
    """Lead visitors of ``old_path`` to ``new_path``, always in one step.

    Addresses that led to the old one lead to the new one as well; one that comes back into use
    leads nowhere else any more, so there are no chains and no circles.
    """
    if old_path == new_path:
        return
    Redirect.objects.filter(old_path=new_path).delete()
    Redirect.objects.filter(new_path=old_path).update(new_path=new_path)
    Redirect.objects.update_or_create(old_path=old_path, defaults={"new_path": new_path})


@transaction.atomic
def remove(path: str) -> None:
    """Say of an address, and of those that led to it, that its page is gone for good (410)."""
    Redirect.objects.filter(new_path=path).update(new_path="")
    Redirect.objects.update_or_create(old_path=path, defaults={"new_path": ""})


@transaction.atomic
def move_film(film: Film, *, was: str) -> None:
    """Lead from the addresses under the slug a film had to those it has, its quotes' included."""
    move(reverse("films:film_detail", args=[was]), film.get_absolute_url())
    for quote in film.quotes.select_related("film"):
        move(reverse("films:quote_detail", args=[was, quote.key]), quote.get_absolute_url())


@transaction.atomic
def remove_film(film: Film) -> None:
    """Say of a film's address, and of its quotes', that they are gone for good."""
    remove(film.get_absolute_url())
    for quote in film.quotes.select_related("film"):
        remove(quote.get_absolute_url())


@dataclass(frozen=True)
class Moved:
    """The page is at ``path`` now; an empty path means removed on purpose."""

    path: str


def find_moved(path: str) -> Moved | None:
    """Return what became of an address that no page answers to, or None if it never was ours.

    One query; a film's address typed in capitals costs a second one.
    """
    if "\0" in path or len(path) > LONGEST_PATH:
        return None
    small = path.lower()
    # Other scripts stand in the table as browsers send them, and in the request as they are read.
    spellings = {path, small, escape_uri_path(path)}
    row = Redirect.objects.filter(old_path__in=spellings).order_by("-old_path").first()
    if row:
        return Moved(row.new_path)
    if path != small and _is_a_film(small):
        return Moved(small)
    return None


def _is_a_film(path: str) -> bool:
    before, _, slug = path.strip("/").rpartition("/")
    return before == "films" and Film.objects.published().filter(slug=slug).exists()
