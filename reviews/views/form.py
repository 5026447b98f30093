"""The form of a rating and a review, and what follows when it is sent."""

import logging
import uuid

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from films.models import Film
from films.views.read_only import read_only
from reviews import authors, networks, submission
from reviews.forms import ReviewForm, parse_score
from reviews.models import Review, ReviewAccess
from reviews.views.film_of import crumbs, film_or_moved
from reviews.views.trust import is_trusted

logger = logging.getLogger(__name__)

AUTHOR_COOKIE = "author"
FORM_TYPES = ["application/x-www-form-urlencoded", "multipart/form-data"]
MOST_FIELDS = 50


@csrf_exempt  # because the film page is cached whole, it holds no token; see _is_trusted
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review_form(request: HttpRequest, slug: str) -> HttpResponse:
    """The form's own page, and where every review form is sent to."""
    # A rating that is stored needs no more of the film than its number; the pages load the rest.
    film = film_or_moved(request, slug, "reviews:review_form", Film.objects.only("slug"))
    if isinstance(film, HttpResponse):
        return film
    if request.method != "POST":
        return _fresh_page(request, film)
    if request.content_type not in FORM_TYPES:
        return HttpResponse(_("Please send a form."), status=415, content_type="text/plain")
    if request.content_type == FORM_TYPES[0] and request.body.count(b"&") >= MOST_FIELDS:
        return HttpResponse(_("Too many fields."), status=400, content_type="text/plain")
    form = ReviewForm(request.POST)
    if not is_trusted(request):
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
        "crumbs": crumbs(film, _("Rate this film")),
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
    context = {"review": access.review, "film": film, "crumbs": crumbs(film, _("Your receipt"))}
    response = render(request, "reviews/receipt.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
