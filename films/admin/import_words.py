"""The differences of an import in words: what stands there now, and what would."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from films.choices import ItemState
from films.document_fields import BLOCKS, film_field, label_of
from films.importers.batches import field_of, is_taken
from films.importers.comparing import Change, Proposal
from films.importers.planning import Plan
from films.models import ImportItem, ImportRun
from films.word_changes import Stretch, readable_stretches

MOST_FIELDS = 6  # that a line of the list names


@dataclass(frozen=True)
class ShownChange:
    """One difference as the page shows it."""

    mark: str
    label: str
    what: str  # added, changed, removed, or order
    before: str
    after: str
    stretches: list[Stretch]
    is_taken: bool
    by_hand: str


def shown_changes(found: Plan, item: ImportItem, run: ImportRun) -> list[ShownChange]:
    """Return each difference with its words; ticked as the item keeps it, else as advised."""
    kept = {entry["mark"]: is_taken(entry, item, run) for entry in item.changes}
    return [
        _shown(proposal, found, kept.get(proposal.change.mark, proposal.take))
        for proposal in found.proposals
    ]


def _shown(proposal: Proposal, found: Plan, take: bool) -> ShownChange:
    change = proposal.change
    before, after = _both(change, found)
    is_change = bool(before and after) and not change.is_order
    return ShownChange(
        mark=change.mark,
        label=change.label,
        what=_what(change),
        before=before,
        after=after,
        stretches=readable_stretches(before, after) if is_change else [],
        is_taken=take,
        by_hand=_by_hand(proposal),
    )


def _what(change: Change) -> str:
    if change.is_order:
        return _("order")
    if change.before is None:
        return _("new")
    return _("changed") if change.after is not None else _("taken out")


def _both(change: Change, found: Plan) -> tuple[str, str]:
    if not change.is_order:
        return words(change.field, change.before), words(change.field, change.after)
    rows = found.old.get(change.field, [])
    order = [words(change.field, rows[at]).partition(" · ")[0] for at in change.after]
    return "", " / ".join(order)


def _by_hand(proposal: Proposal) -> str:
    if proposal.by is None:
        return ""
    if not proposal.by.when:
        return _("Written by hand, or changed beside the history.")
    names = {"who": proposal.by.who or _("somebody"), "when": proposal.by.when}
    if proposal.change.before is None:
        return _("Taken out by hand by %(who)s on %(when)s.") % names
    return _("Changed by hand by %(who)s on %(when)s.") % names


def words(name: str, value: Any) -> str:
    """Return a value, or a row of a section, in plain words."""
    if value is None:
        return ""
    if isinstance(value, dict):
        if set(value) <= {"name", "slug"}:
            return str(value.get("name", ""))
        if "file" in value:
            return " · ".join(str(value[key]) for key in ("file", "alt") if value.get(key))
        parts = (_part(name, key, said) for key, said in value.items())
        return " · ".join(filter(None, parts))
    if name not in BLOCKS and (choices := getattr(film_field(name), "choices", None)):
        return str(dict(choices).get(value, value))
    return str(value)


def _part(name: str, key: str, value: Any) -> str:
    if isinstance(value, bool):
        return key if value else _("not %(flag)s") % {"flag": key}
    if isinstance(value, dict):
        said = [value["name"]] if "name" in value else value.values()
        return " / ".join(map(str, filter(None, said)))
    if name in BLOCKS and key not in ("name", "film"):
        model: Any = BLOCKS[name][0]
        choices = getattr(model._meta.get_field(_column(name, key)), "choices", None)
        return str(dict(choices).get(value, value)) if choices else str(value)
    return str(value)


def _column(name: str, key: str) -> str:
    return "tag" if name == "tags" and key == "kind" else key


# A few words --------------------------------------------------------------------------------------


def said_fields(changes: list[dict[str, Any]]) -> str:
    """Return "runtime, memorable quotes (3), …" of the changes that an item keeps."""
    counts = Counter(map(field_of, changes))
    said = [
        f"{label_of(name)} ({count})" if count > 1 else label_of(name)
        for name, count in counts.items()
    ]
    more = len(said) - MOST_FIELDS
    if more > 0:
        said = [*said[:MOST_FIELDS], _("and %(count)d more") % {"count": more}]
    return ", ".join(said)


def said_counts(counts: dict[str, int]) -> list[str]:
    """Return what has become of the films of an import: "12 taken over", "3 refused"."""
    return [
        _("%(count)d %(state)s") % {"count": counts[state], "state": str(label).lower()}
        for state, label in ItemState.choices
        if counts.get(state)
    ]


def missing(document: dict[str, Any]) -> list[str]:
    """Return what a document lacks for its film to be published."""
    reasons = []
    if not document.get("year"):
        reasons.append(_("The year is missing."))
    if not (document.get("logline") or document.get("synopsis")):
        reasons.append(_("A logline or a synopsis is missing."))
    return reasons
