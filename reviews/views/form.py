"""The form of a rating and a review, and what follows when it is sent."""

import logging
import uuid
from dataclasses import asdict, replace
from datetime import timedelta
from http import HTTPStatus
from typing import Any, NamedTuple

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from films.models import Film
from reviews import (
    authors,
    confirmation,
    editing,
    endings,
    networks,
    openings,
    ownership,
    spam,
    submission,
)
from reviews.editing import Draft
from reviews.form_marks import Age, age_ms, issue, sent_just_now
from reviews.forms import ReviewForm, parse_score, rules_in_force
from reviews.models import Review
from reviews.models.review import LONGEST
from reviews.submission import Attempt, Receipt, Sender
from reviews.views import session
from reviews.views.film_of import crumbs, film_or_moved
from reviews.views.trust import is_trusted

logger = logging.getLogger(__name__)

FORM_TYPES = ["application/x-www-form-urlencoded", "multipart/form-data"]
MOST_FIELDS = 50
# A form that comes back needs one press more, which is no haste.
FILLED_IN_BEFORE = timedelta(minutes=1)
# All that storing a rating needs of a film; the pages load the rest.
FOR_STORING = ("slug", "released", "year")


class Notice(NamedTuple):
    """What is said above a form that comes back, and the status of that answer."""

    heading: str
    text: str
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY


@csrf_exempt  # because the film page is cached whole, it holds no token; see views/trust.py
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review_form(request: HttpRequest, slug: str) -> HttpResponse:
    """The form's own page, and where every review form is sent to."""
    film = film_or_moved(request, slug, "reviews:review_form", Film.objects.only(*FOR_STORING))
    if isinstance(film, HttpResponse):
        return film
    if request.method != "POST":
        return _fresh_page(request, film)
    if refusal := _refusal(request):
        return refusal
    form = ReviewForm(request.POST)
    if not is_trusted(request):
        return _form_page(request, film, form, notice=_not_sure())
    if not form.is_valid():
        return _form_page(request, film, form)
    if age_ms(form.cleaned_data["issued"]) is Age.TOO_OLD:
        return _form_page(request, film, form, notice=_too_old())
    return _accept(request, film, form)


def _refusal(request: HttpRequest) -> HttpResponse | None:
    if request.content_type not in FORM_TYPES:
        text, status = _("Please send a form."), HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    elif request.content_type == FORM_TYPES[0] and request.body.count(b"&") >= MOST_FIELDS:
        text, status = _("Too many fields."), HTTPStatus.BAD_REQUEST
    else:
        return None
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


def _accept(request: HttpRequest, film: Film, form: ReviewForm) -> HttpResponse:
    sender = _sender(request, form)
    if asked := _ask_whose(request, film, form, sender):
        return asked
    draft = _after_question(form)
    if sentences := endings.given_away(film, draft, answer=form.cleaned_data["spoiler_answer"]):
        return _form_page(request, film, form, sentences=sentences)
    try:
        receipt = _store(request, film, form, draft, sender)
    except openings.NotOpenError as error:
        return _form_page(request, film, form, notice=_not_open(error))
    except spam.TooManyError:
        response = _form_page(request, film, form, notice=_too_many())
        response["Retry-After"] = str(int(spam.WITHIN.total_seconds()))
        return response
    except OperationalError:
        logger.exception("A review of film %s could not be stored", film.pk)
        return _form_page(request, film, form, notice=_not_stored())
    return _to_receipt(receipt, sender)


def _ask_whose(
    request: HttpRequest, film: Film, form: ReviewForm, sender: Sender
) -> HttpResponse | None:
    """Show the review whose link is open before a form that did not show it changes it."""
    typed = form.cleaned_data
    if typed["shows_stored"]:
        return None
    review = submission.opened_review(film, sender, idempotency_key=typed["idempotency_key"])
    if review is None:
        return None
    data = form.data.copy()
    for name, value in asdict(editing.filled_up(form.draft(), review)).items():
        data[name] = str(value or "")
    data["shows_stored"] = "on"
    return _form_page(request, film, ReviewForm(data), notice=_opened(review), review=review)


def _store(
    request: HttpRequest, film: Film, form: ReviewForm, draft: Draft, sender: Sender
) -> Receipt:
    typed = form.cleaned_data
    elapsed = age_ms(typed["issued"])
    receipt = submission.submit(
        film,
        draft=draft,
        sender=sender,
        email=typed["email"],
        wants_mail=typed["wants_mail"],
        idempotency_key=typed["idempotency_key"],
        attempt=Attempt(
            address=networks.client_address(request),
            is_trapped=form.is_trapped,
            elapsed_ms=None if isinstance(elapsed, Age) else elapsed,
        ),
        keeps_earlier=not typed["shows_stored"],
    )
    if typed["email"]:
        confirmation.request_confirmation(receipt.review)
    return receipt


def _after_question(form: ReviewForm) -> Draft:
    """The draft as the visitor wants it after the question about the ending."""
    draft, answer = form.draft(), form.cleaned_data["spoiler_answer"]
    if answer == "fold":
        return replace(draft, contains_spoilers=True)
    if answer == "cover":
        return _with_covered(draft, form.data.getlist("sentence"))
    return draft


def _with_covered(draft: Draft, sentences: list[str]) -> Draft:
    body = endings.covered(draft.body, sentences)
    # All of it is folded up where the marks have no room, and for a headline: that has no fold.
    is_in_title = endings.covered(draft.title, sentences) != draft.title
    if is_in_title or len(body) > LONGEST["body"]:
        return replace(draft, contains_spoilers=True)
    return replace(draft, body=body)


def _sender(request: HttpRequest, form: ReviewForm) -> Sender:
    """Who sends; who ticks "let me edit on this device" gets a key for this browser."""
    sender = session.sender_of(request)
    if sender.author or not form.cleaned_data["remember"]:
        return sender
    author = authors.recognise(None, key=form.cleaned_data["idempotency_key"])
    return replace(sender, author=author)


def _to_receipt(receipt: Receipt, sender: Sender) -> HttpResponse:
    """Lead on to the receipt, by way of the secret link: that opens the session."""
    # "See Other": going back never sends the form a second time.
    response = HttpResponse(status=HTTPStatus.SEE_OTHER)
    response["Location"] = f"{ownership.manage_path(receipt.review)}?sent={sent_just_now()}"
    if sender.author and sender.author.is_new and receipt.review.author_key == sender.author.key:
        session.set_author(response, sender.author)
    return session.keep_private(response)


def _fresh_page(request: HttpRequest, film: Film) -> HttpResponse:
    review = submission.own_review(film, session.sender_of(request))
    form = ReviewForm.of_review(review) if review else ReviewForm()
    form.initial["shows_stored"] = True
    if score := parse_score(request.GET.get("score")):
        form.initial["score"] = score
    return _form_page(request, film, form, review=review)


def _form_page(
    request: HttpRequest,
    film: Film,
    form: ReviewForm,
    *,
    notice: Notice | None = None,
    sentences: list[str] | None = None,
    review: Review | None = None,
) -> HttpResponse:
    """The form with what was typed; a notice or a question comes before its own errors."""
    film = Film.objects.select_related("poster", "rating").get(pk=film.pk)
    rules = rules_in_force(film)
    context: dict[str, Any] = {
        **rules,
        "film": film,
        "form": form,
        "key": form["idempotency_key"].value() or uuid.uuid4(),
        "issued": issue(ago=FILLED_IN_BEFORE if form.is_bound else timedelta(0)),
        "notice": notice,
        "sentences": sentences,
        "has_problems": form.is_bound and not notice and not sentences,
        "review": review,
        "is_open": rules["is_open"] or review is not None,
        "crumbs": crumbs(film, _("Rate this film")),
        "site_section": "films",
    }
    response = render(request, "reviews/review_form.html", context)
    if form.is_bound:
        response.status_code = notice.status if notice else HTTPStatus.UNPROCESSABLE_ENTITY
    response["X-Robots-Tag"] = "noindex"
    return response


def _not_sure() -> Notice:
    text = _(
        "We could not be sure that this came from you. Everything you typed is still here, "
        "and nothing has been stored yet."
    )
    return Notice(_("Please press Send again"), text)


def _opened(review: Review) -> Notice:
    text = _(
        "This browser has opened the private link of a review of this film by {name}. Here is that "
        "review, with what you have typed. If it is yours, press Send to change it. If it is not, "
        'let this browser forget it under <a href="{url}">Your reviews</a> and rate the film again.'
    )
    name = format_html('<bdi dir="auto">{}</bdi>', review.name)
    text = format_html(text, name=name, url=reverse("reviews:own_reviews"))
    return Notice(_("You would change a review"), text)


def _too_old() -> Notice:
    text = _("This page had been open for very long. Everything you typed is still here.")
    return Notice(_("Please press Send again"), text)


def _too_many() -> Notice:
    text = _(
        "Very many ratings came from your network within ten minutes. Everything you typed is "
        "still here; please press Send again in ten minutes."
    )
    return Notice(_("Please wait a little"), text, HTTPStatus.TOO_MANY_REQUESTS)


def _not_stored() -> Notice:
    text = _("Everything you typed is still here. Please press Send again in a moment.")
    return Notice(_("We could not save this just now"), text, HTTPStatus.SERVICE_UNAVAILABLE)


def _not_open(error: openings.NotOpenError) -> Notice:
    if error.opens_on is None:
        heading = _("This film cannot be rated")
    else:
        day = date_format(error.opens_on, "j F Y")
        heading = _("Ratings open on %(day)s") % {"day": day}
    text = _("Everything you typed is still here; nothing has been stored.")
    return Notice(heading, text, HTTPStatus.CONFLICT)
