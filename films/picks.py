"""Editors' picks of similar films, which link themselves when the other film gets a page."""

from films.models import Film, SimilarFilm


def link_similar_films(film: Film) -> int:
    """Link to this film the picks of others that name its title and year; return how many."""
    waiting = SimilarFilm.objects.filter(other=None, folded=film.folded, year=film.year)
    picked_already = SimilarFilm.objects.filter(other=film).values("film")
    return waiting.exclude(film=film).exclude(film__in=picked_already).update(other=film)


def link_published_films(film: Film) -> int:
    """Link this film's picks to the published films of their title and year; return how many."""
    waiting = list(film.similar_films.filter(other=None))
    pages = Film.objects.published().filter(folded__in=[pick.folded for pick in waiting])
    found = {(page.folded, page.year): page for page in pages.exclude(pk=film.main.pk)}
    picked = set(film.similar_films.exclude(other=None).values_list("other_id", flat=True))
    linked = 0
    for pick in waiting:
        other = found.get((pick.folded, pick.year))
        if other and other.pk not in picked:
            pick.other = other
            pick.save(update_fields=["other"])
            picked.add(other.pk)
            linked += 1
    return linked
