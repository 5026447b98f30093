"""What film pages and lists show of visitors' reviews.

All figures come from film.rating: load films with select_related("rating"), then none of these tags
asks the database, but rate_section for the first ten reviews.

Whatever holds a score has data-score, the words that blind mode (idea 11, static/css/components/
blind.css) puts in the place of its elements; the page itself is the same for everybody.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from films.models import Film
from reviews import scores
from reviews.forms import ReviewForm
from reviews.models import FilmRating, Review

register = template.Library()

REVIEWS_ON_A_FILM_PAGE = 10
REVIEWS_ON_THE_FRONT_PAGE = 3


@dataclass(frozen=True)
class Rated:
    """What visitors' ratings of a film add up to, ready to print; mean only from three ratings."""

    count: int
    mean: Decimal | None
    width: int
    histogram: tuple[int, ...]

    @property
    def words(self) -> str:
        """The whole in one sentence, for the eye and for a screen reader alike."""
        number = ngettext("%(count)d rating", "%(count)d ratings", self.count) % {
            "count": self.count
        }
        if self.mean is None:
            return number
        return gettext("Rated %(mean)s out of 5 from %(number)s") % {
            "mean": localize(self.mean),
            "number": number,
        }

    @property
    def bars(self) -> list[scores.Bar]:
        """The columns of the histogram."""
        return scores.bars(self.histogram)

    @property
    def individual(self) -> str:
        """Each single rating, best first, for films with too few for a mean."""
        given = [
            scores.half_stars(score)
            for score in range(scores.HIGHEST, scores.LOWEST - 1, -1)
            for _ in range(self.histogram[score - 1])
        ]
        return ", ".join(given)


def _rated(film: Film) -> Rated:
    rating = _rating(film)
    if rating is None:
        return Rated(0, None, 0, (0,) * scores.HIGHEST)
    is_enough = rating.count >= scores.RATINGS_FOR_A_MEAN
    return Rated(
        count=rating.count,
        mean=scores.stars(rating.total, rating.count) if is_enough else None,
        width=scores.star_width(rating.total, rating.count),
        histogram=rating.histogram,
    )


def _rating(film: Film) -> FilmRating | None:
    return film.rating if hasattr(film, "rating") else None


@register.inclusion_tag("reviews/_rate_section.html")
def rate_section(film: Film) -> dict[str, Any]:
    """Print the Rate section of a film page: figures, first reviews, and the whole form."""
    rating = _rating(film)
    text_count = rating.text_count if rating else 0
    reviews = list(film.reviews.for_list()[:REVIEWS_ON_A_FILM_PAGE]) if text_count else []
    return {
        "film": film,
        "rated": _rated(film),
        "page_reviews": reviews,
        "text_count": text_count,
        "more_count": max(0, text_count - len(reviews)),
        "form": ReviewForm(),
        "moderation": settings.REVIEWS_MODERATION,
        "write": gettext("Write the first review"),
    }


@register.inclusion_tag("reviews/_rated.html")
def rated_summary(film: Film) -> dict[str, Any]:
    """Print mean, stars and histogram."""
    return {"rated": _rated(film)}


@register.simple_tag
def visitor_score(film: Film) -> SafeString:
    """Print our visitors' item of the scores in a film's head: <li class="score">."""
    rated = _rated(film)
    source = gettext("Our visitors")
    if rated.mean is not None:
        count = ngettext("%(count)d rating", "%(count)d ratings", rated.count) % {
            "count": rated.count
        }
        return format_html(
            '<li class="score"><span class="score__num" data-score="{}">'
            "<span>{}<small>/5</small></span></span>"
            '<span class="score__src">{}</span><span class="score__n">{}</span></li>',
            gettext("hidden"),
            localize(rated.mean),
            source,
            count,
        )
    return format_html(
        '<li class="score score--none"><span class="score__num" aria-hidden="true">–</span>'
        '<span class="score__src">{}</span>'
        '<span class="score__n">{} <a href="#rate">{}</a></span></li>',
        source,
        rated.words if rated.count else gettext("No ratings yet:"),
        gettext("add yours") if rated.count else gettext("be the first"),
    )


@register.simple_tag
def visitor_score_words(film: Film) -> SafeString | str:
    """Print our visitors' score in words, for the overview and wherever there is no drawing."""
    rated = _rated(film)
    if not rated.count:
        return gettext("No ratings yet")
    if rated.mean is None:
        return gettext("%(number)s, too few for an average") % {"number": rated.words}
    hidden = gettext("hidden")
    return format_html('<span data-score="{}"><span>{}</span></span>', hidden, rated.words)


@register.simple_tag
def card_score(film: Film) -> SafeString | str:
    """Print the score of a film's card: a number with its scale, or nothing below three ratings."""
    rated = _rated(film)
    if rated.mean is None:
        return ""
    return format_html(
        '<span class="card__score" data-score="{}"><span aria-hidden="true">★ {}</span>'
        '<span class="vh">{}</span></span>',
        gettext("score hidden"),
        localize(rated.mean),
        rated.words,
    )


@register.simple_tag
def aggregate_rating(film: Film) -> dict[str, Any] | None:
    """Return schema.org's AggregateRating of our visitors' published ratings.

    None where the page shows no mean (below three ratings): only what is visible may be marked up.
    """
    rated = _rated(film)
    if rated.mean is None:
        return None
    found: dict[str, Any] = {
        "@type": "AggregateRating",
        "ratingValue": float(rated.mean),
        "ratingCount": rated.count,
        "bestRating": 5,
        "worstRating": 0.5,
    }
    if film.rating.text_count:
        found["reviewCount"] = film.rating.text_count
    return found


@register.inclusion_tag("reviews/_latest.html")
def latest_reviews() -> dict[str, Any]:
    """Print the newest reviews of all films that give nothing away, or nothing; one query."""
    newest = Review.objects.for_list().filter(
        contains_spoilers=False, film__in=Film.objects.published().order_by()
    )
    return {"reviews": newest.select_related("film")[:REVIEWS_ON_THE_FRONT_PAGE]}
