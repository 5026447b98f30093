"""The security headers of every answer: pages, static files, errors and refused requests alike.

Django 5.2 has no Content-Security-Policy of its own; the settings bear Django 6's names. There are
no nonces, which would make every page unique and so uncacheable: nothing on our pages is inline.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import has_vary_header

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(),"
    " browsing-topics=()",
}
# The admin's pages hold unpublished work: no cache keeps them, no referrer tells their address.
ADMIN_HEADERS = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}


def policy(directives: dict[str, list[str]]) -> str:
    """Return the value of a Content-Security-Policy header."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


class SecurityHeaders:
    """The outermost middleware: what a view says of a header stands, the rest is added."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.admin_path = f"/{settings.ADMIN_PATH}"
        self.public = HEADERS | {"Content-Security-Policy": policy(settings.SECURE_CSP)}
        self.admin = HEADERS | {"Content-Security-Policy": policy(settings.ADMIN_CSP)}
        if settings.IS_HTTPS:
            hsts = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains"
            hsts += "; preload" if settings.SECURE_HSTS_PRELOAD else ""
            self.public["Strict-Transport-Security"] = hsts
            self.admin["Strict-Transport-Security"] = hsts

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_admin = request.path.startswith(self.admin_path)
        for name, value in (self.admin if is_admin else self.public).items():
            response.headers.setdefault(name, value)
        if is_admin:
            for name, value in ADMIN_HEADERS.items():
                response.headers[name] = value
            if request.method == "POST" and request.path == f"{self.admin_path}logout/":
                response.headers["Clear-Site-Data"] = '"cache", "storage"'
        elif has_vary_header(response, "Cookie"):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
