"""Whatever a request says of its encoding, it is read as UTF-8: no page of ours sends another.

Django decodes addresses and forms by the codec that the Content-Type names, before any middleware
is asked. Some of Python's codecs are none of text ("base64", "undefined") and end in an error, so
that anybody could fill the log with broken requests.
"""

import re
from typing import Any

from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest

_CHARSET = re.compile(r";\s*charset\b[^;]*", re.IGNORECASE)


class _OnlyUtf8(HttpRequest):
    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        named = _CHARSET.sub("", meta.get("CONTENT_TYPE", ""))
        typed = {**meta, "CONTENT_TYPE": named}
        super()._set_content_type_params(typed)  # type: ignore[misc]  # no stub: it is not public


class Utf8WSGIRequest(_OnlyUtf8, WSGIRequest):
    """A request as config/wsgi.py takes it."""


class Utf8ASGIRequest(_OnlyUtf8, ASGIRequest):
    """A request as config/asgi.py takes it."""
