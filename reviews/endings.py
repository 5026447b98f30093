"""Whether typed words give the ending of this film away."""

from films.models import Film
from reviews import spoilers
from reviews.editing import Draft


def given_away(film: Film, draft: Draft, *, answer: str = "") -> list[str]:
    """The sentences that seem to tell the ending, strongest first; [] where there is no question.

    Nobody is asked who has answered already, who says that the review contains spoilers, or where
    the film's page tells no ending. Two queries, and only for words.
    """
    if answer or draft.contains_spoilers or draft.words.is_empty:
        return []
    film = Film.objects.defer("personal_review", "notes").get(pk=film.pk)
    ending = "\n\n".join(filter(None, [film.ending, spoilers.late_part(film.synopsis)]))
    if not film.ending or not ending:
        return []
    texts = (draft.title, draft.body, draft.display_name)
    return spoilers.gives_away(texts, ending=ending, public=_known_before(film))


def _known_before(film: Film) -> str:
    """What everybody may know: the head of the page, its cast, and how the story begins."""
    late = spoilers.late_part(film.synopsis)
    early = film.synopsis.removesuffix(late)
    names = film.credits.values_list("person__name", "character", "description")
    cast = [part for row in names for part in row if part]
    head = [film.title, film.original_title, film.logline, film.badly_explained, film.consensus]
    return "\n".join([*head, early, *cast])


def covered(body: str, sentences: list[str]) -> str:
    """The text with these sentences folded up; what is not found in it is passed over."""
    for sentence in sentences:
        body = spoilers.cover(body, sentence)
    return body
