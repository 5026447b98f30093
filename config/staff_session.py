"""How long a login lasts: eight hours of rest, seven days at the most.

Renewing it at every request would write to the database for each page; once in five minutes does.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

RENEWED_EVERY = 5 * 60  # seconds


class StaffSession:
    """Looks at the session on the admin's pages only: public pages stay free of cookies."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(f"/{settings.ADMIN_PATH}") and request.user.is_authenticated:
            renew_or_end(request)
        return self.get_response(request)


def renew_or_end(request: HttpRequest) -> None:
    """Keep a login in use alive, and end one that is older than a week."""
    now = timezone.now().timestamp()
    began = request.session.setdefault("began_at", now)
    if not 0 <= now - began <= settings.STAFF_SESSION_DAYS * 24 * 60 * 60:
        logout(request)
    elif abs(now - request.session.get("seen_at", 0)) > RENEWED_EVERY:
        request.session["seen_at"] = now
