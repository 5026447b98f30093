"""Videos elsewhere, known by the key in their address, and the guard for files of our own.

The address forms are those that YouTube and Vimeo print in their share, embed and browser
address fields.
"""

import re
from typing import NamedTuple, Protocol
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

from django.utils.translation import gettext as _

YOUTUBE, VIMEO = "youtube", "vimeo"

YOUTUBE_HOSTS = frozenset(
    {
        "youtube.com",
        "www.youtube.com",
        "m.youtube.com",
        "music.youtube.com",
        "youtube-nocookie.com",
        "www.youtube-nocookie.com",
    }
)
YOUTUBE_PATH = re.compile(r"/(?:embed|shorts|live|v|e)/([^/]+)/?")
YOUTUBE_KEY = re.compile(r"[A-Za-z0-9_-]{11}")
VIMEO_PATH = re.compile(
    r"/(?:(?:video|channels/[\w-]+|groups/[\w-]+/videos)/)?(\d+)(?:/([0-9a-f]+))?/?", re.ASCII
)
# An unlisted Vimeo film needs a second key; we keep both as "123456/0a1b2c3d4e".
VIMEO_KEY = re.compile(r"[1-9]\d{0,11}(?:/[0-9a-f]{6,20})?", re.ASCII)

MAX_FILE_BYTES = 60 * 1024 * 1024  # two and a half minutes in full HD; fits into one form
MP4_BRANDS = frozenset(
    (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash")
)


class UnknownVideo(ValueError):  # noqa: N818  (raised to say what was given)
    """The address or file is no video we can play; the message says so in plain words."""


class VideoKey(NamedTuple):
    """A provider of films.choices.VideoProvider and its key for one video."""

    provider: str
    key: str


def parse_video(text: str) -> VideoKey:
    """The video that an address from YouTube or Vimeo names.

    Raises UnknownVideo for all other addresses, look-alikes of the two hosts among them.
    """
    address = _split(text)
    host = (address.hostname or "").lower()
    if host in YOUTUBE_HOSTS or host == "youtu.be":
        return VideoKey(YOUTUBE, _sound_key(_youtube_key(address, host), YOUTUBE_KEY))
    if host in ("vimeo.com", "www.vimeo.com", "player.vimeo.com"):
        return VideoKey(VIMEO, _sound_key(_vimeo_key(address), VIMEO_KEY))
    raise UnknownVideo(_("Only addresses of YouTube and Vimeo are known here."))


def _split(text: str) -> SplitResult:
    text = text.strip()
    if "://" not in text:
        text = f"https://{text}"
    try:
        address = urlsplit(text)
        is_plain = address.port in (None, 80, 443) and address.username is None
    except ValueError as error:
        raise UnknownVideo(_("This is not a web address.")) from error
    # Browsers read a backslash as a slash, urlsplit() does not.
    if address.scheme not in ("http", "https") or not is_plain or "\\" in text:
        raise UnknownVideo(_("This is not the address of a video."))
    return address


def _youtube_key(address: SplitResult, host: str) -> str:
    if host == "youtu.be":
        return address.path.strip("/")
    if address.path.rstrip("/") == "/watch":
        return parse_qs(address.query).get("v", [""])[0]
    found = YOUTUBE_PATH.fullmatch(address.path)
    return found[1] if found else ""


def _vimeo_key(address: SplitResult) -> str:
    found = VIMEO_PATH.fullmatch(address.path)
    if not found:
        return ""
    second = found[2] or parse_qs(address.query).get("h", [""])[0]
    return f"{found[1]}/{second}" if second else found[1]


def _sound_key(key: str, form: re.Pattern[str]) -> str:
    if not form.fullmatch(key):
        raise UnknownVideo(_("This address names no single video. Copy it from the video’s page."))
    return key


def is_sound_key(provider: str, key: str) -> bool:
    """True when `key` has the form of the provider's keys."""
    form = {YOUTUBE: YOUTUBE_KEY, VIMEO: VIMEO_KEY}.get(provider)
    return bool(form and form.fullmatch(key))


def watch_url(provider: str, key: str) -> str:
    """The page on which the provider shows the video; "" for a file of our own."""
    path = quote(key, safe="/")
    if provider == YOUTUBE:
        return f"https://www.youtube.com/watch?v={path}"
    return f"https://vimeo.com/{path}" if provider == VIMEO else ""


def embed_url(provider: str, key: str) -> str:
    """What the player's frame loads, without cookies where the provider offers that; "" if none."""
    if provider == YOUTUBE:
        return f"https://www.youtube-nocookie.com/embed/{quote(key, safe='')}?autoplay=1&rel=0"
    if provider != VIMEO:
        return ""
    number, _slash, second = key.partition("/")
    unlisted = f"&h={quote(second, safe='')}" if second else ""
    return f"https://player.vimeo.com/video/{quote(number, safe='')}?autoplay=1&dnt=1{unlisted}"


class VideoFile(Protocol):
    """An open file of known size, such as Django's uploaded files."""

    size: int

    def read(self, size: int, /) -> bytes: ...

    def seek(self, offset: int, /) -> object: ...


def check_video_file(file: VideoFile) -> str:
    """The extension for a video file of our own, "mp4" or "webm", told by its first bytes.

    Raises UnknownVideo for other files and for files that are too large. The file is left at its
    beginning.
    """
    if file.size > MAX_FILE_BYTES:
        message = _("This video is larger than %(most)d MB, the most that is allowed.")
        raise UnknownVideo(message % {"most": MAX_FILE_BYTES // 1024 // 1024})
    file.seek(0)
    start = file.read(64)
    file.seek(0)
    if start[4:8] == b"ftyp" and start[8:12] in MP4_BRANDS:
        return "mp4"
    if start[:4] == b"\x1aE\xdf\xa3" and b"webm" in start:
        return "webm"
    raise UnknownVideo(_("Only MP4 and WebM videos can be played here."))
