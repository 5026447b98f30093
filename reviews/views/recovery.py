"""The way back to one's reviews by e-mail. Opening a page changes nothing; its button does."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from reviews import emails, networks, ownership
from reviews.mail_links import MailLink, Purpose
from reviews.recovery import recovered, request_recovery
from reviews.views import session

LONGEST_ADDRESS = 320
View = Callable[..., HttpResponse]


def mail_page(view: View) -> View:
    """A private page that a mail leads to; only its button changes something."""
    return session.private_page(require_http_methods(["GET", "HEAD", "POST"])(view))


@mail_page
def recovery(request: HttpRequest) -> HttpResponse:
    """Ask for an address, and say the same whether anything was written with it or not."""
    if request.method == "POST":
        network_key = networks.network_key(networks.client_address(request))
        typed = request.POST.get("email", "")[:LONGEST_ADDRESS]
        request_recovery(typed, network_key=network_key)
    context = {"is_sent": request.method == "POST", "is_delivered": emails.is_delivered()}
    return render(request, "reviews/recovery.html", context)


@mail_page
def recover(request: HttpRequest, token: str) -> HttpResponse:
    """Open a session for the reviews of a confirmed address, on a press only."""
    link = MailLink.read(token, Purpose.RECOVER)
    reviews = list(recovered(link)) if link else []
    if not reviews:
        return no_longer_good(request)
    # A session holds so many reviews; whoever has more opens them in parts.
    size = ownership.MOST_IN_A_SESSION
    parts = [reviews[start : start + size] for start in range(0, len(reviews), size)]
    if request.method != "POST":
        return render(request, "reviews/recovery_open.html", {"parts": parts})
    chosen = request.POST.get("part", "0")
    number = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 5 else 0
    response = redirect("reviews:own_reviews")
    response.status_code = 303
    session.set_session(response, ownership.open_session(parts[min(number, len(parts) - 1)]))
    return response


def no_longer_good(request: HttpRequest) -> HttpResponse:
    """One answer to every link that is too old, not ours, or for an address that is gone."""
    return render(request, "reviews/recovery_ended.html", status=404)
