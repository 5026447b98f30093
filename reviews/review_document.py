"""A review as one JSON object, out and in again, and the seal by which we know our own.

Left out: e-mail addresses, the keys of browsers and links, networks, earlier versions and reports;
an export is for reading and for moving a site's reviews, the copy of a database for keeping them.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.dateparse import parse_datetime

from reviews.choices import ReviewStatus
from reviews.models import Review

FORMAT = 1
PLAIN = (
    "score",
    "title",
    "body",
    "display_name",
    "language",
    "contains_spoilers",
    "spoiler_by",
    "status",
    "set_aside",
    "source",
    "hold_reason",
    "risk_reasons",
    "decision_reason",
    "decision_note",
    "helpful_yes",
    "helpful_no",
)
DATES = (
    "created_at",
    "scored_at",
    "published_at",
    "edited_at",
    "decided_at",
    "appealed_at",
    "featured_at",
    "consent_at",
)


class DocumentError(ValueError):
    """This is no review as we write them; the message says what is wrong."""


def dump(review: Review) -> dict[str, Any]:
    """The review with its film and answer, empty values left out, and sealed.

    Its ``film`` and ``reply`` must be loaded.
    """
    film = review.film
    document = {
        "id": review.public_id,
        "film": _full({"slug": film.slug, "imdb_id": film.imdb_id, "title": str(film)}),
        **{name: getattr(review, name) for name in PLAIN},
        **{name: _iso(getattr(review, name)) for name in DATES},
    }
    if hasattr(review, "reply"):
        answer = review.reply
        document["reply"] = _full(
            {
                "text": answer.text,
                "created_at": _iso(answer.created_at),
                "edited_at": _iso(answer.edited_at),
            }
        )
    document = _full(document)
    return {**document, "seal": _seal(document, settings.SECRET_KEY)}


def is_ours(document: Mapping[str, Any]) -> bool:
    """Whether this site (or one with its key) wrote the document, and nobody changed it since."""
    unsealed = {name: value for name, value in document.items() if name != "seal"}
    seal = str(document.get("seal", ""))
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(seal, _seal(unsealed, key)) for key in keys)


def load(document: Mapping[str, Any]) -> Review:
    """The review of a document, neither checked nor stored; its film is left to the caller.

    Raises DocumentError for a value of the wrong kind.
    """
    review = Review(public_id=text_of(document, "id"))
    for name in PLAIN:
        if name in document:
            setattr(review, name, _plain(document, name))
    for name in DATES:
        setattr(review, name, date_of(document, name))
    if review.status in ("", ReviewStatus.WITHDRAWN) or review.created_at is None:
        raise DocumentError("“status” or “created_at” is missing")
    return review


def text_of(document: Mapping[str, Any], name: str) -> str:
    """A text of a document, "" where it is left out. Raises DocumentError."""
    value = document.get(name, "")
    if not isinstance(value, str):
        raise DocumentError(f"“{name}” is no text")
    return value


def date_of(document: Mapping[str, Any], name: str) -> datetime | None:
    """A moment of a document, None where it is left out. Raises DocumentError."""
    value = text_of(document, name)
    try:
        moment = parse_datetime(value) if value else None
    except ValueError:
        moment = None
    if value and (moment is None or moment.tzinfo is None):
        raise DocumentError(f"“{name}” is no date with a time zone")
    return moment


def _plain(document: Mapping[str, Any], name: str) -> Any:
    """A value of the kind that the column holds, so that no rule meets what it does not expect."""
    value, kind = document[name], _KINDS.get(name, str)
    if type(value) is not kind:
        raise DocumentError(f"“{name}” holds a value of the wrong kind")
    return value


_KINDS: dict[str, type] = {
    "score": int,
    "helpful_yes": int,
    "helpful_no": int,
    "contains_spoilers": bool,
    "risk_reasons": list,
}


def _full(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _seal(document: Mapping[str, Any], key: str) -> str:
    told = json.dumps(document, sort_keys=True)
    return salted_hmac("reviews.export", told, secret=key, algorithm="sha256").hexdigest()
