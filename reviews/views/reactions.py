"""What readers press on a review: helpful, not helpful, report; each can be taken back.

The buttons stand on pages that are cached whole, so they hold no token and cannot show what this
reader pressed; the small pages here do. Only POST changes anything.
"""

from datetime import timedelta
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from films.models import Film
from reviews import networks, reporting, throttling, voting
from reviews.choices import ReportReason, ReviewStatus
from reviews.models import Review
from reviews.views import session
from reviews.views.film_of import crumbs
from reviews.views.trust import is_trusted
from reviews.voting import Reader

VOTES = {"yes": True, "no": False, "none": None}
TAKE_BACK = "none"
# What one network may press within ten minutes: a school class votes, a machine is stopped.
MOST_VOTES, MOST_REPORTS, WITHIN = 300, 60, timedelta(minutes=10)


@csrf_exempt  # because the pages with the buttons are cached whole; see views/trust.py
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def helpful(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say whether a review helped; a script gets JSON, everybody else a page with the way back."""
    review = _review(public_id)
    if review.status != ReviewStatus.PUBLISHED:
        raise Http404
    network_keys = _network_keys(request)
    reader = voting.recognise(session.sender_of(request), network_keys)
    if request.method != "POST":
        return _vote_page(request, review, reader)
    typed = request.POST.get("vote")
    if typed not in VOTES or not is_trusted(request):
        return _vote_page(request, review, reader, problem=_press_again())
    if not throttling.hit("vote", network_keys[0], limit=MOST_VOTES, period=WITHIN):
        return _too_many(request, review)
    try:
        review = voting.vote(review, reader, is_helpful=VOTES[typed])
    except Review.DoesNotExist:
        raise Http404 from None
    except voting.OwnReviewError:
        own = _("This is your own review, so you cannot vote on it.")
        return _vote_page(request, review, reader, problem=own, status=HTTPStatus.CONFLICT)
    return _counted(request, review, typed)


def _counted(request: HttpRequest, review: Review, vote: str) -> HttpResponse:
    if _wants_json(request):
        figures = {"yes": review.helpful_yes, "no": review.helpful_no, "vote": vote}
        return JsonResponse({**figures, "message": _vote_words(VOTES[vote])})
    return _see_other(request)


def _vote_words(is_helpful: bool | None) -> str:
    if is_helpful is None:
        return _("Your vote is taken back.")
    return _("Counted: helpful.") if is_helpful else _("Counted: not helpful.")


def _vote_page(
    request: HttpRequest,
    review: Review,
    reader: Reader,
    *,
    problem: str = "",
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> HttpResponse:
    if problem and _wants_json(request):
        return JsonResponse({"message": problem}, status=status)
    context = {
        "vote": voting.vote_of(reader, review),
        "is_own": reader.wrote(review),
        "problem": problem,
    }
    return _page(request, "reviews/helpful.html", review, context, status if problem else 200)


@csrf_exempt  # as above
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say what is wrong with a review, or take that back."""
    review = _review(public_id)
    if not reporting.is_open_to_reports(review):
        raise Http404
    network_keys = _network_keys(request)
    reason = request.POST.get("reason", "")
    if request.method != "POST":
        return _report_page(request, review)
    if reason not in {*ReportReason.values, TAKE_BACK}:
        return _report_page(request, review, problem=_("Choose what is wrong with it."))
    if not is_trusted(request):
        return _report_page(request, review, problem=_press_again())
    if not throttling.hit("report", network_keys[0], limit=MOST_REPORTS, period=WITHIN):
        return _too_many(request, review)
    if reason == TAKE_BACK:
        reporting.take_back(review, network_keys=network_keys)
    else:
        reporting.report(review, network_keys=network_keys, reason=reason)
    return _see_other(request)


def _report_page(request: HttpRequest, review: Review, *, problem: str = "") -> HttpResponse:
    context = {
        "said": reporting.report_of(_network_keys(request), review),
        "reasons": ReportReason.choices,
        "chosen": request.POST.get("reason", ""),
        "problem": problem,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return _page(request, "reviews/report.html", review, context, status)


def _review(public_id: str) -> Review:
    films = Film.objects.published().order_by()
    found = Review.objects.select_related("film").exclude(body="")
    return get_object_or_404(found.filter(film__in=films), public_id=public_id)


def _network_keys(request: HttpRequest) -> list[str]:
    return networks.network_keys(networks.client_address(request))


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _press_again() -> str:
    return _("We could not be sure that this came from you. Please press once more.")


def _see_other(request: HttpRequest) -> HttpResponse:
    response = redirect(request.path)
    response.status_code = HTTPStatus.SEE_OTHER  # so that a reload presses nothing
    return response


def _too_many(request: HttpRequest, review: Review) -> HttpResponse:
    text = _("That was a lot at once from your network. Please try again in ten minutes.")
    status = HTTPStatus.TOO_MANY_REQUESTS
    if _wants_json(request):
        response: HttpResponse = JsonResponse({"message": text}, status=status)
    else:
        response = _page(request, "reviews/pressed_too_often.html", review, {"text": text}, status)
    response["Retry-After"] = str(int(WITHIN.total_seconds()))
    return response


def _page(
    request: HttpRequest, template: str, review: Review, context: dict[str, object], status: int
) -> HttpResponse:
    shown = {"review": review, "film": review.film, "crumbs": crumbs(review.film, _("A review"))}
    response = render(request, template, {**shown, **context}, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
