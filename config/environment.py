"""Reads the settings from the environment, strictly: a wrong value is a sentence, never a guess.

django-environ takes "DEBUG=flase" for false and hands a bad number on as a traceback; whoever runs
the site is better served by one line: the setting, what stands there and what may stand there.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import environ

TRUE, FALSE = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}
DATABASE_SCHEMES = {"sqlite", "postgres", "postgresql", "psql", "pgsql"}
CACHE_SCHEMES = {"locmem", "redis", "rediss"}


class WrongSetting(SystemExit):
    """A setting holds a value that cannot be used; stops the program with a sentence, status 1."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"Marquee cannot start: the setting {name} {problem}")


class Environment:
    """The settings as environment and .env file give them; an empty value counts as none."""

    def __init__(self, env_file: Path | None = None) -> None:
        self._env = environ.Env()
        if env_file and env_file.is_file():
            self._env.read_env(str(env_file))

    def text(self, name: str, default: str = "") -> str:
        """Return the value without the blanks around it, or the default."""
        return self._env.ENVIRON.get(name, "").strip() or default

    def flag(self, name: str, default: bool) -> bool:
        """Return a yes-or-no setting."""
        value = self.text(name).lower()
        if value and value not in TRUE | FALSE:
            raise WrongSetting(name, f"is {value!r}, but it must be true or false.")
        return value in TRUE if value else default

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        """Return a whole number between least and most, both allowed."""
        value = self.text(name, str(default))
        if not (value.isascii() and value.isdigit()) or not least <= int(value) <= most:
            raise WrongSetting(
                name, f"is {value!r}, but it must be a whole number from {least} to {most}."
            )
        return int(value)

    def choice(self, name: str, default: str, choices: Sequence[str]) -> str:
        """Return one of the choices."""
        value = self.text(name, default)
        if value not in choices:
            raise WrongSetting(name, f"is {value!r}, but it must be one of {', '.join(choices)}.")
        return value

    def names(self, name: str, default: Iterable[str] = ()) -> list[str]:
        """Return a list written with commas."""
        found = [part.strip() for part in self.text(name).split(",") if part.strip()]
        return found or list(default)

    def origin(self, name: str, default: str) -> str:
        """Return scheme, host and port of a site, without a path and a slash at the end."""
        value = self.text(name, default).rstrip("/")
        try:
            parts = urlsplit(value)
            is_origin = parts.scheme in {"http", "https"} and bool(parts.hostname)
            is_origin = is_origin and value == f"{parts.scheme}://{parts.netloc}"
            is_origin = is_origin and parts.username is None and parts.port != 0
        except ValueError:
            is_origin = False
        if not is_origin:
            raise WrongSetting(
                name, f"is {value!r}, but it must look like https://films.example.org, no path."
            )
        return value

    def database(self, name: str, default: str) -> dict:
        """Return Django's database dictionary for a sqlite:// or postgres:// address."""
        url = self._address(name, default, DATABASE_SCHEMES, "sqlite:///file or postgres://...")
        try:
            found = self._env.db_url_config(url)
        except (ValueError, KeyError):
            raise WrongSetting(name, "is not an address of a database.") from None
        if not found.get("NAME"):
            raise WrongSetting(name, "names no database after the host.")
        return dict(found)

    def cache(self, name: str, default: str) -> str:
        """Return the address of the cache: locmem:// or redis://host:port/number."""
        return self._address(name, default, CACHE_SCHEMES, "locmem:// or redis://...")

    def mail(self, name: str, default: str) -> dict:
        """Return Django's EMAIL_ settings for an address such as smtp+tls://user:word@host:587."""
        schemes = set(environ.Env.EMAIL_SCHEMES)
        url = self._address(name, default, schemes, "smtp://... or smtp+tls://...")
        try:
            return dict(self._env.email_url_config(url))
        except (ValueError, KeyError):
            raise WrongSetting(name, "is not an address of a mail server.") from None

    def time_zone(self, name: str, default: str) -> str:
        """Return the name of a time zone that this machine knows."""
        value = self.text(name, default)
        try:
            ZoneInfo(value)
        except (LookupError, ValueError, OSError):
            raise WrongSetting(
                name, f"is {value!r}, but it must be a time zone such as Europe/Vienna."
            ) from None
        return value

    def _address(self, name: str, default: str, schemes: set[str], example: str) -> str:
        """Return the value when its scheme is known; it may hold a password and is never shown."""
        value = self.text(name, default)
        scheme = value.partition("://")[0]
        if scheme not in schemes or "://" not in value:
            raise WrongSetting(name, f"must be an address such as {example}.")
        return value
