"""How pages that only read refuse every other method."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from films.views.lost import wrong_method

View = Callable[..., HttpResponseBase]
METHODS = ["GET", "HEAD"]


def read_only(view: View) -> View:
    """Answer 405, in words, to all but GET and HEAD.

    No token is asked for before: a page that takes no form would otherwise say that the form has
    expired. Such a view changes nothing, so there is nothing for a token to guard.
    """

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in METHODS:
            return wrong_method(METHODS)
        return view(request, *args, **kwargs)

    return answer
