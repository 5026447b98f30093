"""The states of a page, and the verbs that lead from one to the next.

draft -> in review -> published -> archived, and back. "Scheduled" is published with a time ahead:
the page appears by itself, because FilmQuerySet.published asks the clock. What changes a page that
is public waits in its working copy (films/working_copies.py), and goes live with it.
"""

import logging
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from films import addresses, working_copies
from films.choices import EventVerb, FilmStatus, RevisionKind
from films.document import load
from films.document_fields import DocumentError
from films.events import note
from films.models import Film, Revision
from films.models.slug_field import first_free
from films.picks import link_published_films, link_similar_films
from films.proofing.gate import reasons_against_publishing
from films.revisions import record
from films.speakers import link_speakers
from films.text import slugify_title

logger = logging.getLogger(__name__)
OF_COPIES = {
    *(RevisionKind.COPY, RevisionKind.SUBMIT, RevisionKind.RETURN),
    *(RevisionKind.SCHEDULE, RevisionKind.RESTORE),
}


class PublishingError(ValueError):
    """What stands between a page and the public, one sentence each."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


def missing_for_publishing(film: Film) -> list[str]:
    """Return what a page still needs before visitors may see it, one sentence each."""
    reasons = []
    if not film.year:
        reasons.append(_("Give the year of the film."))
    if not (film.logline or film.synopsis):
        reasons.append(_("Write a logline or a synopsis: without either the page says nothing."))
    try:
        film.full_clean(exclude=["slug"])
    except ValidationError as error:
        reasons += error.messages
    reasons += taken_meanwhile(film)
    return reasons + [
        reason for reason in reasons_against_publishing(film) if reason not in reasons
    ]


def taken_meanwhile(film: Film) -> list[str]:
    """Return what a working copy would bring that another film has, one sentence each.

    No constraint looks at working copies: the numbers in them are those of their page.
    """
    if not film.draft_of_id:
        return []
    wanted = {
        "slug": (film.next_slug, _("Another film has this address.")),
        "imdb_id": (film.imdb_id, _("Another film has this IMDb number.")),
        "tmdb_id": (film.tmdb_id, _("Another film has this TMDB number.")),
        "wikidata_id": (film.wikidata_id, _("Another film has this Wikidata number.")),
    }
    others = Film.objects.filter(draft_of=None).exclude(pk=film.draft_of_id)
    return [
        words
        for name, (value, words) in wanted.items()
        if value and others.filter(**{name: value}).exists()
    ]


# Verbs --------------------------------------------------------------------------------------------


@transaction.atomic
def save(film: Film, *, by: User | None, comment: str = "") -> Revision:
    """Finish the saving of a page whose fields and rows have been stored: links and history."""
    link_speakers(film)
    link_published_films(film)
    last, is_copy = film.main.revisions.first(), film.draft_of_id is not None
    kind = RevisionKind.COPY if is_copy else RevisionKind.SAVE
    revision = record(film, kind, by=by, comment=comment)
    if is_copy and revision != last and (last is None or last.kind not in OF_COPIES):
        note(film, EventVerb.BEGUN, by=by, revision=revision)
    elif last is None:
        note(film, EventVerb.MADE, by=by, revision=revision)
    return revision


@transaction.atomic
def submit(film: Film, *, by: User | None, comment: str = "") -> Film:
    """Hand a draft, or a working copy, over to the editors."""
    return _change(
        film, FilmStatus.REVIEW, RevisionKind.SUBMIT, EventVerb.SUBMITTED, by=by, comment=comment
    )


@transaction.atomic
def send_back(film: Film, *, by: User | None, comment: str) -> Film:
    """Give a page in review back to its writer, who reads the comment.

    Raises PublishingError without a comment, or for a page that is not in review.
    """
    if film.status != FilmStatus.REVIEW:
        raise PublishingError([_("This page is not in review.")])
    if not comment.strip():
        raise PublishingError([_("Say under “What did you change?” what its writer is to mend.")])
    return _change(
        film, FilmStatus.DRAFT, RevisionKind.RETURN, EventVerb.RETURNED, by=by, comment=comment
    )


@transaction.atomic
def publish(
    film: Film, *, by: User | None = None, at: datetime | None = None, comment: str = ""
) -> Film:
    """Show the page to visitors now, or from ``at`` on; of a working copy, what it changes.

    A working copy is gone once its page says what it said. Raises PublishingError with every
    reason at once. Similar films elsewhere that were waiting for this page are linked to it.
    """
    if film.draft_of_id:
        _hold(film)
    if reasons := missing_for_publishing(film):
        raise PublishingError(reasons)
    at = at or film.published_at
    if film.draft_of_id:
        if at and at > timezone.now():
            return _schedule(film, at, by=by, comment=comment)
        return _go_live(film, by=by, comment=comment)
    before = state_of(film)
    film.slug = film.slug or first_free(slugify_title(film.title, film.year), Film.objects.all())
    film.published_at = at or timezone.now()
    film.status = FilmStatus.PUBLISHED
    verb = EventVerb.SCHEDULED if film.is_scheduled else EventVerb.PUBLISHED
    _store(film, RevisionKind.PUBLISH, verb, before, by=by, comment=comment)
    link_similar_films(film)
    return film


@transaction.atomic
def unschedule(film: Film, *, by: User | None = None, comment: str = "") -> Film:
    """Call the date off: of a page that was to appear, or of a working copy."""
    before = state_of(film)
    if film.draft_of_id:
        film.go_live_at = film.published_at = None
        film.save(update_fields=["go_live_at", "published_at", "updated_at"])
        note(film, EventVerb.UNSCHEDULED, by=by, before=before, comment=comment)
        return film
    film.published_at = None
    return _change(
        film, FilmStatus.DRAFT, RevisionKind.UNPUBLISH, EventVerb.UNSCHEDULED, by=by,
        before=before, comment=comment,
    )  # fmt: skip


@transaction.atomic
def unpublish(film: Film, *, by: User | None = None, comment: str = "") -> Film:
    """Take the page from the public; it is a draft again and keeps its address and date.

    A working copy stays, and is what is worked on; a date of it no longer holds.
    """
    _call_off_changes(film.main, by=by)
    return _change(
        film.main, FilmStatus.DRAFT, RevisionKind.UNPUBLISH, EventVerb.UNPUBLISHED, by=by,
        comment=comment,
    )  # fmt: skip


@transaction.atomic
def archive(film: Film, *, by: User | None = None, comment: str = "") -> Film:
    """Take the page from the public and from the desk; a date of its working copy ends with it."""
    _call_off_changes(film.main, by=by)
    return _change(
        film.main, FilmStatus.ARCHIVED, RevisionKind.UNPUBLISH, EventVerb.ARCHIVED, by=by,
        comment=comment,
    )  # fmt: skip


@transaction.atomic
def discard(film: Film, *, by: User | None = None, comment: str = "") -> Film:
    """Drop a working copy; what it said stays in the history. Returns the page it was of."""
    main = film.main
    if film != main:
        record(film, RevisionKind.COPY, by=by)
        film.delete()
        main.refresh_from_db()  # it still knew the copy
        note(main, EventVerb.DISCARDED, by=by, comment=comment)
    return main


# The clock ----------------------------------------------------------------------------------------


def publish_due(now: datetime | None = None) -> int:
    """Put live every scheduled working copy whose time has come; returns how many.

    May be called at any time, by several processes at once: each copy is taken by one of them.
    One that cannot go live is taken off the schedule, back in review, and its history says why.
    """
    now = now or timezone.now()
    due = Film.objects.filter(go_live_at__isnull=False, go_live_at__lte=now)
    return sum(
        _publish_one(pk, now) for pk in due.order_by("go_live_at").values_list("pk", flat=True)
    )


def _publish_one(pk: int, now: datetime) -> bool:
    try:
        with transaction.atomic():
            copy = _held_if_due(pk, now)
            if copy is None:
                return False
            if reasons := missing_for_publishing(copy):
                raise PublishingError(reasons)
            _go_live(copy, by=None)
            return True
    except (PublishingError, DocumentError, IntegrityError) as error:
        _take_off(pk, now, str(error))
        return False


@transaction.atomic
def _take_off(pk: int, now: datetime, reason: str) -> None:
    copy = _held_if_due(pk, now)
    if copy is None:
        return
    before = state_of(copy)
    copy.status, copy.go_live_at, copy.published_at = FilmStatus.REVIEW, None, None
    copy.save()
    note(copy, EventVerb.UNSCHEDULED, by=None, before=before, after=state_of(copy), comment=reason)
    logger.warning("“%s” could not be published in time: %s", copy, reason)


def _held_if_due(pk: int, now: datetime) -> Film | None:
    """Return a working copy whose time has come, its page locked; None if another was faster."""
    due = Film.objects.filter(pk=pk, go_live_at__lte=now)
    main = due.values_list("draft_of", flat=True).first()
    Film.objects.select_for_update().filter(pk=main or 0).first()
    return due.select_related("draft_of").first()


# Steps --------------------------------------------------------------------------------------------


def state_of(film: Film) -> str:
    """Return the state of a page in a few words, for its history: "Scheduled, 2027-05-01 09:00"."""
    at = film.go_live_at or (film.published_at if film.is_scheduled else None)
    if at:
        return _("Scheduled, %(when)s") % {"when": f"{timezone.localtime(at):%Y-%m-%d %H:%M}"}
    return str(film.get_status_display())


def _hold(copy: Film) -> None:
    """Lock the page of a working copy and read the copy again; PublishingError if it is gone.

    Of two who publish at once the second would bring a copy live whose rows are gone already.
    """
    Film.objects.select_for_update().get(pk=copy.main.pk)
    try:
        copy.refresh_from_db()
    except Film.DoesNotExist:
        raise PublishingError(
            [_("There is no working copy any more: it was published or dropped.")]
        ) from None


def _call_off_changes(main: Film, *, by: User | None) -> None:
    """Take the changes of a page off the schedule: they must not bring it back to the public."""
    for copy in Film.objects.filter(draft_of=main, go_live_at__isnull=False):
        unschedule(copy, by=by)


def _change(
    film: Film,
    status: FilmStatus,
    kind: RevisionKind,
    verb: EventVerb,
    *,
    by: User | None,
    before: str = "",
    comment: str = "",
) -> Film:
    before = before or state_of(film)
    film.status = status
    _store(film, kind, verb, before, by=by, comment=comment)
    return film


def _store(
    film: Film, kind: RevisionKind, verb: EventVerb, before: str, *, by: User | None, comment: str
) -> None:
    film.save()
    revision = record(film, kind, by=by, comment=comment[:300])
    after = state_of(film)
    note(film, verb, by=by, before=before, after=after, comment=comment, revision=revision)


def _schedule(copy: Film, at: datetime, *, by: User | None, comment: str) -> Film:
    before = state_of(copy)
    copy.go_live_at = copy.published_at = at
    _store(copy, RevisionKind.SCHEDULE, EventVerb.SCHEDULED, before, by=by, comment=comment)
    return copy


def _go_live(copy: Film, *, by: User | None, comment: str = "") -> Film:
    """Make the page say what its working copy says, at its new address if it is to have one."""
    main = Film.objects.select_for_update().get(pk=copy.main.pk)
    before, was = state_of(main), main.slug
    document, slug, author = working_copies.words_of(copy), copy.next_slug, copy.author
    copy.delete()
    main.author, main.slug = author, slug or main.slug
    main.slug = main.slug or first_free(slugify_title(copy.title, copy.year), Film.objects.all())
    main.published_at, main.status = main.published_at or timezone.now(), FilmStatus.PUBLISHED
    load(document, main)
    link_speakers(main)
    link_published_films(main)
    if was and was != main.slug:
        addresses.move_film(main, was=was)
        note(main, EventVerb.MOVED, by=by, before=f"/{was}/", after=f"/{main.slug}/")
    _store(main, RevisionKind.PUBLISH, EventVerb.UPDATED, before, by=by, comment=comment)
    link_similar_films(main)
    return main
