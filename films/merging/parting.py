"""Undoing a merge: what was one by mistake becomes two again, and what was done since stays."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films.choices import EventVerb, RevisionKind
from films.merging.kinds import Kind, Mergeable, MergeError, Reference, kind_named, path_of
from films.merging.planning import parts
from films.models import Credit, Film, Merge, Person, Provider, Quote, Redirect, Tag
from films.models.slug_field import first_free
from films.recording import Change, record_many


@dataclass
class Parting:
    """What came of an undo: the two, and a sentence for each thing that stays as it is."""

    kept: Mergeable
    gone: Mergeable
    stays: list[str] = field(default_factory=list)


@transaction.atomic
def part(merge: Merge, *, by: User | None) -> Parting:
    """Take a merge back: the one that went is there again, with its rows, facts and address.

    What has been edited or deleted since stays so, and is told. Raises MergeError, with nothing
    changed, when another merge has to be undone first.
    """
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    kind = kind_named(merge.kind)
    refuse_undoing(merge)
    kept: Any = kind.model._default_manager.select_for_update().filter(pk=merge.kept_id).first()
    if kept is None:
        raise MergeError(
            _("“%(name)s” is not there any more: it was deleted.") % {"name": merge.kept_name}
        )
    parting = Parting(kept, kept)
    _take_facts_back(merge, parting)
    parting.gone = _bring_back(merge, kind, parting)
    for reference in kind.references:
        _move_back(reference, merge, parting)
        _put_doubles_back(reference, merge, parting)
    _take_address_back(merge, parting)
    merge.undone_at = timezone.now()
    merge.waiting = record_many(_still_there(merge), told_parting(merge), by=by)
    merge.save(update_fields=["undone_at", "waiting"])
    return parting


def _still_there(merge: Merge) -> list[int]:
    films = Film.objects.filter(draft_of=None)
    return [
        pk
        for some in parts(merge.record["films"])
        for pk in films.filter(pk__in=some).values_list("pk", flat=True)
    ]


def told_parting(merge: Merge) -> Change:
    """Return what films' histories say of a merge that was undone."""
    after = f"{merge.kept_name}, {merge.gone_name}"
    words = f"{merge.kept_name} → {after}"
    return Change(RevisionKind.MERGE, EventVerb.MERGED, merge.kept_name, after[:300], words[:300])


def refuse_undoing(merge: Merge) -> None:
    """Raise MergeError where a merge cannot be undone, or not yet."""
    if merge.undone_at:
        raise MergeError(_("This merge has been undone already."))
    later = Merge.objects.standing().filter(kind=merge.kind, pk__gt=merge.pk)
    after = later.filter(Q(kept_id=merge.kept_id) | Q(gone_id=merge.kept_id)).first()
    if after:
        raise MergeError(_("“%(merge)s” came after it: undo that first.") % {"merge": after})


def _take_facts_back(merge: Merge, parting: Parting) -> None:
    kept: Any = parting.kept
    for name, (before, after) in merge.record["facts"].items():
        column: Any = kept._meta.get_field(name)
        if column.to_python(getattr(kept, column.attname)) == column.to_python(after):
            setattr(kept, column.attname, before)
        else:
            parting.stays.append(
                _("%(what)s of “%(name)s” was changed since and stays.")
                % {"what": str(column.verbose_name).capitalize(), "name": kept}
            )
    kept.save()


def _bring_back(merge: Merge, kind: Kind, parting: Parting) -> Any:
    """Make the one that went again, with its number; what is taken by now it must do without."""
    gone: Any = _row_of(merge.record["gone"])
    others = kind.model._default_manager.exclude(pk=gone.pk)
    same = others.filter(name=gone.name)
    if isinstance(gone, Tag):
        of_kind: dict[str, Any] = {"kind": gone.kind}
        same, others = same.filter(**of_kind), others.filter(**of_kind)
    if isinstance(gone, Tag | Provider) and same.exists():
        raise MergeError(
            _("There is another “%(name)s” by now: give it another name first.") % {"name": gone}
        )
    if others.filter(slug=gone.slug).exists():
        gone.slug = first_free(gone.slug, others)
        parting.stays.append(
            _("Its old address is taken by now: “%(name)s” stands at %(path)s.")
            % {"name": gone, "path": path_of(gone)}
        )
    if isinstance(gone, Person):
        _drop_taken_numbers(gone, others, parting)
        if gone.portrait_id and not _is_there(gone, "portrait"):
            gone.portrait_id = None
            parting.stays.append(_("Its picture was deleted since."))
    models.Model.save_base(gone, raw=True)  # as it was, with its own dates
    return kind.model._default_manager.get(pk=gone.pk)


def _drop_taken_numbers(gone: Person, others: models.QuerySet, parting: Parting) -> None:
    for name in ("imdb_id", "tmdb_id", "wikidata_id"):
        value = getattr(gone, name)
        if value and others.filter(**{name: value}).exists():
            setattr(gone, name, None)
            parting.stays.append(
                _("The number %(number)s belongs to somebody else by now.") % {"number": value}
            )


def _is_there(row: Any, name: str) -> bool:
    column = row._meta.get_field(name)
    manager = column.remote_field.model._default_manager
    return manager.filter(pk=getattr(row, column.attname)).exists()


def _move_back(reference: Reference, merge: Merge, parting: Parting) -> None:
    """Give back the rows that were moved: by their numbers, or by what they say.

    Publishing, restoring and importing make a page's rows anew, and a working copy begun since has
    rows of its own: those are known by what they say.
    """
    manager = reference.model._default_manager
    held = {pk: (film, key) for pk, film, key in merge.record["moved"].get(reference.name, [])}
    found: set[int] = set()
    for some in parts(held):
        rows = manager.filter(**{"pk__in": some, reference.column: parting.kept})
        found |= set(rows.values_list("pk", flat=True))
    missing = defaultdict(list)
    for pk, (film, key) in held.items():
        if pk not in found:
            missing[film].append(key)
    since = _copies_since(merge)
    for copy, main in since.items():
        missing[copy] += [key for film, key in held.values() if film == main]
    again = set(_known_by_words(reference, missing, parting.kept)) - found
    for some in parts(found | again):
        manager.filter(pk__in=some).update(**{reference.column: parting.gone})
    _fill_again(reference, merge, found)
    lost = sum(len(keys) for film, keys in missing.items() if film not in since)
    _tell_lost(parting, reference, max(0, lost - len(again)))


def _copies_since(merge: Merge) -> dict[int, int]:
    """Return the working copies begun after the merge, each with the page it is of."""
    found: dict[int, int] = {}
    for some in parts(merge.record["films"]):
        copies = Film.objects.filter(draft_of__in=some, created_at__gt=merge.created_at)
        found |= {pk: main for pk, main in copies.values_list("pk", "draft_of") if main}
    return found


def _known_by_words(
    reference: Reference, wanted: dict[int, list[list[Any]]], kept: Mergeable
) -> list[int]:
    found = []
    for some in parts(wanted):
        for row in reference.rows(kept).filter(film__in=some):
            keys = wanted[row.film_id]
            if (key := reference.key(row)) in keys:
                keys.remove(key)
                found.append(row.pk)
    return found


def _fill_again(reference: Reference, merge: Merge, moved: set[int]) -> None:
    """Give offers of a service back what they lost when it was said to have closed."""
    emptied = merge.record["emptied"]
    if not emptied or reference.column != "provider":
        return
    for some in parts(pk for pk in moved if str(pk) in emptied):
        for row in reference.model._default_manager.filter(pk__in=some):
            values = emptied[str(row.pk)]
            if any(getattr(row, name) not in (None, "") for name in values):
                continue  # somebody has written there since
            for name, value in values.items():
                setattr(row, name, value)
            row.save(update_fields=list(values))


def _put_doubles_back(reference: Reference, merge: Merge, parting: Parting) -> None:
    dropped = [each for each in merge.record["dropped"] if each["table"] == reference.name]
    since = _copies_since(merge)
    lost = 0
    for each in dropped:
        lost += not _put_back(reference, each, each["film"], parting)
        for copy in (copy for copy, main in since.items() if main == each["film"]):
            _put_back(reference, each, copy, parting)
    _tell_lost(parting, reference, lost)


def _put_back(reference: Reference, dropped: dict[str, Any], film: int, parting: Parting) -> bool:
    """Put a double beside its other again; False if its film or that other went since."""
    into = _survivor(reference, dropped, film, parting)
    if into is None:
        return False
    _take_changes_back(into, dropped["changes"])
    row: Any = _row_of(dropped["row"])
    setattr(row, f"{reference.column}_id", parting.gone.pk)
    if film != dropped["film"]:
        row.pk, row.film_id = None, film
    models.Model.save_base(row, raw=True)
    if isinstance(row, Credit):
        quotes = Quote.objects.filter(film=film, key__in=dropped["quotes"], credit=into)
        quotes.update(credit=row)
    return True


def _survivor(
    reference: Reference, dropped: dict[str, Any], film: int, parting: Parting
) -> Any | None:
    """Return the row of a film that a double was put into: by its number, or by what it says."""
    rows = list(reference.rows(parting.kept).filter(film=film))
    by_number = [row for row in rows if row.pk == dropped["into"]]
    by_words = [row for row in rows if reference.key(row) == dropped["known_by"]]
    return next(iter(by_number + by_words), None)


def _take_changes_back(row: Any, changes: dict[str, list[Any]]) -> None:
    taken = []
    for name, (before, after) in changes.items():
        column = row._meta.get_field(name)
        if getattr(row, name) == column.to_python(after):
            setattr(row, name, column.to_python(before))
            taken.append(name)
    if taken:
        row.save(update_fields=taken)


def _tell_lost(parting: Parting, reference: Reference, number: int) -> None:
    if not number:
        return
    names = reference.model._meta
    words: Any = ngettext(
        "%(number)d entry (%(what)s) was changed or removed since and stays as it is.",
        "%(number)d entries (%(what)s) were changed or removed since and stay as they are.",
        number,
    )
    parting.stays.append(words % {"number": number, "what": names.verbose_name_plural})


def _take_address_back(merge: Merge, parting: Parting) -> None:
    old, now = path_of(parting.gone), path_of(parting.kept)
    if not old:
        return
    Redirect.objects.filter(old_path=merge.gone_path, new_path=now).delete()
    Redirect.objects.filter(old_path__in=merge.record["redirects"], new_path=now).update(
        new_path=old
    )
    Redirect.objects.filter(old_path=old).delete()


def _row_of(held: dict[str, Any]) -> models.Model:
    """Return a row as a record holds it, not saved yet."""
    try:
        return next(iter(serializers.deserialize("python", [held]))).object
    except (serializers.base.DeserializationError, ValidationError):
        raise MergeError(
            _("This merge was made by an older version and cannot be undone.")
        ) from None
