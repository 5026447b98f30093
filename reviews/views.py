"""The pages of visitors' reviews: the form, its receipt, and all reviews of a film."""

import logging
import uuid
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from films.models import Film, Redirect
from films.models.film import FilmQuerySet
from films.views.read_only import read_only
from reviews import authors, networks, submission
from reviews.forms import ReviewForm, parse_score
from reviews.models import Review, ReviewAccess

logger = logging.getLogger(__name__)

AUTHOR_COOKIE = "author"
FORM_TYPES = ["application/x-www-form-urlencoded", "multipart/form-data"]
MOST_FIELDS = 50
REVIEWS_A_PAGE = 20


@csrf_exempt  # because the film page is cached whole, it holds no token; see _is_trusted
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review_form(request: HttpRequest, slug: str) -> HttpResponse:
    """The form's own page, and where every review form is sent to."""
    # A rating that is stored needs no more of the film than its number; the pages load the rest.
    film = _film_or_moved(request, slug, "reviews:review_form", Film.objects.only("slug"))
    if isinstance(film, HttpResponse):
        return film
    if request.method != "POST":
        return _fresh_page(request, film)
    if request.content_type not in FORM_TYPES:
        return HttpResponse(_("Please send a form."), status=415, content_type="text/plain")
    if request.content_type == FORM_TYPES[0] and request.body.count(b"&") >= MOST_FIELDS:
        return HttpResponse(_("Too many fields."), status=400, content_type="text/plain")
    form = ReviewForm(request.POST)
    if not _is_trusted(request):
        text = _(
            "We could not be sure that this came from you. Everything you typed is still here, "
            "and nothing has been stored yet."
        )
        return _form_page(request, film, form, notice=(_("Please press Send again"), text))
    if not form.is_valid():
        return _form_page(request, film, form)
    return _accept(request, film, form)


def _accept(request: HttpRequest, film: Film, form: ReviewForm) -> HttpResponse:
    typed = form.cleaned_data
    author = authors.recognise(
        request.COOKIES.get(author_cookie_name()), key=typed["idempotency_key"]
    )
    try:
        stored = submission.submit(
            film,
            draft=form.draft(),
            author=author,
            email=typed["email"],
            idempotency_key=typed["idempotency_key"],
            address=networks.client_address(request),
            is_trapped=bool(typed["website"]),
            keeps_earlier=not typed["shows_stored"],
        )
    except OperationalError:
        logger.exception("A review of %s could not be stored", film.slug)
        notice = (
            _("We could not save this just now"),
            _("Everything you typed is still here. Please press Send again in a moment."),
        )
        return _form_page(request, film, form, notice=notice, status=503)
    response = redirect("reviews:receipt", stored.token)
    response.status_code = 303  # "See Other": going back never sends the form a second time
    if author.is_new and stored.review.author_key == author.key:
        _set_author_cookie(response, author)
    return response


def author_cookie_name() -> str:
    """The cookie's name; a browser takes the __Host- prefix over https only."""
    return f"__Host-{AUTHOR_COOKIE}" if settings.SESSION_COOKIE_SECURE else AUTHOR_COOKIE


def _set_author_cookie(response: HttpResponse, author: authors.Author) -> None:
    response.set_cookie(
        author_cookie_name(),
        author.secret,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _is_trusted(request: HttpRequest) -> bool:
    """Whether the form was sent from a page of ours, so that the visitor meant to send it.

    Browsers say so in Sec-Fetch-Site, older ones in Origin (OWASP's fetch metadata defence);
    otherwise the token of the form's own page has to be there.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        is_own = site == "same-origin"
    else:
        is_own = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    return is_own or _has_token(request)


def _has_token(request: HttpRequest) -> bool:
    check = CsrfViewMiddleware(lambda _request: HttpResponse())
    return check.process_view(request, lambda _request: HttpResponse(), (), {}) is None


def _fresh_page(request: HttpRequest, film: Film) -> HttpResponse:
    review = _own_review(request, film)
    form = ReviewForm.of_review(review) if review else ReviewForm()
    form.initial["shows_stored"] = True
    if score := parse_score(request.GET.get("score")):
        form.initial["score"] = score
    return _form_page(request, film, form, is_change=review is not None)


def _own_review(request: HttpRequest, film: Film) -> Review | None:
    author = authors.recognise(request.COOKIES.get(author_cookie_name()))
    if author.is_new:
        return None
    return Review.objects.live().filter(film=film, author_key=author.key).first()


def _form_page(
    request: HttpRequest,
    film: Film,
    form: ReviewForm,
    *,
    notice: tuple[str, str] | None = None,
    is_change: bool = False,
    status: int | None = None,
) -> HttpResponse:
    """The form with what was typed; a notice, heading and text, comes before its own errors."""
    film = Film.objects.select_related("poster").get(pk=film.pk)
    context = {
        "film": film,
        "form": form,
        "key": form["idempotency_key"].value() or uuid.uuid4(),
        "notice": notice,
        "has_problems": form.is_bound and not notice,
        "is_change": is_change,
        "moderation": settings.REVIEWS_MODERATION,
        "crumbs": _crumbs(film, _("Rate this film")),
        "site_section": "films",
    }
    response = render(request, "reviews/review_form.html", context)
    response.status_code = status or (422 if form.is_bound else 200)
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@read_only
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """What was stored, for whoever holds the secret of the address; changes nothing."""
    access = get_object_or_404(
        ReviewAccess.objects.select_related("review__film", "review__contact", "review__signal"),
        token_hash=authors.hash_token(token),
    )
    film = access.review.film
    context = {"review": access.review, "film": film, "crumbs": _crumbs(film, _("Your receipt"))}
    response = render(request, "reviews/receipt.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


@read_only
def review_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All reviews of a film, newest first."""
    films = Film.objects.select_related("rating")
    film = _film_or_moved(request, slug, "reviews:review_list", films)
    if isinstance(film, HttpResponse):
        return film
    page = _page(film, request.GET.get("page", "1"))
    path = request.path if page.number == 1 else f"{request.path}?page={page.number}"
    context = {
        "film": film,
        "page_obj": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number),
        "crumbs": _crumbs(film, _("Reviews")),
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


def _crumbs(film: Film, here: str) -> list[tuple[str, str]]:
    films = (_("Films"), reverse("films:film_list"))
    return [films, (film.title, film.get_absolute_url()), (here, "")]


def _film_or_moved(
    request: HttpRequest, slug: str, view: str, films: FilmQuerySet
) -> Film | HttpResponse:
    """The published film at this address, or the way to where it went; raises Http404."""
    if film := films.published().order_by().filter(slug=slug).first():
        return film
    moved = Redirect.objects.filter(old_path=reverse("films:film_detail", args=[slug])).first()
    target = moved and Film.objects.published().filter(slug=_slug_in(moved.new_path)).first()
    if not target:
        raise Http404(_("There is no such film."))
    query = request.META.get("QUERY_STRING", "")
    path = reverse(view, args=[target.slug]) + (f"?{query}" if query else "")
    # 308 keeps method and form: a review sent to the old address arrives at the new one.
    response: Any = HttpResponsePermanentRedirect(path)
    response.status_code = 308
    return response


def _slug_in(path: str) -> str:
    return path.strip("/").rpartition("/")[2]
