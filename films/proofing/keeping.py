"""How complete a film is and how many faults it has, kept beside it for the lists of the desk."""

from films.document import dump
from films.models import Film
from films.proofing.completeness import completeness
from films.proofing.faults import Document, Fault
from films.proofing.loading import context_of
from films.proofing.reading import proofread

MOST_FAULTS = 32_767  # as many as the column holds


def keep(film: Film, document: Document | None = None) -> Film:
    """Work out and store both numbers of a stored film, and return it; nothing else is written.

    ``document`` is the film's, where it has been read already.
    """
    document = document or dump(film)
    return keep_numbers(film, document, proofread(document, context_of(document)))


def keep_numbers(film: Film, document: Document, faults: list[Fault]) -> Film:
    """Store both numbers of a film that has been read already; no query where they are the same."""
    found = (completeness(document).percent, min(len(faults), MOST_FAULTS))
    if (film.completeness, film.fault_count) != found:
        film.completeness, film.fault_count = found
        Film.objects.filter(pk=film.pk).update(completeness=found[0], fault_count=found[1])
    return film
