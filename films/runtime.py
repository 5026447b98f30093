"""How long a film runs, in minutes, as people write and read it."""

import re

_LONGEST = 100_000  # minutes; the longest film there is runs 51,420
_HOURS_AND_MINUTES = re.compile(
    r"(?:(?P<hours>[0-9]{1,4})\s*(?:h|hr|hrs|hour|hours)\.?)?,?\s*"
    r"(?:(?P<minutes>[0-9]{1,6})\s*(?:m|min|mins|minute|minutes)?\.?)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?P<hours>[0-9]{1,4}):(?P<minutes>[0-5][0-9])")


class NotARuntimeError(ValueError):
    """The text is no length of a film."""


def format_runtime(minutes: int) -> str:
    """Return "1h 35min", "2h" or "45min"."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours}h" if hours else "", f"{rest}min" if rest or not hours else ""]
    return " ".join(filter(None, parts))


def parse_runtime(text: str) -> int:
    """Return the minutes of "1h 35min", "1 hr 35 mins", "95 min", "95" or "1:35".

    Raises NotARuntimeError, also for a length of nothing or of more than 100,000 minutes.
    """
    bare = text.strip()
    match = _CLOCK.fullmatch(bare) or _HOURS_AND_MINUTES.fullmatch(bare)
    if not match:
        raise NotARuntimeError(text)
    minutes = int(match["hours"] or 0) * 60 + int(match["minutes"] or 0)
    if not 0 < minutes <= _LONGEST:
        raise NotARuntimeError(text)
    return minutes


def iso_runtime(minutes: int) -> str:
    """Return the length as ISO 8601 writes it ("PT1H35M"), as schema.org asks for it."""
    hours, rest = divmod(minutes, 60)
    return f"PT{f'{hours}H' if hours else ''}{f'{rest}M' if rest or not hours else ''}"
