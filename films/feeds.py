"""Atom feeds."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext

from films.models import Film
from films.views.public_page import public_page
from films.views.read_only import read_only

MOST_ENTRIES = 30


@read_only
@public_page
def film_feed(request: HttpRequest) -> HttpResponse:
    """Tell of the newest films, with their loglines, which give nothing away."""
    feed = Atom1Feed(
        title=gettext("New films on %(site)s") % {"site": settings.SITE_NAME},
        link=f"{settings.SITE_URL}/",
        description=gettext("The films that were added last."),
        feed_url=settings.SITE_URL + reverse("films:film_feed"),
        language=get_language(),
    )
    shown = ("title", "year", "slug", "logline", "published_at", "updated_at")
    newest = Film.objects.published().order_by("-published_at", "-id").only(*shown)
    for film in newest[:MOST_ENTRIES]:
        feed.add_item(
            title=str(film),
            link=settings.SITE_URL + film.get_absolute_url(),
            description=film.logline,
            pubdate=film.published_at,
            updateddate=max(film.published_at, film.updated_at),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=Atom1Feed.content_type)
