"""One film of an import is taken over, or taken back; each in a transaction of its own."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from films import deletions, publishing, working_copies
from films.choices import EventVerb, FilmStatus, ItemState, RevisionKind
from films.document import load
from films.document_fields import EDITORIAL, DocumentError
from films.events import note
from films.importers.batches import is_taken, may_change, may_publish
from films.importers.comparing import Change, merged
from films.importers.planning import Plan, compare_item, document_of, media_of, plan
from films.importers.reading import ImportRefused
from films.models import Film, ImportItem, ImportRun, Revision
from films.models.slug_field import first_free
from films.picks import link_published_films
from films.publishing import PublishingError
from films.revisions import record
from films.speakers import link_speakers
from films.text import slugify_title

_FAULTS = (DocumentError, ImportRefused, PublishingError, ProtectedError)


@transaction.atomic
def apply_item(pk: int, run: ImportRun, *, by: User | None) -> None:
    """Take over what was chosen of one film, unless that has been done; a fault is kept with it."""
    item = _locked(pk, ItemState.PLANNED)
    if item is None:
        return
    for attempt in (1, 2):
        try:
            with transaction.atomic():
                _take_over(item, run, by=by)
            break
        except DocumentError as error:
            # Somebody may have made this very film a moment ago: then it is there to be found.
            if attempt == 1 and item.is_new:
                continue
            item.state, item.words = ItemState.REFUSED, _in_words(error)
        except _FAULTS as error:
            item.state, item.words = ItemState.REFUSED, _in_words(error)
            break
    item.save()


def _locked(pk: int, state: ItemState) -> ImportItem | None:
    items = ImportItem.objects.select_for_update(of=("self",))
    return items.filter(pk=pk, state=state).first()


def _in_words(error: Exception) -> str:
    if isinstance(error, ProtectedError):
        return _("Other pages depend on it.")
    return str(error)[:1_000]


def _take_over(item: ImportItem, run: ImportRun, *, by: User | None) -> None:
    if item.film_id is None and not item.is_new:
        raise ImportRefused(_("The film has been deleted since it was looked at."))
    if item.film_id:
        Film.objects.select_for_update().get(pk=item.film_id)  # the lock of revisions.record
    # Before the film is looked for: if another import makes it from here on, it is either found
    # or takes this very address, and the second attempt finds it.
    slug = _free_address(item, run) if item.is_new else ""
    found = plan(item, run, film=item.film)
    if item.is_new and found.film:
        compare_item(item, run, by=by)  # has been made since
        if item.state != ItemState.PLANNED:
            return
    marks = {kept["mark"] for kept in item.changes if is_taken(kept, item, run)}
    chosen = {change.mark for change in found.changes} & marks
    if not chosen:
        item.state = ItemState.SKIPPED
        if marks:
            item.words = _("Left out: the page has changed since you looked at it.")
        return
    _write(item, run, found, chosen, slug, by=by)
    item.state = ItemState.DONE
    if missed := len(marks - chosen):
        item.words = _("%(count)d changes were left out: the page has changed since.") % {
            "count": missed
        }


def _free_address(item: ImportItem, run: ImportRun) -> str:
    _form, document = document_of(item, run)
    wanted = slugify_title(document["title"], document.get("year"))
    return str(document.get("slug") or first_free(wanted, Film.objects.all()))


def _write(
    item: ImportItem,
    run: ImportRun,
    found: Plan,
    chosen: set[str],
    slug: str,
    *,
    by: User | None,
) -> None:
    def taken(change: Change) -> bool:
        return change.mark in chosen

    document = merged(found.old, found.document, found.form, taken)
    wants_public = bool(run.options.get("publish")) and may_publish(by)
    if found.film is None:
        film = _make(document, slug, run, by=by)
    else:
        film = _put_into(found.film, document, run, item, by=by)
    link_speakers(film)
    link_published_films(film)
    main = film.main
    revision = record(film, RevisionKind.IMPORT, by=by, comment=run.name)
    note(film, EventVerb.IMPORTED, by=by, comment=_told(run), revision=revision)
    if wants_public and (film.draft_of_id or not main.is_live):
        publishing.publish(film, by=by, comment=_told(run))
    item.film = main
    item.after = main.revisions.first()


def _told(run: ImportRun) -> str:
    return _("Import %(number)d: %(name)s") % {"number": run.pk, "name": run.name}


def _words(document: dict[str, Any]) -> dict[str, Any]:
    return {name: said for name, said in document.items() if name not in EDITORIAL}


def _make(document: dict[str, Any], slug: str, run: ImportRun, *, by: User | None) -> Film:
    made = {"marquee": 1, **_words(document), "slug": slug}
    return load(made, Film(author=by), media=media_of(run), editorial=True)


def _put_into(
    main: Film, document: dict[str, Any], run: ImportRun, item: ImportItem, *, by: User | None
) -> Film:
    edited = working_copies.edited(main)
    if not may_change(edited, by):
        raise ImportRefused(_("You may not change this page any more."))
    item.before = _kept_before(edited)
    target = working_copies.begin(main) if working_copies.is_needed(edited) else edited
    return load(_words(document), target, media=media_of(run))


def _kept_before(film: Film) -> Revision:
    """Return the revision that says what the page says now; made where its history has none."""
    last = film.main.revisions.first()
    if last and _words(last.document) == working_copies.words_of(film):
        return last
    kind = RevisionKind.COPY if film.draft_of_id else RevisionKind.SAVE
    return record(film, kind, comment=_("Before an import"))


# Taking back --------------------------------------------------------------------------------------


@transaction.atomic
def undo_item(pk: int, run: ImportRun, *, by: User | None) -> None:
    """Put one film back to what it said before the import; one that is new goes into the bin.

    A film that has been changed since is kept and named.
    """
    item = _locked(pk, ItemState.DONE)
    if item is None:
        return
    try:
        with transaction.atomic():
            _take_back(item, run, by=by)
    except _FAULTS as error:
        item.state, item.words = ItemState.KEPT, _in_words(error)
    item.save()


def _take_back(item: ImportItem, run: ImportRun, *, by: User | None) -> None:
    main = Film.objects.select_for_update().filter(pk=item.film_id or 0).first()
    if main is None:
        item.state, item.words = ItemState.UNDONE, _("It had been deleted already.")
        return
    if why := _changed_by(main, item):
        item.state, item.words = ItemState.KEPT, why
        return
    if not may_change(working_copies.edited(main), by):
        raise ImportRefused(_("You may not change this page any more."))
    if item.is_new:
        deletions.delete(main, by=by)
        item.film = None
    else:
        _restore(main, item, run, by=by)
    item.state, item.words = ItemState.UNDONE, ""


def _changed_by(main: Film, item: ImportItem) -> str:
    """Return who has changed the page since the import, in words; "" for nobody."""
    last = main.revisions.select_related("editor").first()
    if last is None or item.after is None or last.number == item.after.number:
        return ""
    return _("Kept: %(who)s has changed it on %(when)s (%(kind)s).") % {
        "who": last.editor.get_username() if last.editor else _("somebody"),
        "when": f"{last.created_at:%Y-%m-%d}",
        "kind": last.get_kind_display(),
    }


def _restore(main: Film, item: ImportItem, run: ImportRun, *, by: User | None) -> None:
    before = item.before
    if before is None:
        raise ImportRefused(_("What it said before is not in its history any more."))
    was_public = before.document.get("status") == FilmStatus.PUBLISHED
    edited = working_copies.edited(main)
    was_published = run.options.get("publish") and edited == main and main.is_live
    if was_published and was_public and not may_publish(by):
        raise ImportRefused(_("You may not change this page any more."))
    film = load(_words(before.document), edited)
    link_speakers(film)
    if film.draft_of_id and working_copies.says_the_same(film):
        film.delete()
        film = main
    elif not film.draft_of_id and main.status == FilmStatus.PUBLISHED and not was_public:
        film.status = FilmStatus(before.document.get("status", FilmStatus.DRAFT))
        film.save(update_fields=["status", "updated_at"])
    revision = record(film, RevisionKind.UNDO, by=by, comment=f"#{before.number}")
    note(film, EventVerb.UNDONE, by=by, comment=_told(run), revision=revision)
