"""Who wrote what stands on a page: a person, or an import. The history of the page tells."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from films.choices import RevisionKind
from films.models import Film

MOST_REVISIONS = 200  # read back; what is older is taken for written by hand

Holds = Callable[[dict[str, Any]], bool]


@dataclass(frozen=True)
class Origin:
    """The revision with which something came, or went: its kind, by whom, and the day."""

    kind: str
    who: str
    when: str

    @property
    def is_import(self) -> bool:
        return self.kind == RevisionKind.IMPORT


UNKNOWN = Origin("", "", "")


class History:
    """The revisions of one page, newest first; read when first asked, at the cost of one query."""

    def __init__(self, film: Film) -> None:
        self._film = film
        self._read: list[tuple[Origin, dict[str, Any]]] | None = None

    def came_with(self, holds: Holds) -> Origin:
        """Return with what revision came what ``holds`` finds on the page as it is now.

        UNKNOWN where no revision holds it, as in a page that was changed beside its history.
        """
        came = UNKNOWN
        for origin, document in self._revisions():
            if holds(document):
                came = origin
            elif came.kind != RevisionKind.UNDO:  # an undo only brings back what was there before
                break
        return came

    def went_with(self, holds: Holds) -> Origin | None:
        """Return with what revision went what ``holds`` finds in an older one; None for never."""
        newer: Origin | None = None
        for origin, document in self._revisions():
            if holds(document):
                return newer
            newer = origin
        return None

    def _revisions(self) -> list[tuple[Origin, dict[str, Any]]]:
        if self._read is None:
            rows = self._film.revisions.order_by("-number").select_related("editor")
            self._read = [
                (
                    Origin(
                        row.kind,
                        row.editor.get_username() if row.editor else "",
                        row.created_at.date().isoformat(),
                    ),
                    row.document,
                )
                for row in rows[:MOST_REVISIONS]
            ]
        return self._read
