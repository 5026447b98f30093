"""All reviews of a film, in the order and with the filters that the address asks for."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films.models import Film
from films.models.film import FilmQuerySet
from films.views.public_page import public_page
from films.views.read_only import read_only
from reviews import languages, scores
from reviews.forms import rules_in_force
from reviews.listing import Order, ReviewPage, Wanted, read_page, read_wanted
from reviews.models import Review
from reviews.sides import Side, both_sides
from reviews.views.film_of import crumbs, film_or_moved


class Choice(NamedTuple):
    """A link of the list to itself: in another order, or with one filter more or fewer."""

    words: str
    url: str
    is_chosen: bool = False
    language: str = ""


@read_only
@public_page
def review_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the reviews of a film; only the plain list, newest first, is for search engines."""
    film = film_or_moved(request, slug, "reviews:review_list", _films())
    if isinstance(film, HttpResponse):
        return film
    page = ReviewListPage(film, read_wanted(request.GET))
    context = {
        "film": film,
        "page": page,
        "crumbs": crumbs(film, _("Reviews")),
        "canonical_path": page.path,
        "site_section": "films",
    }
    return render(request, "reviews/review_list.html", context)


def _films() -> FilmQuerySet:
    picked = Review.objects.published().filter(film=OuterRef("pk"), featured_at__isnull=False)
    has_picked = Exists(picked.exclude(body=""))
    return Film.objects.select_related("rating").annotate(has_picked=has_picked)


@dataclass(frozen=True)
class ReviewListPage:
    """One page of a film's reviews, with the links that lead to the others.

    Which languages there are stands with the film's figures, and whether anything was picked comes
    with the film, so neither costs a query.
    """

    film: Film
    wanted: Wanted

    @cached_property
    def path(self) -> str:
        """The plain list's address."""
        return reverse("reviews:review_list", args=[self.film.slug])

    @cached_property
    def sides(self) -> dict[Side, Review]:
        """The chosen reviews, where both sides are asked for."""
        return both_sides(self.film) if self.wanted.order == Order.SIDES else {}

    @cached_property
    def rows(self) -> ReviewPage:
        """The reviews, where a list is asked for."""
        if self.wanted.order == Order.SIDES:
            return ReviewPage([])
        return read_page(self.film, self.wanted)

    @cached_property
    def reviews(self) -> list[Review]:
        """Whatever is shown, in its order."""
        return [*self.sides.values(), *self.rows.reviews]

    @property
    def text_count(self) -> int:
        """How many reviews with words the film has."""
        return self.film.rating.text_count if hasattr(self.film, "rating") else 0

    @property
    def is_open(self) -> bool:
        """Whether the film may be rated now."""
        return bool(rules_in_force(self.film)["is_open"])

    @property
    def has_choices(self) -> bool:
        """Whether there is anything to order or to filter."""
        rating_count = self.film.rating.count if hasattr(self.film, "rating") else 0
        return max(self.text_count, rating_count) > 1 or not self.wanted.is_plain

    @property
    def next_url(self) -> str:
        """The page after this one, or ""."""
        following = self.rows.next_id
        return self.wanted.address(self.path, begins_at=following) if following else ""

    @property
    def first_url(self) -> str:
        """The first page of this order and these filters, for a page that is another one."""
        return self.wanted.address(self.path) if self.wanted.begins_at else ""

    @property
    def orders(self) -> list[Choice]:
        """The orders there are; picks only where something was picked."""
        offered = [
            order
            for order in Order
            if order != Order.PICKED or self.film.has_picked or self.wanted.order == Order.PICKED
        ]
        return [self._choice(str(order.label), "order", order) for order in offered]

    @property
    def language_choices(self) -> list[Choice]:
        """The languages there are, the one of most reviews first; none where there is one only."""
        counts = self.film.rating.languages if self.text_count else {}
        known = sorted((tag for tag in counts if tag), key=lambda tag: -counts[tag])
        if len(counts) < 2:
            return []
        return [
            self._choice(f"{languages.name(tag)} ({counts[tag]})", "language", tag)._replace(
                language=tag
            )
            for tag in known
        ]

    @property
    def switches(self) -> list[Choice]:
        """The filters that are on or off."""
        found = [self._choice(_("Without spoilers"), "without_spoilers", True)]
        if self.wanted.order in (Order.NEWEST, Order.OLDEST) and not self.wanted.language:
            found.append(self._choice(_("Ratings without words too"), "with_ratings", True))
        return found

    def _choice(self, words: str, name: str, value: object) -> Choice:
        is_chosen = getattr(self.wanted, name) == value
        empty = getattr(Wanted(), name)
        url = self.wanted.address(
            self.path, **{name: empty if is_chosen and name != "order" else value}
        )
        return Choice(words, url, is_chosen)

    @property
    def in_use(self) -> list[Choice]:
        """The filters in use, each with the list without it."""
        wanted, found = self.wanted, []
        if wanted.score:
            stars = _("%(stars)s out of 5") % {"stars": scores.half_stars(wanted.score)}
            found.append(Choice(stars, wanted.address(self.path, score=None)))
        if wanted.language:
            name = languages.name(wanted.language)
            found.append(Choice(name, wanted.address(self.path, language="")))
        if wanted.without_spoilers:
            url = wanted.address(self.path, without_spoilers=False)
            found.append(Choice(_("Without spoilers"), url))
        return found

    @property
    def heading(self) -> str:
        """What stands above the reviews."""
        if self.wanted.order in (Order.SIDES, Order.PICKED):
            return str(Order(self.wanted.order).label)
        if self.wanted.is_filtered:
            return _("Some of the reviews")
        if self.wanted.with_ratings:
            return _("Ratings and reviews")
        number = ngettext("%(number)d review", "%(number)d reviews", self.text_count)
        return number % {"number": self.text_count}

    @property
    def order_words(self) -> str:
        """How the list is ordered, in one sentence."""
        return str(
            {
                Order.NEWEST: _("Newest first."),
                Order.OLDEST: _("Oldest first."),
                Order.HIGHEST: _("Highest rating first, the newest of equal ones first."),
                Order.LOWEST: _("Lowest rating first, the oldest of equal ones first."),
                Order.HELPFUL: _("Most helpful first, as readers voted."),
                Order.SIDES: _("The most helpful review of each side, without spoilers."),
                Order.PICKED: _("Picked by the editors, the latest pick first."),
            }[Order(self.wanted.order)]
        )

    @property
    def empty_words(self) -> str:
        """Why nothing is shown, where the film has reviews."""
        wanted = self.wanted
        if len(self.in_use) > 1 or (self.in_use and wanted.order == Order.PICKED):
            return _("No review fits all of this.")
        if wanted.score:
            return _("Nobody who gave this rating has written about it.")
        if wanted.language:
            return _("There is no review in this language.")
        if wanted.without_spoilers:
            return _("Every review gives something away.")
        if wanted.order == Order.PICKED:
            return _("The editors have not picked a review yet.")
        return _("No review with words has a rating yet.")
