"""Confirming an e-mail address, and wanting no more mail. Opening a page changes nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from reviews import confirmation, ownership
from reviews.mail_links import MailLink, Purpose
from reviews.views import session
from reviews.views.recovery import mail_page, no_longer_good


@mail_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the reader of a mail which reviews are theirs, and take their word on a press only."""
    link = MailLink.read(token, Purpose.CONFIRM)
    if link is None:
        return no_longer_good(request)
    if request.method == "POST" and "disown" in request.POST:
        confirmation.disown(link)
        return render(request, "reviews/confirm_disowned.html")
    contacts = confirmation.unconfirmed(link)
    if request.method == "POST" and contacts:
        return _confirm(request, link)
    if contacts:
        return render(request, "reviews/confirm.html", {"link": link, "contacts": contacts})
    if confirmation.is_confirmed(link):
        return render(request, "reviews/confirm_done.html", {"is_confirmed": True})
    return no_longer_good(request)


def _confirm(request: HttpRequest, link: MailLink) -> HttpResponse:
    chosen = set(request.POST.getlist("review"))
    contacts = [
        contact for contact in confirmation.unconfirmed(link) if contact.review.public_id in chosen
    ]
    done = [contact for contact in contacts if confirmation.confirm(contact)]
    context = {
        "is_confirmed": bool(done),
        "taken": [contact.review for contact in contacts if contact not in done],
        "email": contacts[0].email if contacts else "",
    }
    response = render(request, "reviews/confirm_done.html", context)
    if done:
        opened = ownership.open_session(
            [contact.review for contact in done], earlier=session.session_of(request)
        )
        session.set_session(response, opened)
    return response


# The mail program that presses for its reader (RFC 8058) has no token of ours: the link is enough.
@csrf_exempt
@mail_page
def stop_mails(request: HttpRequest, token: str) -> HttpResponse:
    """Send no more mail about a review, on a press only."""
    link = MailLink.read(token, Purpose.STOP)
    if link is None:
        return no_longer_good(request)
    if request.method == "POST":
        confirmation.stop_mails(link)
    return render(request, "reviews/confirm_stop.html", {"is_done": request.method == "POST"})
