"""An author's own pages: the secret link, the receipt, and what can be done with a review.

Opening a page never changes anything: mail scanners and browsers that load ahead press no buttons.
"""

import json
from datetime import timedelta
from functools import wraps
from http import HTTPStatus

from django.core.exceptions import ObjectDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from films.views.read_only import read_only
from reviews import (
    confirmation,
    emails,
    erasure,
    moderation,
    networks,
    ownership,
    throttling,
    withdrawal,
)
from reviews.form_marks import is_sent_just_now
from reviews.models import Review
from reviews.receipts import Receipt
from reviews.views import session
from reviews.views.session import private_page

# Guesses at secret links that one network may make.
GUESSES, GUESSES_WITHIN = 20, timedelta(minutes=1)


def button(view: session.View) -> session.View:
    """What a press on an author's page does; one that comes after an erasure finds nothing."""

    @private_page
    @require_POST
    @wraps(view)
    def answer(request: HttpRequest, public_id: str) -> HttpResponse:
        try:
            return view(request, public_id)
        except ObjectDoesNotExist:
            raise Http404 from None

    return answer


@private_page
@read_only
def open_link(request: HttpRequest, public_id: str, secret: str) -> HttpResponse:
    """Take a secret link, and lead on to an address without the secret."""
    response = _open(request, public_id, secret)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _open(request: HttpRequest, public_id: str, secret: str) -> HttpResponse:
    network = networks.network_key(networks.client_address(request))
    if throttling.is_full("link", network, limit=GUESSES, period=GUESSES_WITHIN):
        return render(request, "reviews/too_many.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    review = ownership.find(public_id, secret)
    if review is None:
        if throttling.hit("link", network, limit=GUESSES, period=GUESSES_WITHIN):
            return _no_such_page(request)
        return render(request, "reviews/too_many.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    response = _back(review)
    earlier = session.session_of(request)
    value = ownership.open_session([review], earlier=earlier, is_new=_comes_from_form(request))
    session.set_session(response, value)
    return response


def _comes_from_form(request: HttpRequest) -> bool:
    """Whether a form of this browser was stored just now and has led here.

    A link in a mail or on another site could carry a fresh mark as well: whoever is led here by one
    has sent nothing. Browsers say where the way began; older ones, and those on plain http, do not.
    """
    is_own_way = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    return is_own_way and is_sent_just_now(request.GET.get("sent", ""))


@private_page
@read_only
def own_reviews(request: HttpRequest) -> HttpResponse:
    """The reviews that this browser may change just now, and the ways to the others."""
    sender = session.sender_of(request)
    found = Review.objects.filter(pk__in=sender.session.review_ids)
    if sender.author:
        found |= Review.objects.filter(author_key=sender.author.key)
    reviews = found.select_related("film").order_by("-created_at")
    context = {"reviews": reviews, "is_known": bool(sender.author)}
    return render(request, "reviews/own_reviews.html", context)


@private_page
@read_only
def manage(request: HttpRequest, public_id: str) -> HttpResponse:
    """The receipt: what is stored of a review, until when, and what its author can do with it."""
    review = _own(request, public_id)
    if review is None:
        return _no_such_page(request)
    held = session.session_of(request)
    is_new = review.pk in held.new_ids
    context = {
        "review": review,
        "film": review.film,
        "receipt": Receipt(review),
        "is_new": is_new,
        "link": ownership.manage_url(review) if is_new else "",
        "is_delivered": emails.is_delivered(),
        "is_kept": session.cookie_name(session.AUTHOR) in request.COOKIES,
        "crumbs": [
            (_("Your reviews"), reverse("reviews:own_reviews")),
            (review.film.title, ""),
        ],
    }
    return render(request, "reviews/manage.html", context)


@private_page
@read_only
def download(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything that is stored of a review, as JSON."""
    review = _own(request, public_id)
    if review is None:
        return _no_such_page(request)
    stored = erasure.export_review(review)
    text = json.dumps(stored, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)
    response = HttpResponse(text, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="review-{review.public_id}.json"'
    return response


@button
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a review back, at once or with ten minutes to change one's mind."""
    review = _own_or_404(request, public_id)
    withdrawal.withdraw(review, can_undo=bool(request.POST.get("can_undo")))
    return _back(review)


@button
def undo_withdrawal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change one's mind about that."""
    review = _own_or_404(request, public_id)
    withdrawal.undo(review)
    return _back(review)


@button
def renew_link(request: HttpRequest, public_id: str) -> HttpResponse:
    """End the old secret link and show a new one."""
    review = _own_or_404(request, public_id)
    ownership.renew_link(review)
    response = _back(review)
    earlier = session.session_of(request)
    session.set_session(response, ownership.open_session([review], earlier=earlier, is_new=True))
    return response


@button
def appeal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask the moderators to look again, once."""
    review = _own_or_404(request, public_id)
    try:
        moderation.appeal(review)
    except moderation.AppealError:
        pass  # the page offers this only where it can be; a second press changes nothing
    return _back(review)


@button
def confirm_again(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send the mail that confirms the address once more."""
    review = _own_or_404(request, public_id)
    confirmation.request_confirmation(review)
    return _back(review)


@button
def drop_email(request: HttpRequest, public_id: str) -> HttpResponse:
    """Delete the address of a review at once."""
    review = _own_or_404(request, public_id)
    erasure.drop_email(review)
    return _back(review)


@private_page
@require_POST
def forget_browser(request: HttpRequest) -> HttpResponse:
    """Take both cookies back: this browser knows of no review any more."""
    response = redirect("reviews:own_reviews")
    response.status_code = HTTPStatus.SEE_OTHER
    session.forget(response, session.AUTHOR)
    session.forget(response, session.SESSION)
    return response


def _own(request: HttpRequest, public_id: str) -> Review | None:
    """The review, if the session or the browser's key says that it is this person's."""
    sender = session.sender_of(request)
    review = (
        Review.objects.select_related("film", "contact", "signal", "reply")
        .filter(public_id=public_id)
        .first()
    )
    if review is None or sender.session.holds(review):
        return review
    is_of_browser = sender.author and review.author_key == sender.author.key
    return review if is_of_browser else None


def _own_or_404(request: HttpRequest, public_id: str) -> Review:
    review = _own(request, public_id)
    if review is None:
        raise Http404
    return get_object_or_404(Review.objects.select_related("film"), pk=review.pk)


def _no_such_page(request: HttpRequest) -> HttpResponse:
    """One answer to a wrong link, another's review and a session that has ended."""
    return render(request, "reviews/no_session.html", status=HTTPStatus.NOT_FOUND)


def _back(review: Review) -> HttpResponse:
    response = redirect("reviews:manage", review.public_id)
    response.status_code = HTTPStatus.SEE_OTHER
    return response
