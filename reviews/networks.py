"""Which network a request came from, for ten minutes and without keeping its address.

An address is hashed with a random key of the day, which is destroyed after two days; from then on
nobody can turn the hash back, the operator included. An IPv6 network is its first 64 bits.
"""

import hmac
import ipaddress
import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from reviews.models import DailySalt


def client_address(request: HttpRequest) -> str:
    """The visitor's address: of X-Forwarded-For only what our own proxies wrote is believed.

    Each of the TRUSTED_PROXIES added one address at the end; what stands before is hearsay.
    """
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if settings.TRUSTED_PROXIES and len(chain) >= settings.TRUSTED_PROXIES and chain[0]:
        return chain[-settings.TRUSTED_PROXIES]
    return request.META.get("REMOTE_ADDR", "")


def network(address: str) -> str:
    """The network of an address: IPv4 as it is, IPv6 by its /64, "" for what is no address."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def network_key(address: str) -> str:
    """The hash of an address's network under today's salt: 64 hexadecimal digits."""
    return hmac.new(_salt_of_today(), network(address).encode(), "sha256").hexdigest()


def _salt_of_today() -> bytes:
    today = timezone.now().date()
    salt, is_new = DailySalt.objects.get_or_create(
        day=today, defaults={"key": secrets.token_hex(32)}
    )
    if is_new:
        DailySalt.objects.filter(day__lt=today - timedelta(days=1)).delete()
    return bytes.fromhex(salt.key)
