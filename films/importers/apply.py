"""A text page becomes a film of the guide, or changes one."""

from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from films import publishing
from films.choices import FilmStatus, ImportKind, RevisionKind
from films.document import dump, load
from films.document_fields import EDITORIAL, FORMAT, DocumentError
from films.importers.reading import ImportRefused
from films.importers.report import Change, differences, merge
from films.importers.text_page import Parsed
from films.models import Film, ImportRun
from films.picks import link_published_films
from films.revisions import record
from films.speakers import link_speakers
from films.text import fold


@dataclass(frozen=True)
class Preview:
    """What applying a page would do: to which film (None: a new one), and every change."""

    film: Film | None
    document: dict
    changes: list[Change] = field(default_factory=list)


def find_film(title: str, year: int | None) -> Film | None:
    """Return the film of this title and year, whatever its case, accents and punctuation.

    Raises ImportRefused when there are several, for no rule says which is meant.
    """
    films = Film.objects.filter(folded=fold(title), year=year, draft_of=None)
    exact = [film for film in films if film.title == title]
    found = exact or list(films)
    if len(found) > 1:
        raise ImportRefused(
            _("There are %(count)d films “%(title)s” of that year: change one of them by hand.")
            % {"count": len(found), "title": title}
        )
    return found[0] if found else None


def preview(parsed: Parsed) -> Preview:
    """Return what ``apply`` would do with the page; changes nothing."""
    film = find_film(parsed.document["title"], parsed.document.get("year"))
    before = dump(film) if film else {}
    after = merge(before, {"marquee": FORMAT, **parsed.document})
    return Preview(film, after, differences(before, after))


@transaction.atomic
def apply(parsed: Parsed, *, by: User | None, publish: bool = False, name: str = "") -> ImportRun:
    """Make the film of a text page, or put the page into the film of that title and year.

    A new film is a draft unless ``publish``. ``name`` is the file's. All or nothing: raises
    ImportRefused, with nothing changed, when the page breaks a rule of the guide.
    """
    seen = preview(parsed)
    film = seen.film
    try:
        if film is None or seen.changes:
            film = load(_words(seen.document), film)
            link_speakers(film)
            link_published_films(film)
            record(film, RevisionKind.IMPORT, by=by, comment=name[:200])
        if publish and film.status != FilmStatus.PUBLISHED:
            film = publishing.publish(film, by=by)
    except DocumentError as error:
        raise ImportRefused(str(error)) from None
    except publishing.PublishingError as error:
        reasons = " ".join(error.reasons)
        raise ImportRefused(
            _("The page cannot be published: %(reasons)s") % {"reasons": reasons}
        ) from None
    report = {
        "is_new": seen.film is None,
        "changes": [change.as_json() for change in seen.changes],
        "unread": [{"line": line.number, "text": line.text} for line in parsed.unread],
    }
    return ImportRun.objects.create(
        kind=ImportKind.TEXT_PAGE, name=name[:255], editor=by, film=film, report=report
    )


def _words(document: dict) -> dict:
    return {name: value for name, value in document.items() if name not in EDITORIAL}
