"""Large requests are refused unread: visitors send words, only editors send files."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

PUBLIC_BYTES = 256 * 1024  # a review of 5,000 characters, each escaped, is 60 kB
ADMIN_BYTES = (
    64 * 1024 * 1024
)  # large enough that an import too large is refused by its form, in words


class BodyLimit:
    """Answers 413 to a body larger than any form of ours sends."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_admin = request.path.startswith(f"/{settings.ADMIN_PATH}")
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) <= (ADMIN_BYTES if is_admin else PUBLIC_BYTES):
            return self.get_response(request)
        words = _("This is more than we can take at once. Go back, shorten it and send it again.")
        return HttpResponse(words, status=413, content_type="text/plain; charset=utf-8")
