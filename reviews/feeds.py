"""Atom feeds of visitors' reviews: what a reader may see before opening anything."""

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import get_language, gettext

from films.models import Film
from films.views.public_page import public_page
from films.views.read_only import read_only
from reviews import spoilers
from reviews.models import Review
from reviews.views.film_of import film_or_moved

MOST_ENTRIES = 30


@read_only
@public_page
def film_reviews(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell of the newest reviews of one film."""
    film = film_or_moved(request, slug, "reviews:film_feed", Film.objects.all())
    if isinstance(film, HttpResponse):
        return film
    title = gettext("Reviews of %(film)s") % {"film": film}
    reviews = Review.objects.filter(film=film).for_list()
    return _feed(title, request.path, reverse("reviews:review_list", args=[film.slug]), reviews)


@read_only
@public_page
def all_reviews(request: HttpRequest) -> HttpResponse:
    """Tell of the newest reviews of all films, but for those that are folded up."""
    title = gettext("Reviews on %(site)s") % {"site": settings.SITE_NAME}
    return _feed(title, request.path, reverse("films:home"), Review.objects.latest_of_all_films())


def _feed(title: str, path: str, page: str, reviews: QuerySet[Review]) -> HttpResponse:
    feed = Atom1Feed(
        title=title,
        link=settings.SITE_URL + page,
        description=gettext("What visitors wrote last."),
        feed_url=settings.SITE_URL + path,
        language=get_language(),
    )
    for review in reviews.select_related("film")[:MOST_ENTRIES]:
        feed.add_item(
            title=_title(review),
            link=settings.SITE_URL + review.get_absolute_url(),
            description=linebreaks(_words(review), autoescape=True),
            author_name=review.name,
            pubdate=review.published_at,
            updateddate=review.edited_at or review.published_at,
            unique_id=f"{settings.SITE_URL}/#review-{review.public_id}",
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=Atom1Feed.content_type)


def _title(review: Review) -> str:
    if not review.score:
        return str(review.film)
    return gettext("%(film)s: %(stars)s out of 5") % {"film": review.film, "stars": review.stars}


def _words(review: Review) -> str:
    if review.contains_spoilers:
        return gettext("Contains spoilers.")
    return "\n\n".join(filter(None, map(spoilers.shown, (review.title, review.body))))
