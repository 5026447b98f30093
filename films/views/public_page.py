"""What the answers of all public pages have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

View = Callable[..., HttpResponseBase]


def public_page(view: View) -> View:
    """Let everybody keep the answer and ask each time whether it still holds.

    Such a view must not read the user, the session, messages or a CSRF token.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=0)
        return response

    return answer
