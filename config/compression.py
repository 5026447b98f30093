"""Text goes over the wire compressed; pictures and films, compressed already, do not."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

COMPRESSIBLE = (
    "text/",
    "application/atom+xml",
    "application/feed+json",
    "application/json",
    "application/ld+json",
    "application/opensearchdescription+xml",
    "application/xml",
    "image/svg+xml",
)


class TextCompression(GZipMiddleware):
    """Django's gzip for text only: on a video it would break asking for a part of it."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith(COMPRESSIBLE):
            return response
        return super().process_response(request, response)
