"""Which film of the guide a document from outside speaks of; nothing is guessed."""

import hashlib
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from films.importers.reading import ImportRefused
from films.models import Film, Redirect
from films.text import fold

_NUMBERS = ("imdb_id", "tmdb_id", "wikidata_id")


def find_film(document: dict[str, Any]) -> Film | None:
    """Return the film of a document, or None for one that the guide does not have.

    It is known by its address (also one that it had before), by its number at another site, or by
    title and year, whatever their case, accents and punctuation. Costs one to three queries.
    Raises ImportRefused where these speak of different films, or of several.
    """
    found = _by_address(document.get("slug"))
    numbered = _by_numbers(document)
    if len(numbered) > 1 or (found and numbered and found not in numbered):
        films = [*filter(None, [found]), *(film for film in numbered if film != found)]
        raise ImportRefused(
            _("Address and numbers speak of different films: %(films)s.") % {"films": _named(films)}
        )
    if found or numbered:
        return found or numbered[0]
    return _by_title(document["title"], document.get("year"))


def key_of(document: dict[str, Any]) -> str:
    """Return what two documents of the same title and year share."""
    title, year = document.get("title", ""), document.get("year") or ""
    return hashlib.sha256(f"{fold(title) or title}|{year}".encode()).hexdigest()[:40]


def _films() -> QuerySet[Film]:
    return Film.objects.filter(draft_of=None)


def _by_address(slug: str | None) -> Film | None:
    if not slug:
        return None
    if film := _films().filter(slug=slug).first():
        return film
    path = Film(slug=slug).get_absolute_url()
    moved = Redirect.objects.filter(old_path=path).values_list("new_path", flat=True).first()
    return _films().filter(slug=moved.rstrip("/").rpartition("/")[2]).first() if moved else None


def _by_numbers(document: dict[str, Any]) -> list[Film]:
    given = {name: document[name] for name in _NUMBERS if document.get(name)}
    films = {film.pk: film for name in given for film in _films().filter(**{name: given[name]})}
    return list(films.values())


def _by_title(title: str, year: int | None) -> Film | None:
    same = list(_films().filter(folded=fold(title))[:50])
    films = [film for film in same if film.year == year]
    found = [film for film in films if film.title == title] or films
    if len(found) > 1:
        raise ImportRefused(
            _("There are %(count)d films “%(title)s” of that year: give the address of the one.")
            % {"count": len(found), "title": title}
        )
    if not found and same and not year:
        raise ImportRefused(
            _("Which film is meant? Without a year it may be %(films)s.") % {"films": _named(same)}
        )
    return found[0] if found else None


def _named(films: list[Film]) -> str:
    return ", ".join(f"“{film}”" for film in films[:5])
