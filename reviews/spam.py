"""What makes a review wait for a moderator. No rule looks at the score: opinions are not sifted."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from films.models import Film
from reviews import networks, phrases, similarity, words
from reviews.choices import SPAM_REASONS, HoldReason, PhraseAction, ReviewStatus
from reviews.models import BlockPhrase, Review, ReviewSignal, TextPrint

# One network may send this many ratings within the time; a class of thirty gets through.
RATINGS_OF_A_NETWORK, WITHIN = 30, timedelta(minutes=10)
# Above this many of one film, the rest waits for a moderator.
RATINGS_OF_A_NETWORK_AND_FILM, WITHIN_A_DAY = 10, timedelta(hours=24)
FASTEST_MS = 3_000  # nobody opens a form, writes and sends within three seconds
LINKS_OF_SPAM = 3
NEARLY_THE_SAME = 3  # differing bits of 64
MOST_COMPARED = 500


class TooManyError(Exception):
    """One network has sent too many ratings; it may go on when WITHIN has passed."""


@dataclass(frozen=True)
class Attempt:
    """How a form was sent: from where (never stored), and what a program would have done."""

    address: str = ""
    is_trapped: bool = False
    elapsed_ms: int | None = None  # None: unknown, as on every page that is cached


@dataclass(frozen=True)
class Words:
    """What can be read of a review."""

    title: str = ""
    body: str = ""
    display_name: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read."""
        return not (self.title or self.body or self.display_name)


@dataclass(frozen=True)
class Reason:
    """Why a review waits, and what was found: the link, the phrase, the other review."""

    code: str
    detail: str = ""
    is_spam: bool = False

    def as_json(self) -> dict[str, str]:
        """The form in which it is stored."""
        return {"code": str(self.code), "detail": self.detail}


def status(reasons: list[Reason]) -> ReviewStatus:
    """Where a new review begins."""
    if any(reason.is_spam for reason in reasons):
        return ReviewStatus.SPAM
    return ReviewStatus.PENDING if reasons else ReviewStatus.PUBLISHED


def reasons(
    typed: Words, *, attempt: Attempt, is_busy: bool = False, of: Review | None = None
) -> list[Reason]:
    """All that speaks for reading a review first, the gravest first; [] lets it go public.

    REVIEWS_MODERATION says "publish" (nothing waits), "hold" (everything does) or "risk" (what is
    found here does). What fell into the honeypot is kept as spam under every setting. ``of`` is the
    review that is being changed: it does not repeat itself.
    """
    if attempt.is_trapped:
        return [Reason(HoldReason.HONEYPOT, is_spam=True)]
    if settings.REVIEWS_MODERATION == "publish":
        return []
    found = [] if typed.is_empty else _in_words(typed, attempt, of)
    if is_busy:
        found.append(Reason(HoldReason.BUSY))
    if settings.REVIEWS_MODERATION == "hold":
        found.append(Reason(HoldReason.MODERATION))
    return sorted(found, key=lambda reason: not reason.is_spam)


def _in_words(typed: Words, attempt: Attempt, of: Review | None) -> list[Reason]:
    found = [*_phrases(typed), *_links(typed), *_repeats(typed, of)]
    # Who changes a review has been here before, and finds the words in the form already.
    if of is None and attempt.elapsed_ms is not None and attempt.elapsed_ms < FASTEST_MS:
        found.append(Reason(HoldReason.FAST, f"{attempt.elapsed_ms / 1000:.1f} s"))
    return found


def _links(typed: Words) -> list[Reason]:
    number = words.link_count(typed.title, typed.body, typed.display_name)
    if not number:
        return []
    code = HoldReason.LINKS if number >= LINKS_OF_SPAM else HoldReason.LINK
    return [Reason(code, str(number), is_spam=code in SPAM_REASONS)]


def _phrases(typed: Words) -> list[Reason]:
    today = timezone.localdate()
    listed = BlockPhrase.objects.filter(Q(expires_on=None) | Q(expires_on__gte=today))
    actions = dict(listed.values_list("phrase", "action"))
    text = "\n".join([typed.title, typed.body, typed.display_name])
    found = phrases.found(text, tuple(actions))
    if found:
        BlockPhrase.objects.filter(phrase__in=found).update(hits=F("hits") + 1)
    return [
        Reason(HoldReason.PHRASE, phrase, is_spam=actions[phrase] == PhraseAction.SPAM)
        for phrase in found
    ]


def _repeats(typed: Words, of: Review | None) -> list[Reason]:
    bare = content_hash(typed.body)
    if not bare:
        return []
    others = Review.objects.exclude(content_hash="")  # by which the database knows its index
    others = others.exclude(pk=of.pk) if of else others
    if same := others.filter(content_hash=bare).values_list("public_id", flat=True).first():
        return [Reason(HoldReason.REPEATED, same)]
    nearest = _nearly_the_same(typed.body, of)
    return [Reason(HoldReason.SIMILAR, nearest)] if nearest else []


def _nearly_the_same(body: str, of: Review | None) -> str:
    fingerprint = similarity.fingerprint(body)
    if fingerprint is None:
        return ""
    one, two, three, four = similarity.bands(fingerprint)
    rows = TextPrint.objects.filter(
        Q(band_1=one) | Q(band_2=two) | Q(band_3=three) | Q(band_4=four)
    )
    rows = rows.exclude(pk=of.pk) if of else rows
    near = [
        (similarity.distance(fingerprint, other), public_id)
        for other, public_id in rows.values_list("fingerprint", "review__public_id")[:MOST_COMPARED]
    ]
    bits, public_id = min(near, default=(NEARLY_THE_SAME + 1, ""))
    return public_id if bits <= NEARLY_THE_SAME else ""


def content_hash(body: str) -> str:
    """The same for texts of the same letters and digits; "" where they are too few to tell."""
    bare = words.fold(body)
    return hashlib.sha256(bare.encode()).hexdigest() if bare else ""


def text_print(review: Review) -> TextPrint | None:
    """The fingerprint of a review's words as they are now, not stored; None for few letters."""
    fingerprint = similarity.fingerprint(review.body)
    if fingerprint is None:
        return None
    one, two, three, four = similarity.bands(fingerprint)
    return TextPrint(
        review=review, fingerprint=fingerprint, band_1=one, band_2=two, band_3=three, band_4=four
    )


def remember_words(review: Review) -> None:
    """Keep the fingerprint of a review's words, as they are now, for those that come after."""
    found = text_print(review)
    if found is None:
        TextPrint.objects.filter(review=review).delete()
        return
    names = ["fingerprint", "band_1", "band_2", "band_3", "band_4"]
    TextPrint.objects.bulk_create(
        [found], update_conflicts=True, unique_fields=["review"], update_fields=names
    )


def is_busy(film: Film, address: str) -> bool:
    """Whether this network has sent so many ratings of this film that the next one waits.

    Raises TooManyError where it has sent too many of any films. Both windows slide.
    """
    if not networks.network(address):
        return False  # nothing is known of where it came from
    now = timezone.now()
    # Mostly one row or none: telling them apart here is cheaper than two counts in the database.
    sent = ReviewSignal.objects.filter(
        network_key__in=networks.network_keys(address), created_at__gt=now - WITHIN_A_DAY
    ).values_list("created_at", "review__film_id")
    if sum(at > now - WITHIN for at, _film_id in sent) >= RATINGS_OF_A_NETWORK:
        raise TooManyError
    of_film = sum(film_id == film.pk for _at, film_id in sent)
    return of_film >= RATINGS_OF_A_NETWORK_AND_FILM
