"""System checks: what is wrong with this installation, and what mends it."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.db import connections

from config import sqlite
from reviews import emails


@checks.register(checks.Tags.database)
def sqlite_is_fixed(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Warn of a SQLite with the WAL-reset bug: it works, slower, with a rollback journal."""
    engines = {connections[alias].vendor for alias in databases or []}
    version = sqlite.driver_version()
    if "sqlite" not in engines or sqlite.is_fixed(version):
        return []
    return [
        checks.Warning(
            f"SQLite {'.'.join(map(str, version))} can damage databases in WAL mode,"
            " so Marquee uses the slower rollback journal.",
            hint="Install pysqlite3 0.6.1 (requirements/base.txt), or a Python whose SQLite is"
            " 3.51.3 or newer (or 3.50.7, 3.44.6).",
            id="marquee.W001",
        )
    ]


@checks.register(checks.Tags.security, deploy=True)
def proxy_is_trusted(**kwargs: Any) -> list[checks.CheckMessage]:
    """Warn of https that nobody speaks for us: each request would be redirected for ever."""
    if not settings.IS_HTTPS or settings.TRUSTED_PROXIES:
        return []
    return [
        checks.Warning(
            "SITE_URL begins with https://, but TRUSTED_PROXIES is 0.",
            hint="Set TRUSTED_PROXIES to the number of proxies in front of Marquee (usually 1).",
            id="marquee.W002",
        )
    ]


@checks.register(checks.Tags.security, deploy=True)
def mail_has_a_server(**kwargs: Any) -> list[checks.CheckMessage]:
    """Tell of mails that nobody gets: whoever loses the link to a review then has no way back."""
    if emails.is_delivered():
        return []
    return [
        checks.Info(
            "No mail server is set, so no mail leaves this site.",
            hint="Set EMAIL_URL, for example smtp+tls://user:password@mail.example.org:587",
            id="marquee.I001",
        )
    ]


def optimize_sqlite(using: str, **kwargs: Any) -> None:
    """Let SQLite gather what its planner needs: it takes an index it knows nothing of for bad."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize=0x10002")
