"""Large requests are refused unread: visitors send words, only editors send files."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

PUBLIC_BYTES = 256 * 1024  # a review of 5,000 characters, each escaped, is 60 kB
# Room for the largest file that a form takes: what is a little larger is refused by the form.
ADMIN_BYTES = 64 * 1024 * 1024


class BodyLimit:
    """Answers 413 to a body larger than any form of ours sends."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_admin = request.path.startswith(f"/{settings.ADMIN_PATH}")
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) <= (ADMIN_BYTES if is_admin else PUBLIC_BYTES):
            return self.get_response(request)
        return HttpResponse(refusal(is_admin), status=413, content_type="text/plain; charset=utf-8")


def refusal(is_admin: bool) -> str:
    """Return what is said of a body too large."""
    if is_admin:
        return _(
            "The files of one form may have %(most)d MB together. Nothing was stored. Go back, send"
            " large files one at a time, or give a video by its address at YouTube or Vimeo."
        ) % {"most": ADMIN_BYTES // 1024 // 1024}
    return _("This is more than we can take at once. Go back, shorten it and send it again.")
