"""Similar films in both directions: what this page recommends, and who recommends it."""

from dataclasses import dataclass

from django.db.models import Q

from films.models import Film, SimilarFilm

MOST_OTHERS = 12  # of those that recommend this film; its own picks are all shown

_SHOWN = ("title", "year", "slug", "status", "published_at", "version", "poster")
_COLUMNS = (
    *("film", "other", "title", "year", "reason", "position"),
    *(f"{side}__{column}" for side in ("film", "other") for column in _SHOWN),
)


@dataclass(frozen=True)
class SimilarCard:
    """A film to see next: the page it has here, if it has one, and the reason."""

    title: str
    year: int | None
    reason: str
    film: Film | None = None


def similar_films(film: Film, *, picks_of: Film | None = None) -> list[SimilarCard]:
    """Return the film's own picks, then live films that picked it; one query.

    ``picks_of`` is a working copy whose picks are shown instead of the film's own.
    """
    author = picks_of or film
    rows = list(
        SimilarFilm.objects.filter(Q(film=author) | Q(other=film))
        .select_related("film__poster", "other__poster")
        .only(*_COLUMNS, *_poster_columns())
    )
    own = [row for row in rows if row.film_id == author.pk]
    picked = {row.other_id for row in own}
    others = [row for row in rows if row.other_id == film.pk and row.film_id not in picked]
    backwards = [_other_side(row) for row in others if row.film.is_live]
    return [_own_pick(row) for row in own] + backwards[:MOST_OTHERS]


def _poster_columns() -> list[str]:
    columns = ("file", "alt", "width", "height", "focal_x", "focal_y", "sha256")
    return [f"{side}__poster__{column}" for side in ("film", "other") for column in columns]


def _own_pick(row: SimilarFilm) -> SimilarCard:
    page = row.other if row.other and row.other.is_live else None
    return SimilarCard(row.title, row.year, row.reason, page)


def _other_side(row: SimilarFilm) -> SimilarCard:
    return SimilarCard(row.film.title, row.film.year, row.reason, row.film)
