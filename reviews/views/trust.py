"""Whether a form was sent from a page of ours, where the page holds no token."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware


def is_trusted(request: HttpRequest) -> bool:
    """Whether the visitor meant to send this.

    Browsers say so in Sec-Fetch-Site, older ones in Origin (OWASP's fetch metadata defence);
    otherwise the token of a page of its own has to be there.
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
