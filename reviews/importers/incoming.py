"""A review on its way in: cleaned and checked by the rules that the form of the site has."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from reviews import languages, scores, spam, words
from reviews.choices import HoldReason, ReviewSource, ReviewStatus
from reviews.importers.film_finder import FilmFinder
from reviews.models import Review, ReviewReply

# Asked of the database, not of the value.
_UNCHECKED = ("film", "decided_by", "public_id", "counts")


class RowError(ValueError):
    """This one review cannot be imported; the message says why."""


@dataclass(frozen=True)
class Incoming:
    """A review that is not stored yet, and what belongs to it."""

    line: int
    review: Review
    reply: ReviewReply | None = None
    email: str = ""


def film_of(names: str, finder: FilmFinder) -> int:
    """The one film that is meant; raises RowError for none and for several."""
    found = finder.find_all(names)
    if len(found) == 1:
        return found.pop()
    shown = names.strip()[:100]
    if found:
        raise RowError(_("“%(names)s” are several films") % {"names": shown})
    if not shown:
        raise RowError(_("it names no film"))
    if alike := finder.alike(names):
        raise RowError(
            _("there is no film “%(names)s”; is it %(alike)s?")
            % {"names": shown, "alike": ", ".join(alike)}
        )
    raise RowError(_("there is no film “%(names)s”") % {"names": shown})


def imported(*, status: str, given_at: datetime, **fields: Any) -> Review:
    """A review as any file may bring it: public or waiting, and never counted.

    Raises RowError for one that was turned down where it comes from.
    """
    review = Review(source=ReviewSource.IMPORT, created_at=given_at, **fields)
    if status == ReviewStatus.PUBLISHED:
        review.status, review.published_at = ReviewStatus.PUBLISHED, given_at
    elif status == ReviewStatus.PENDING:
        let_wait(review)
    else:
        raise RowError(_("it was “%(status)s” where it comes from") % {"status": status[:20]})
    return review


def let_wait(review: Review) -> None:
    """Put a review into the queue of this site's moderators."""
    review.status, review.queued_at = ReviewStatus.PENDING, timezone.now()
    review.hold_reason = review.hold_reason or HoldReason.MODERATION


def prepare(review: Review) -> None:
    """Clean the words of a review, work out what follows from them, and check every value.

    Raises RowError.
    """
    review.title = words.clean_line(review.title)
    review.body = words.clean(review.body)
    review.display_name = words.clean_line(review.display_name)
    if review.score is None and not review.body:
        raise RowError(_("it has neither a rating nor words"))
    if review.score is not None and not scores.LOWEST <= review.score <= scores.HIGHEST:
        raise RowError(_("its score is not one of 1 to 10 half stars"))
    check(review, _UNCHECKED)
    review.language = review.language or languages.detect(review.body)
    review.word_count = words.word_count(review.body)
    review.content_hash = spam.content_hash(review.body)


def check(row: Review | ReviewReply, unchecked: tuple[str, ...]) -> None:
    """Hold every value to the rules of its column; raises RowError."""
    try:
        row.clean_fields(exclude=set(unchecked))
    except ValidationError as error:
        raise RowError(_problems(row, error)) from None


def _problems(row: Review | ReviewReply, error: ValidationError) -> str:
    labels = {field.name: field.verbose_name for field in row._meta.concrete_fields}
    each = (f"{labels[name]}: {' '.join(said)}" for name, said in error.message_dict.items())
    return " ".join(each).removesuffix(".")


def reply(text: str, *, at: datetime, edited_at: datetime | None = None) -> ReviewReply | None:
    """The site's answer to a review, None without words. Raises RowError."""
    found = ReviewReply(text=words.clean(text), created_at=at, edited_at=edited_at)
    if not found.text:
        return None
    check(found, ("review", "by"))
    return found


def email(address: str) -> str:
    """An e-mail address, or "" for none. Raises RowError."""
    if not address:
        return ""
    try:
        validate_email(address)
    except ValidationError:
        raise RowError(_("“%(email)s” is no e-mail address") % {"email": address[:100]}) from None
    return address


def import_key(film_id: int, stable: Mapping[str, str]) -> str:
    """What a review of another site is recognised by when it comes again.

    Made with the site's key, so that it gives no hint of a name or words that have been deleted.
    """
    told = json.dumps([film_id, sorted(stable.items())])
    return salted_hmac("reviews.import", told, algorithm="sha256").hexdigest()
