"""The two cookies of visitors who write: the session of half an hour, and the key they may keep."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from reviews import authors
from reviews.ownership import Session, read_session
from reviews.submission import Sender

SESSION, AUTHOR = "reviews", "author"
AUTHOR_SECONDS = 31_536_000  # a year; only where the visitor asks for it

View = Callable[..., HttpResponse]


def cookie_name(name: str) -> str:
    """The cookie's name; a browser takes the __Host- prefix over https only."""
    return f"__Host-{name}" if settings.SESSION_COOKIE_SECURE else name


def session_of(request: HttpRequest) -> Session:
    """The reviews that this browser may change just now."""
    return read_session(request.COOKIES.get(cookie_name(SESSION)))


def sender_of(request: HttpRequest) -> Sender:
    """Who asks: the open session, and the browser's key where there is one."""
    author = authors.recognise(request.COOKIES.get(cookie_name(AUTHOR)))
    return Sender(None if author.is_new else author, session_of(request))


def set_session(response: HttpResponse, value: str) -> None:
    """Let the browser keep a session (ownership.open_session) until it is closed."""
    _set(response, SESSION, value)


def set_author(response: HttpResponse, author: authors.Author) -> None:
    """Let the browser keep its key for a year."""
    _set(response, AUTHOR, author.secret, max_age=AUTHOR_SECONDS)


def forget(response: HttpResponse, name: str) -> None:
    """Take a cookie back."""
    response.delete_cookie(cookie_name(name), samesite="Lax")


def _set(response: HttpResponse, name: str, value: str, **options: Any) -> None:
    response.set_cookie(
        cookie_name(name),
        value,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
        **options,
    )


def private_page(view: View) -> View:
    """Keep what an author sees out of caches, search engines and other sites' logs."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return keep_private(view(request, *args, **kwargs))

    return answer


def keep_private(response: HttpResponse) -> HttpResponse:
    """Mark one answer as private.

    Other sites learn the host at most: under "no-referrer" a browser says "null" for the origin of
    a form on the page, and such a form is refused. A view may be stricter.
    """
    add_never_cache_headers(response)
    response.headers.setdefault("Referrer-Policy", "strict-origin")
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
