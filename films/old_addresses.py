"""Addresses that were ours: where their pages are now, or that they are gone for good."""

from dataclasses import dataclass

from films.models import Film, Redirect

LONGEST_PATH = 500


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
    rows = Redirect.objects.filter(old_path__in={path, small}).order_by("-old_path")
    row = rows.first()
    if row:
        return Moved(row.new_path)
    if path != small and _is_a_film(small):
        return Moved(small)
    return None


def _is_a_film(path: str) -> bool:
    before, _, slug = path.strip("/").rpartition("/")
    return before == "films" and Film.objects.published().filter(slug=slug).exists()
