"""Putting one person, tag or service into another, in one transaction that can be undone."""

import json
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.core import serializers
from django.db import models, transaction
from django.utils.translation import gettext as _

from films import addresses
from films.choices import EventVerb, RevisionKind
from films.merging.kinds import Mergeable, MergeError, path_of
from films.merging.planning import OF_A_CLOSED_SERVICE, Double, Plan, Rows, parts, plan
from films.models import Credit, Merge, PossibleDouble, Quote, Redirect, Tag
from films.recording import Change, record_many


class PlanChangedError(MergeError):
    """Something came in between the preview and the press: look again."""


class _OnlyLooking(Exception):  # noqa: N818  (takes back what was tried)
    pass


@transaction.atomic
def merge(
    kept: Mergeable,
    gone: Sequence[Mergeable],
    *,
    by: User | None,
    has_closed: bool = False,
    seen: str = "",
) -> list[Merge]:
    """Put each of ``gone`` into ``kept`` and return the merges; films' histories tell of it.

    With ``seen``, the marks of the plans that were shown, nothing else than that is done. Raises
    MergeError, with nothing changed.
    """
    made, plans = _join(kept, gone, by=by, has_closed=has_closed)
    if seen and seen != marks(plans):
        raise PlanChangedError(
            _("Something has changed since this was shown. Look at it again before you merge.")
        )
    film_ids = set().union(*(plan.film_ids for plan in plans))
    left = record_many(film_ids, told(made), by=by)
    if left:
        last = made[-1]
        last.waiting = left
        last.save(update_fields=["waiting"])
    return made


def look(kept: Mergeable, gone: Sequence[Mergeable], *, has_closed: bool = False) -> list[Plan]:
    """Return what a merge would do, one plan for each that goes; nothing is changed.

    Where several go, each plan takes the ones before it as done: they are tried and taken back.
    """
    if len(gone) == 1:
        return [plan(kept, gone[0], has_closed=has_closed)]
    plans: list[Plan] = []
    try:
        with transaction.atomic():
            _made, plans = _join(kept, gone, by=None, has_closed=has_closed)
            raise _OnlyLooking
    except _OnlyLooking:
        return plans


def marks(plans: list[Plan]) -> str:
    """Return what a confirmation repeats, so that nothing is done that was not shown."""
    return "-".join(plan.mark for plan in plans)


def told(merges: list[Merge]) -> Change:
    """Return what films' histories say of these merges into one."""
    before = ", ".join(merge.gone_name for merge in merges)
    after = merges[0].kept_name
    words = f"{before} → {after}"
    return Change(RevisionKind.MERGE, EventVerb.MERGED, before[:300], after, words[:300])


def _join(
    kept: Mergeable, gone: Sequence[Mergeable], *, by: User | None, has_closed: bool
) -> tuple[list[Merge], list[Plan]]:
    if not gone:
        raise MergeError(_("Choose at least two: one to keep and one to go."))
    model = type(kept)
    locked = model._default_manager.select_for_update().order_by("pk")
    found: dict[int, Any] = locked.in_bulk([kept.pk, *(each.pk for each in gone)])
    for each in (kept, *gone):
        if each.pk not in found:
            raise MergeError(
                _("“%(name)s” is not there any more: somebody has merged or deleted it.")
                % {"name": each}
            )
    made, plans = [], []
    for each in gone:
        # The kept one is read anew: what the one before has filled is not filled twice.
        plans.append(
            plan(model._default_manager.get(pk=kept.pk), found[each.pk], has_closed=has_closed)
        )
        made.append(_carry_out(plans[-1], by))
    return made, plans


def _carry_out(plan: Plan, by: User | None) -> Merge:
    kept, gone = plan.kept, plan.gone
    record: dict[str, Any] = {
        "gone": _as_json(gone),
        "facts": {fact.name: [_plain(fact.before), _plain(fact.after)] for fact in plan.facts},
        "moved": {},
        "dropped": [],
        "emptied": {},
        "films": sorted(plan.film_ids),
        "redirects": _move_address(plan),
    }
    gone_id = gone.pk
    for rows in plan.rows:
        record["dropped"] += [_drop(rows, double) for double in rows.doubles]
        record["moved"][rows.reference.name] = [
            [row.pk, row.film_id, rows.reference.key(row)] for row in rows.moved
        ]
        if plan.has_closed:
            record["emptied"] |= _empty(rows)
        rows.reference.rows(gone).order_by().update(**{rows.reference.column: kept})
    gone.delete()
    for fact in plan.facts:
        setattr(kept, fact.name, fact.after)
    kept.save()
    doubles = PossibleDouble.objects.filter(kind=plan.kind.name)
    doubles.filter(models.Q(first_id=gone_id) | models.Q(second_id=gone_id)).delete()
    return Merge.objects.create(
        kind=plan.kind.name,
        gone_id=gone_id,
        gone_name=gone.name,
        gone_path=path_of(gone),
        tag_kind=gone.kind if isinstance(gone, Tag) else "",
        kept_name=kept.name,
        kept_id=kept.pk,
        record=record,
        editor=by,
    )


def _move_address(plan: Plan) -> list[str]:
    """Lead from the old address to the kept one; return what had led to the old one before."""
    if not plan.path:
        return []
    before = list(Redirect.objects.filter(new_path=plan.path).values_list("old_path", flat=True))
    addresses.move(plan.path, path_of(plan.kept))
    return before


def _drop(rows: Rows, double: Double) -> dict[str, Any]:
    """Take a double out and return what is needed to put it back."""
    row, into = double.row, double.into
    dropped = {
        "table": rows.reference.name,
        "row": _as_json(row),
        "film": row.film_id,
        "into": into.pk,
        "known_by": rows.reference.key(into),
        "changes": {
            name: [_plain(before), _plain(after)]
            for name, (before, after) in double.changes.items()
        },
        "quotes": [],
    }
    if double.changes:
        into.save(update_fields=list(double.changes))
    if isinstance(row, Credit):
        quotes = Quote.objects.filter(credit=row)
        dropped["quotes"] = list(quotes.values_list("key", flat=True))
        quotes.update(credit=into)
    row.delete()
    return dropped


def _empty(rows: Rows) -> dict[str, Any]:
    """Empty what the offers of a closed service say of it; return what they said."""
    said = {}
    for row in rows.moved:
        values = {name: _plain(getattr(row, name)) for name in OF_A_CLOSED_SERVICE}
        if any(value not in (None, "") for value in values.values()):
            said[str(row.pk)] = values
    for some in parts(row.pk for row in rows.moved):
        rows.reference.model._default_manager.filter(pk__in=some).update(**OF_A_CLOSED_SERVICE)
    return said


def _as_json(row: models.Model) -> dict[str, Any]:
    """Return a row with all its columns as it is put back."""
    # Dates as texts of our own: Django's JSON cuts the microseconds off.
    return json.loads(json.dumps(serializers.serialize("python", [row])[0], default=str))


def _plain(value: Any) -> Any:
    """Return a value as a record holds it: a picture by its number, a price or date as text."""
    if isinstance(value, models.Model):
        return value.pk
    return value if value is None or isinstance(value, str | int | bool) else str(value)
