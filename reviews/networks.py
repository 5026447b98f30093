"""Which network a request came from, without keeping its address.

An address is hashed with a random key of the day, which is destroyed after two days; from then on
nobody can turn the hash back, the operator included. An IPv6 network is its first 64 bits.
"""

import hmac
import ipaddress
import secrets
from datetime import date, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from reviews.models import DailySalt


def client_address(request: HttpRequest) -> str:
    """The visitor's address: of X-Forwarded-For only what our own proxies wrote is believed.

    Each of the TRUSTED_PROXIES added one address at the end; what stands before is hearsay.
    """
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if 0 < settings.TRUSTED_PROXIES <= len(chain) and chain[-settings.TRUSTED_PROXIES]:
        return chain[-settings.TRUSTED_PROXIES]
    return request.META.get("REMOTE_ADDR", "")


def network(address: str) -> str:
    """The network of an address: IPv4 as it is, IPv6 by its /64, "" for what is no address.

    Some proxies write the port behind it: "192.0.2.7:5678", "[2001:db8::1]:443".
    """
    bare = address.rpartition(":")[0] if address.count(":") == 1 or "]:" in address else address
    try:
        parsed = ipaddress.ip_address(bare.strip("[]"))
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def network_key(address: str) -> str:
    """The hash of an address's network under today's salt: 64 hexadecimal digits."""
    return _hash(_salt_of_today(), address)


def network_keys(address: str) -> list[str]:
    """The hashes under today's and yesterday's salt, for periods that reach back over midnight."""
    earlier = _stored_salt(timezone.now().date() - timedelta(days=1))
    return [network_key(address), *([_hash(earlier, address)] if earlier else [])]


def _hash(salt: bytes, address: str) -> str:
    return hmac.new(salt, network(address).encode(), "sha256").hexdigest()


def _salt_of_today() -> bytes:
    today = timezone.now().date()
    if found := _stored_salt(today):
        return found
    salt, is_new = DailySalt.objects.get_or_create(
        day=today, defaults={"key": secrets.token_hex(32)}
    )
    if is_new:
        forget_salts(before=today - timedelta(days=1))
    return bytes.fromhex(salt.key)


# Salts that were read from the database, so that a rating does not read them again. One that was
# only just made is not among them: its transaction may still fail.
_known: dict[date, bytes | None] = {}


def _stored_salt(day: date) -> bytes | None:
    if day in _known:
        return _known[day]
    row = DailySalt.objects.filter(day=day).first()
    if row is None and day == timezone.now().date():
        return None
    _known[day] = bytes.fromhex(row.key) if row else None  # none will be made for a day gone by
    return _known[day]


def forget_salts(*, before: date) -> None:
    """Let go of the salts of the days before this one, in memory and in the database."""
    for day in [day for day in list(_known) if day < before]:
        _known.pop(day, None)
    DailySalt.objects.filter(day__lt=before).delete()
