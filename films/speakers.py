"""Who says a quote: the character's name, joined to the cast."""

from films.choices import Job
from films.models import Credit, Film
from films.text import fold


def link_speakers(film: Film) -> int:
    """Link each quote without a credit to the actor of the character who says it.

    Case, accents and punctuation do not matter. A name that two rows of the cast bear is left
    for the editor. Costs two queries and one for each new link; returns how many there were.
    """
    cast = _by_character(film)
    linked = 0
    for quote in film.quotes.filter(credit=None).exclude(speaker=""):
        actors = cast.get(fold(quote.speaker), [])
        if len(actors) == 1:
            quote.credit = actors[0]
            quote.save(update_fields=["credit"])
            linked += 1
    return linked


def _by_character(film: Film) -> dict[str, list[Credit]]:
    found: dict[str, list[Credit]] = {}
    for credit in film.credits.filter(job=Job.ACTOR).exclude(character=""):
        found.setdefault(fold(credit.character), []).append(credit)
    return found
