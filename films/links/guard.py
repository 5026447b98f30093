"""Which addresses a server of ours may ask: public ones, on the ports of the web, and no others.

An address on a page is somebody's text. Without this guard it could make the server ask machines
that only it can reach (SSRF): its own database, a router, the metadata of a cloud. The host is
looked up once, every address found is judged, and the connection goes to the very one that was
judged, so that a name cannot change its mind in between (DNS rebinding).
"""

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread
from urllib.parse import quote, urlsplit

from django.utils.translation import gettext as _

PORTS = {"http": 80, "https": 443}
LOOKUP_WITHIN = 5.0  # seconds
_SAFE = "/?#[]@!$&'()*+,;=%:~-._"  # what may stand in an address as it is
_NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f\\]")
_DIGITS = re.compile(r"(0x[0-9a-f]*|[0-9]+)(\.(0x[0-9a-f]*|[0-9]+)){0,3}", re.IGNORECASE)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Lookup = Callable[[str, int], list[str]]

# What Python's is_global lets pass or judges differently from version to version: networks whose
# addresses stand for others (IPv4 inside IPv6), relays, and space that is given to nobody.
_NEVER = [
    ipaddress.ip_network(network)
    for network in (
        *("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15"),
        *("240.0.0.0/4", "::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48"),
        *("100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "fec0::/10"),
    )
]


class NotAllowedError(ValueError):
    """Why an address is not asked: a sentence for the editor."""


class NoSuchHostError(OSError):
    """No machine of this name can be found."""


@dataclass(frozen=True)
class Target:
    """Where to connect for an address, and what to ask for there."""

    scheme: str
    host: str
    port: int
    path: str
    address: str

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def is_public(address: str) -> bool:
    """Say whether an IP address belongs to a machine that anybody may ask."""
    try:
        number: Address = ipaddress.ip_address(address)
    except ValueError:
        return False  # an address of one interface ("fe80::1%eth0") is among these
    if any(number in network for network in _NEVER if network.version == number.version):
        return False
    return number.is_global and not (number.is_multicast or number.is_reserved)


def look_up(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host; raises OSError when there are none in good time."""
    found: list[str] = []
    failed: list[OSError] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(answer[4][0]) for answer in answers))
        except (OSError, UnicodeError) as error:
            failed.append(NoSuchHostError(str(error)))

    # The system's resolver knows no time-out; a thread that is left behind ends by itself.
    thread = Thread(target=ask, name="lookup", daemon=True)
    thread.start()
    thread.join(LOOKUP_WITHIN)
    if failed:
        raise failed[0]
    if not found:
        raise TimeoutError("lookup")
    return found


@dataclass(frozen=True)
class Guard:
    """The rules; a test brings its own, for it may ask nothing but the loopback."""

    look_up: Lookup = look_up
    is_allowed: Callable[[str], bool] = is_public
    ports: frozenset[int] = frozenset(PORTS.values())

    def admit(self, url: str) -> Target:
        """Return where to connect for an address.

        Raises NotAllowedError, and OSError when its host cannot be found. One address that is not
        public among several is enough to refuse all.
        """
        scheme, host, port, path = take_apart(url)
        if port not in self.ports:
            raise NotAllowedError(_("Only the ports 80 and 443 are asked."))
        addresses = self.look_up(host, port)
        if not addresses or not all(self.is_allowed(address) for address in addresses):
            raise NotAllowedError(_("Its host is not a public one."))
        return Target(scheme, host, port, path, addresses[0])


def take_apart(url: str) -> tuple[str, str, int, str]:
    """Return scheme, host, port and path of an address; raises NotAllowedError. Asks nobody."""
    if _NOT_IN_ADDRESSES.search(url):
        raise NotAllowedError(_("This is no web address."))
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotAllowedError(_("This is no web address.")) from None
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise NotAllowedError(_("Only http and https are asked."))
    if "@" in parts.netloc:
        raise NotAllowedError(_("It holds a name or a password."))
    path = quote(parts.path or "/", safe=_SAFE)
    if parts.query:
        path += f"?{quote(parts.query, safe=_SAFE)}"
    return scheme, _plain_host(parts.hostname or ""), port or PORTS[scheme], path


def host_of(url: str) -> str:
    """Return the host of an address in small letters, "" where it has none."""
    try:
        return (urlsplit(url).hostname or "")[:255]
    except ValueError:
        return ""


def _plain_host(host: str) -> str:
    """Return a host as it is looked up: in ASCII, without the dot of the root at its end."""
    host = host.rstrip(".")
    try:
        host = host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        host = ""
    if not host or len(host) > 253 or "%" in host:
        raise NotAllowedError(_("This is no web address."))
    if ":" not in host and _DIGITS.fullmatch(host) and not _is_dotted(host):
        raise NotAllowedError(_("Its host is a number in disguise."))
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal", ".home.arpa")):
        raise NotAllowedError(_("Its host is not a public one."))
    return host


def _is_dotted(host: str) -> bool:
    try:
        return str(ipaddress.IPv4Address(host)) == host
    except ValueError:
        return False
