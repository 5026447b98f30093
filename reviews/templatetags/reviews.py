"""What film pages and lists show of visitors' reviews.

All figures come from film.rating: load films with select_related("rating"), then none of these tags
asks the database. rate_section and review_nodes share the film page's reviews: one query, or two
where both sides are shown. An unusual wave that is being checked costs one more to tell of it.

Whatever holds a score has data-score, the words that blind mode (idea 11, static/css/components/
blind.css) puts in the place of its elements; the page itself is the same for everybody.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import template
from django.urls import reverse
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from films.models import Film
from films.structured_data import Node
from reviews import scores, spoilers
from reviews.choices import SetAside
from reviews.forms import ReviewForm, rules_in_force
from reviews.models import FilmRating, Review
from reviews.sides import Side, first_screen
from reviews.structured_data import review_node

register = template.Library()

REVIEWS_ON_THE_FRONT_PAGE = 3
EXCERPT_WORDS = 40
MOST_NODES = 10


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


@dataclass(frozen=True)
class BeingChecked:
    """An unusual wave of ratings that nobody has decided on: how many, and since when."""

    count: int
    since: datetime


def _being_checked(film: Film) -> BeingChecked | None:
    rating = _rating(film)
    if rating is None or rating.frozen_since is None:
        return None
    wave = Review.objects.published().filter(film=film, set_aside=SetAside.STORM)
    return BeingChecked(wave.count(), rating.frozen_since)


@register.inclusion_tag("reviews/_rate_section.html")
def rate_section(film: Film) -> dict[str, Any]:
    """Print the Rate section of a film page: figures, first reviews, and the whole form."""
    rating = _rating(film)
    by_side, reviews = _first_screen(film)
    return {
        **rules_in_force(film),
        "film": film,
        "sides": by_side,
        "page_reviews": reviews,
        "text_count": rating.text_count if rating else 0,
        "form": ReviewForm(),
        "write": gettext("Write the first review"),
    }


def _first_screen(film: Film) -> tuple[dict[Side, Review], list[Review]]:
    """The reviews on a film's page; the film keeps them, so that its head and its body agree."""
    if not hasattr(film, "first_reviews"):
        film.first_reviews = first_screen(film)
    return film.first_reviews


@register.inclusion_tag("reviews/_rated.html")
def rated_summary(film: Film, chosen: int | None = None) -> dict[str, Any]:
    """Print mean, stars and histogram, whose columns lead to the reviews of their score.

    ``chosen`` is the score that a list is narrowed down to.
    """
    rated = _rated(film)
    text_count = film.rating.text_count if rated.count else 0
    return {
        "rated": rated,
        "list_url": reverse("reviews:review_list", args=[film.slug]) if text_count else "",
        "chosen": chosen,
        "score_url": reverse("reviews:score", args=[film.slug]) if rated.count else "",
        "storm": _being_checked(film),
    }


@register.inclusion_tag("reviews/_rated.html")
def score_figures(film: Film) -> dict[str, Any]:
    """Print the same on the page that tells how they are made, which leads nowhere else."""
    return {"rated": _rated(film), "storm": _being_checked(film)}


@register.simple_tag
def review_words(review: Review) -> SafeString:
    """Print a review's words in paragraphs; what gives something away is folded up."""
    return spoilers.as_html(review.body)


@register.simple_tag
def review_excerpt(review: Review) -> str:
    """Print the first words of a review, without what gives something away."""
    return Truncator(spoilers.shown(review.body)).words(EXCERPT_WORDS)


@register.filter
def without_spoilers(words: str) -> str:
    """The words with […] for what gives something away."""
    return spoilers.shown(words)


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
        '<span class="score__n">{}</span></li>',
        source,
        _few_ratings(film, rated),
    )


def _few_ratings(film: Film, rated: Rated) -> SafeString | str:
    if not rules_in_force(film)["is_open"]:
        return rated.words if rated.count else gettext("No ratings yet")
    return format_html(
        '{} <a href="#rate">{}</a>',
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
def aggregate_rating(film: Film) -> Node | None:
    """Return schema.org's AggregateRating of our visitors' published ratings.

    None where the page shows no mean (below three ratings): only what is visible may be marked up.
    """
    rated = _rated(film)
    if rated.mean is None:
        return None
    found: Node = {
        "@type": "AggregateRating",
        "ratingValue": float(rated.mean),
        "ratingCount": rated.count,
        "bestRating": 5,
        "worstRating": 0.5,
    }
    if of_visitors := film.rating.text_count - film.rating.imported:
        found["reviewCount"] = of_visitors
    return found


@register.simple_tag
def review_nodes(film: Film) -> list[Node]:
    """Return schema.org's Reviews of what visitors say on the film's page."""
    nodes = map(review_node, _first_screen(film)[1])
    return [node for node in nodes if node][:MOST_NODES]


@register.inclusion_tag("reviews/_latest.html")
def latest_reviews() -> dict[str, Any]:
    """Print the newest reviews of all films that give nothing away, or nothing; one query."""
    newest = Review.objects.latest_of_all_films().select_related("film")
    return {"reviews": newest[:REVIEWS_ON_THE_FRONT_PAGE]}
