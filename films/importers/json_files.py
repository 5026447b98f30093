"""JSON files from outside, read with care."""

import json
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from films.importers.reading import ImportRefused, read_file

MOST_BYTES = 5_000_000  # a long film has 100,000
_MOST_DIGITS = 1_000


def read_json(path: Path, shown: str) -> Any:
    """Return what a JSON file holds; raises ImportRefused, naming the file as ``shown``.

    Refuses what JSON leaves open: a name twice in one object, NaN, numbers and nesting without
    end.
    """
    try:
        data = read_file(path, MOST_BYTES)
    except ImportRefused as error:
        raise ImportRefused(f"{shown}: {error}") from None
    return parse_json(data, shown)


def parse_json(data: bytes, shown: str, most: int = MOST_BYTES) -> Any:
    """Return what the bytes say in JSON; raises ImportRefused as read_json does."""
    if len(data) > most:
        raise ImportRefused(
            _("%(file)s: this is larger than %(most)d MB.")
            % {"file": shown, "most": most // 1_000_000}
        )
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_each_once,
            parse_constant=_no_number,
            parse_int=_whole,
            parse_float=_finite,
        )
    except json.JSONDecodeError as error:
        is_cut = error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated")
        reason = f"{error.msg} ({error.lineno}:{error.colno})"
        if is_cut:
            reason = _("it ends in the middle (%(line)d:%(column)d), as half a file does") % {
                "line": error.lineno,
                "column": error.colno,
            }
    except UnicodeDecodeError:
        reason = _("it is not in UTF-8")
    except RecursionError:
        reason = _("it is nested too deep")
    except ValueError as error:
        reason = str(error)
    raise ImportRefused(
        _("%(file)s: this is no sound JSON: %(reason)s.") % {"file": shown, "reason": reason}
    )


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"“{twice}” is there twice")
    return found


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError(_("a number has %(count)d digits") % {"count": len(digits)})
    return int(digits)


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise ValueError(_("%(number)s is no number that can be stored") % {"number": digits[:40]})
    return number
