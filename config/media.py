"""Serves the pictures and films that the site itself has made or stored.

Nothing else: a file of any other kind in the media folder is not there for the web. Names hold a
hash of the contents, so a browser may keep a file for ever.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.utils._os import safe_join
from django.utils.http import http_date, parse_http_date_safe

from films.views.read_only import read_only

TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
}
HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-site",
    "Accept-Ranges": "bytes",
}
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
CHUNK = 64 * 1024


@read_only
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with a file of the media folder, or the part of it that a player asks for."""
    file = find_file(path)
    response = answer(request, file)
    for name, value in HEADERS.items():
        response.headers[name] = value
    response.headers["Last-Modified"] = http_date(file.stat().st_mtime)
    return response


def find_file(path: str) -> Path:
    """Return the file behind an address; raise Http404 for all that is not ours to show."""
    try:
        file = Path(safe_join(settings.MEDIA_ROOT, path)).resolve()
        is_ours = file.is_relative_to(Path(settings.MEDIA_ROOT).resolve()) and file.is_file()
    except (SuspiciousFileOperation, ValueError, OSError):
        is_ours = False
    if not is_ours or file.suffix.lower() not in TYPES:
        raise Http404(path)
    return file


def answer(request: HttpRequest, file: Path) -> HttpResponseBase:
    """Return the whole file, a part of it (206), 304 or 416, as RFC 9110 asks."""
    stat, content_type = file.stat(), TYPES[file.suffix.lower()]
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    if since is not None and int(stat.st_mtime) <= since:
        return HttpResponseNotModified()
    span = requested_span(request.headers.get("Range", ""), stat.st_size)
    if request.method == "HEAD":
        length = str(stat.st_size)
        return HttpResponse(content_type=content_type, headers={"Content-Length": length})
    if span is None or "If-Range" in request.headers:
        return FileResponse(file.open("rb"), content_type=content_type)
    first, last = span
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{stat.st_size}"})
    stream = part(file.open("rb"), first, last - first + 1)
    headers = {
        "Content-Range": f"bytes {first}-{last}/{stat.st_size}",
        "Content-Length": str(last - first + 1),
    }
    return StreamingHttpResponse(stream, status=206, content_type=content_type, headers=headers)


def requested_span(header: str, size: int) -> tuple[int, int] | None:
    """Return first and last byte that a Range header asks for; None for the whole file.

    A range outside the file comes back with its first byte after its last one. Several ranges at
    once are answered with the whole file, which the standard allows.
    """
    match = RANGE.fullmatch(header)
    if not match or match[0] == "bytes=-":
        return None
    if not match[1]:
        return (max(size - int(match[2]), 0), size - 1) if int(match[2]) else (1, 0)
    first, last = int(match[1]), min(int(match[2] or size), size - 1)
    if match[2] and int(match[2]) < first:
        return None
    return first, last


def part(file: BinaryIO, first: int, length: int) -> Iterator[bytes]:
    """Yield length bytes of the file from the first one on."""
    with file:
        file.seek(first)
        while length > 0 and (chunk := file.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk
