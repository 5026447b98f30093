"""All reviews of a film."""

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from films.models import Film
from films.views.read_only import read_only
from reviews.views.film_of import crumbs, film_or_moved

REVIEWS_A_PAGE = 20


@read_only
def review_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All reviews of a film, newest first."""
    films = Film.objects.select_related("rating")
    film = film_or_moved(request, slug, "reviews:review_list", films)
    if isinstance(film, HttpResponse):
        return film
    page = _page(film, request.GET.get("page", "1"))
    path = request.path if page.number == 1 else f"{request.path}?page={page.number}"
    context = {
        "film": film,
        "page_obj": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number),
        "crumbs": crumbs(film, _("Reviews")),
        "canonical_path": path,
        "site_section": "films",
    }
    return render(request, "reviews/review_list.html", context)


def _page(film: Film, number: str) -> Page:
    """That page of a film's reviews. Raises Http404 for a page that is not there."""
    paginator = ReviewPaginator(film)
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Http404
    if not 1 <= int(number) <= paginator.num_pages:
        raise Http404
    return paginator.page(int(number))


class ReviewPaginator(Paginator):
    """Pages of a film's reviews, counted by the film's figures instead of by counting rows."""

    def __init__(self, film: Film) -> None:
        super().__init__(film.reviews.for_list(), REVIEWS_A_PAGE)
        self.film = film

    @cached_property
    def count(self) -> int:
        return self.film.rating.text_count if hasattr(self.film, "rating") else 0
