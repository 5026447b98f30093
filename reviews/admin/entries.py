"""A review as moderators see it: its words, why it waits, what was sent and decided before.

Everything is loaded for a whole page of the list at once, in a dozen queries however many reviews
it has.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from films import word_changes
from films.models import Film
from reviews import spoilers
from reviews.choices import (
    DecisionReason,
    EventAction,
    HoldReason,
    ReportReason,
    ReviewStatus,
    RevisionStatus,
)
from reviews.models import ModerationEvent, Report, Review, ReviewRevision, ReviewSignal

LONG = 700  # characters of a review from which on it is folded
EXCERPT = 300


@dataclass(frozen=True)
class Button:
    """One press: its name in the form, its words, and the key that does the same."""

    press: str
    words: Promise
    key: str = ""


@dataclass(frozen=True)
class Why:
    """One reason why a review waits; other is the review that it repeats."""

    words: str
    detail: str = ""
    other: Review | None = None


@dataclass
class Entry:
    """One review of the list, with all that is to be said about it."""

    review: Review
    waiting: ReviewRevision | None = None
    reports: list[Report] = field(default_factory=list)
    events: list[ModerationEvent] = field(default_factory=list)
    alike: dict[str, Review] = field(default_factory=dict)
    same_words: Counter[str] = field(default_factory=Counter)
    from_network: int = 0
    from_browser: int = 0
    following: int | None = None  # the number of the next review of the list

    @cached_property
    def said(self) -> list[tuple[str, int]]:
        """What readers say is wrong, and how many do; what was looked at before is left out."""
        said = Counter(report.reason for report in self.reports if report.handled_at is None)
        return [(str(ReportReason(reason).label), number) for reason, number in said.most_common()]

    @property
    def said_before(self) -> int:
        """How many reports a moderator has looked at."""
        return sum(1 for report in self.reports if report.handled_at)

    @cached_property
    def whys(self) -> list[Why]:
        """Why it waits, or waited, the weightiest first."""
        review = self.review
        found = []
        if review.hold_reason == HoldReason.APPEAL and review.status == ReviewStatus.PENDING:
            before = _decision_words(review.decision_reason, review.decision_note)
            found.append(Why(str(HoldReason.APPEAL.label), _("rejected before: %s") % before))
        if self.waiting:
            found.append(Why(gettext("Its author has changed the words")))
        elif review.status == ReviewStatus.HIDDEN and review.queued_at and not self.said:
            found.append(Why(gettext("Its author has changed the words since it was hidden")))
        for reason in (self.waiting or review).risk_reasons:
            found.append(self._why(reason.get("code", ""), reason.get("detail", "")))
        return found

    def _why(self, code: str, detail: str) -> Why:
        words = str(dict(HoldReason.choices).get(code, code))
        if code in (HoldReason.REPEATED, HoldReason.SIMILAR):
            return Why(words, other=self.alike.get(detail))
        if code in (HoldReason.LINK, HoldReason.LINKS) and detail.isdigit():
            return Why(words, ngettext("%d link", "%d links", int(detail)) % int(detail))
        return Why(words, f"“{detail}”" if code == HoldReason.PHRASE and detail else detail)

    @property
    def decision(self) -> str:
        """Why it was turned down, as its author reads it; an appeal tells that itself."""
        if self.review.status == ReviewStatus.PENDING:
            return ""
        return _decision_words(self.review.decision_reason, self.review.decision_note)

    @property
    def passages(self) -> list[spoilers.Passage]:
        """Its words, cut where a passage is marked as giving something away."""
        return spoilers.passages(self.review.body)

    @property
    def excerpt(self) -> list[spoilers.Passage]:
        """The beginning of words that are long; [] for others."""
        if len(self.review.body) <= LONG:
            return []
        found, room = [], EXCERPT
        for passage in self.passages:
            if room > 0:
                found.append(spoilers.Passage(passage.text[:room], passage.is_hidden))
                room -= len(passage.text)
        return found

    @cached_property
    def changes(self) -> list[tuple[str, list[word_changes.Stretch]]]:
        """What the author has changed, field by field, as one text with both versions in it."""
        if self.waiting is None:
            return []
        fields = (("title", _("Headline")), ("body", _("Words")), ("display_name", _("Name")))
        pairs = [
            (str(label), getattr(self.review, name), getattr(self.waiting, name))
            for name, label in fields
        ]
        return [(label, word_changes.stretches(a, b)) for label, a, b in pairs if a != b]

    @property
    def same_words_told(self) -> str:
        """What became of several other reviews with the same words: "3 Spam, 1 Published"."""
        if self.same_words.total() < 2:
            return ""  # that one is among the reasons
        return ", ".join(
            f"{number} {ReviewStatus(status).label}" for status, number in self.same_words.items()
        )

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to decide, because its author has taken it back."""
        return bool(self.review.withdraw_at) or self.review.status == ReviewStatus.WITHDRAWN

    @property
    def approving(self) -> Button | None:
        """The press that lets it be public."""
        if self.is_over:
            return None
        return _approving(self.review, self.waiting)

    @property
    def declining(self) -> list[Button]:
        """The presses that keep it from the public; each needs a reason."""
        review = self.review
        hide = Button("hide", _("Hide"), "h")
        if self.is_over:
            return []
        if self.waiting and review.status == ReviewStatus.PUBLISHED:
            return [
                Button("decline", _("Reject the change"), "r"),
                Button("hide", _("Hide the whole review"), "h"),
            ]
        if review.status == ReviewStatus.PENDING:
            return [Button("decline", _("Reject"), "r")]
        if review.status == ReviewStatus.HIDDEN:
            return [Button("hide", _("Keep hidden"), "h")] if review.queued_at else []
        return [hide] if review.status == ReviewStatus.PUBLISHED else []

    @property
    def others(self) -> list[Button]:
        """What else can be done with one press."""
        review = self.review
        if self.is_over:
            return []
        found = []
        if review.status in (ReviewStatus.PENDING, ReviewStatus.PUBLISHED):
            found.append(Button("spam", _("Spam"), "s"))
        if review.contains_spoilers:
            found.append(Button("uncover", _("Unfold")))
        elif review.body:
            found.append(Button("cover", _("Fold up as a spoiler")))
        return found

    @property
    def picking(self) -> Button | None:
        """The press that makes it one of the editors' picks, or ends that."""
        if self.review.status != ReviewStatus.PUBLISHED or not self.review.body:
            return None
        if self.review.featured_at:
            return Button("unpick", _("Pick no longer"))
        return Button("pick", _("Pick for the editors’ list"))


def _approving(review: Review, waiting: ReviewRevision | None) -> Button | None:
    match review.status:
        case ReviewStatus.PENDING:
            words = _("Publish")
        case ReviewStatus.PUBLISHED if waiting:
            words = _("Publish the change")
        case ReviewStatus.PUBLISHED if review.queued_at:
            words = _("Keep as it is")
        case ReviewStatus.PUBLISHED:
            return None
        case ReviewStatus.SPAM:
            words = _("No spam: publish")
        case _:
            words = _("Publish again") if review.published_at else _("Publish after all")
    return Button("approve", words, "a")


def _decision_words(reason: str, note: str) -> str:
    label = str(dict(DecisionReason.choices).get(reason, reason))
    return f"{label}. {note}" if note else label


def event_words(event: ModerationEvent) -> str:
    """What a line of the log says: "Published → Hidden", "Picked or no longer picked"."""
    if event.action == EventAction.STATUS:
        before = ReviewStatus(event.from_status).label
        words = f"{before} → {ReviewStatus(event.to_status).label}"
    else:
        words = str(EventAction(event.action).label)
    return gettext("Taken back: %s") % words if event.is_undo else words


def reason_words(event: ModerationEvent) -> str:
    """Why, in words; a line of the log keeps the code of the reason, and the note behind it."""
    reason, _colon, note = event.reason.partition(": ")
    if reason not in DecisionReason:
        return event.reason
    return _decision_words(reason, note)


def load_entries(reviews: Iterable[Review]) -> list[Entry]:
    """Everything that the list shows of these reviews, in their order."""
    entries = {review.pk: Entry(review) for review in reviews}
    _load_films(entries)
    for version in ReviewRevision.objects.filter(review__in=entries, status=RevisionStatus.PENDING):
        entries[version.review_id].waiting = version
    for report in Report.objects.filter(review__in=entries):
        entries[report.review_id].reports.append(report)
    log = ModerationEvent.objects.filter(review__in=entries).select_related("actor")
    for event in log.defer("before").order_by("pk"):
        entries[event.review_id].events.append(event)
    _load_alike(entries)
    _load_senders(entries)
    found = list(entries.values())
    for entry, after in pairwise(found):
        entry.following = after.review.pk
    return found


def _load_films(entries: dict[int, Entry]) -> None:
    """The films without their long texts."""
    films = Film.objects.only("title", "year", "slug", "status", "published_at", "draft_of")
    known = films.in_bulk({entry.review.film_id for entry in entries.values()})
    for entry in entries.values():
        entry.review.film = known[entry.review.film_id]


def _load_alike(entries: dict[int, Entry]) -> None:
    """The reviews that these repeat, and what became of all with the same words."""
    named = defaultdict(list)
    for entry in entries.values():
        for reason in (entry.waiting or entry.review).risk_reasons:
            if reason.get("code") in (HoldReason.REPEATED, HoldReason.SIMILAR):
                named[reason.get("detail", "")].append(entry)
    others = Review.objects.filter(public_id__in=named).select_related("decided_by")
    for other in others.defer("risk_reasons"):
        for entry in named[other.public_id]:
            entry.alike[other.public_id] = other
    hashes = {entry.review.content_hash for entry in entries.values()} - {""}
    same = Review.objects.filter(content_hash__in=hashes).exclude(content_hash="").order_by()
    for bare, status, number in same.values_list("content_hash", "status").annotate(n=Count("pk")):
        for entry in entries.values():
            if entry.review.content_hash == bare:
                entry.same_words[status] += number - (entry.review.status == status)
    for entry in entries.values():
        entry.same_words = +entry.same_words


def _load_senders(entries: dict[int, Entry]) -> None:
    """How many others came from the same network and from the same browser lately."""
    signals = dict(
        ReviewSignal.objects.filter(review__in=entries).values_list("review", "network_key")
    )
    sent = ReviewSignal.objects.filter(network_key__in=set(signals.values())).order_by()
    by_network = dict(sent.values_list("network_key").annotate(n=Count("pk")))
    for pk, network in signals.items():
        entries[pk].from_network = by_network[network] - 1
    authors = {entry.review.author_key for entry in entries.values()} - {None}
    written = Review.objects.filter(author_key__in=authors).order_by()
    by_browser = dict(written.values_list("author_key").annotate(n=Count("pk")))
    for entry in entries.values():
        entry.from_browser = by_browser.get(entry.review.author_key, 1) - 1


def may_speak(user: AbstractBaseUser) -> bool:
    """Whether somebody may answer and pick reviews in the name of the site."""
    return user.has_perm("reviews.reply_review")


def may_moderate(user: AbstractBaseUser) -> bool:
    """Whether somebody may decide about reviews."""
    return user.has_perm("reviews.moderate_review")
