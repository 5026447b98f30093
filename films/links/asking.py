"""Asking for one address, politely and with bounds: is the page still there?

The standard library is enough: its connections can be pinned to the judged IP address, follow
nothing by themselves, know no cookies and no proxies of the environment.
"""

import http.client
import socket
import ssl
import time
from dataclasses import dataclass, field
from threading import Timer
from urllib.parse import urldefrag, urljoin

from django.utils.translation import gettext as _

from films.links.guard import Guard, NoSuchHostError, NotAllowedError, Target

CONNECT_WITHIN, ANSWER_WITHIN = 5.0, 15.0  # seconds; the second is for all steps together
MOST_STEPS = 4  # redirects
MOST_BYTES = 16_384  # of a body; no more is needed to know that there is one
_REDIRECTS = {301, 302, 303, 307, 308}
_FOR_GOOD = {301, 308}
_ENOUGH = {410, 429, 503}  # asked once more, a site would say no other


class TooLateError(OSError):
    """The time for this address is up."""


@dataclass(frozen=True)
class Answer:
    """What came back: the status at the end of all redirects, and where that is.

    ``status`` 0 means that nothing came, and ``words`` why. ``has_moved`` is for redirects that
    are said to be for good. ``wait`` is how many seconds the site asks to be left alone.
    """

    status: int
    words: str = ""
    final_url: str = ""
    has_moved: bool = False
    is_refused: bool = False
    wait: int = 0


@dataclass(frozen=True)
class Asker:
    """Asks with one guard and one name; ``context`` holds whose certificates are believed."""

    user_agent: str
    guard: Guard = field(default_factory=Guard)
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    answer_within: float = ANSWER_WITHIN

    def ask(self, url: str) -> Answer:
        """Return what an address answers; never raises for what happens on the way."""
        until = time.monotonic() + self.answer_within
        try:
            return self._follow(url, until)
        except NotAllowedError as refused:
            return Answer(0, str(refused), is_refused=True)
        except ssl.SSLCertVerificationError as error:
            return Answer(0, _("Its certificate is not valid: %s") % error.verify_message)
        except ssl.SSLError:
            return Answer(0, _("No safe connection could be made."))
        except NoSuchHostError:
            return Answer(0, _("There is no such host."))
        except (TimeoutError, TooLateError):
            return Answer(0, _("It did not answer in time."))
        except (OSError, http.client.HTTPException, ValueError):
            late = time.monotonic() >= until  # the watch has closed the connection
            return Answer(0, _("It did not answer in time.") if late else _("No connection."))

    def _follow(self, url: str, until: float) -> Answer:
        here, for_good = url, True
        for _step in range(MOST_STEPS + 1):
            target = self.guard.admit(here)
            status, location, wait = self._look(target, until)
            if status not in _REDIRECTS or not location:
                final = "" if here == url else here + _fragment(url, here)
                has_moved = bool(final) and for_good and final != url
                return Answer(status, _reason(status), final, has_moved, wait=wait)
            for_good = for_good and status in _FOR_GOOD
            here = urljoin(here, location)
        return Answer(0, _("It leads from one address to the next without an end."))

    def _look(self, target: Target, until: float) -> tuple[int, str, int]:
        """Ask for the head alone; a site that does not know how is asked for the beginning."""
        try:
            answer = self._request(target, "HEAD", until)
        except http.client.HTTPException:
            answer = (0, "", 0)
        knows_how = 0 < answer[0] < 400 or answer[0] in _ENOUGH
        return answer if knows_how else self._request(target, "GET", until)

    def _request(self, target: Target, method: str, until: float) -> tuple[int, str, int]:
        connection = Pinned(target, self.context, until)
        watch = Timer(_left(until), connection.cut)  # against answers that come drop by drop
        watch.daemon = True
        watch.start()
        try:
            connection.request(method, target.path, headers=self._headers(target, method))
            response = connection.getresponse()
            if method == "GET":
                response.read(MOST_BYTES)
            _left(until)  # of an answer that was cut off, the beginning looks like a whole one
            if method == "GET" and response.status == 416:  # an empty page has no first byte
                return 200, "", 0
            location = response.getheader("Location", "")
            return response.status, location, _seconds(response.getheader("Retry-After", ""))
        finally:
            watch.cancel()
            connection.close()

    def _headers(self, target: Target, method: str) -> dict[str, str]:
        headers = {
            "Host": target.host_header,
            "User-Agent": self.user_agent,
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        return headers | ({"Range": f"bytes=0-{MOST_BYTES - 1}"} if method == "GET" else {})


class Pinned(http.client.HTTPConnection):
    """A connection to the very address that the guard has judged."""

    def __init__(self, target: Target, context: ssl.SSLContext, until: float) -> None:
        super().__init__(target.host, target.port, timeout=min(CONNECT_WITHIN, _left(until)))
        self._target, self._context, self._until = target, context, until

    def connect(self) -> None:
        pinned = (self._target.address, self._target.port)
        self.sock = socket.create_connection(pinned, self.timeout)
        if self._target.scheme == "https":
            self.sock = self._context.wrap_socket(self.sock, server_hostname=self._target.host)
        self.sock.settimeout(_left(self._until))

    def cut(self) -> None:
        """End the connection under whoever waits for it."""
        if self.sock:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # it was over already


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TooLateError
    return left


def _fragment(url: str, here: str) -> str:
    """Return what a browser keeps of the first address: its fragment, unless there is another."""
    fragment = urldefrag(url).fragment
    return f"#{fragment}" if fragment and not urldefrag(here).fragment else ""


def _seconds(value: str) -> int:
    """Return the seconds of a Retry-After; 0 for none, or for a date."""
    return min(int(value), 7 * 24 * 3600) if value.isascii() and value.isdigit() else 0


def _reason(status: int) -> str:
    name = http.client.responses.get(status, "")
    return f"{status} {name}".strip()
