"""A form that is older than the page: both are put together, and its editor is asked.

What only the other has changed stands in the form, what only its editor has typed as well; where
both changed the same, the typed words stay and the stored ones are shown beside them.
"""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films.admin.film_form import stale_words
from films.admin.form_values import (
    Blank,
    FormValues,
    as_sent,
    blank_form,
    put_rows,
    put_values,
    readable_value,
    stored_values,
    typed_values,
)
from films.admin.linked_field import is_key
from films.admin.typed_page import typed_page
from films.comparison import Comparison, compare
from films.document import load
from films.document_fields import BLOCKS, EDITORIAL, DocumentError
from films.document_sections import KEYS
from films.models import Film, Revision
from films.publishing import OF_COPIES
from films.revisions import document_of
from films.row_pairs import Key
from films.three_ways import MergedRow, merge_rows, merge_values

MOST_REVISIONS = 2**31 - 1


@dataclass(frozen=True)
class ShownClash:
    """A field that both have changed: what it is called, where it stands, and both words."""

    label: str
    anchor: str  # the id of the field
    mine: str
    theirs: str
    value: str  # what the field has to send to say what the other said


@dataclass
class Reconciled:
    """What became of an old form: the fields to show now, and what its editor has to know."""

    request: HttpRequest
    film: Film
    admin: Any
    data: QueryDict
    words: str
    clashes: list[ShownClash] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def has_news(self) -> bool:
        """Whether the other has changed anything that the form holds."""
        return bool(self.clashes or self.taken or self.remarks)

    @cached_property
    def comparison(self) -> Comparison | None:
        """What saving would change of what is stored now; None if it could not be saved so."""
        sent = as_sent(self.request, self.data)
        page = typed_page(sent, fresh(self.film), self.admin)
        if page.document is None:
            return None
        return compare(document_of(fresh(self.film)), page.document)


def fresh(film: Film) -> Film:
    """Return the film as the database has it; a form leaves what was typed on its object."""
    return Film.objects.select_related("draft_of").get(pk=film.pk)


def reconcile(request: HttpRequest, film: Film, admin: Any, data: QueryDict) -> Reconciled:
    """Put what was typed in an older version of a page together with what is stored now.

    ``film`` is what is edited. Takes about as long as opening the form three times.
    """
    film, data = fresh(film), data.copy()
    blank = blank_form(request, film, admin)
    mine, theirs = typed_values(data, blank), stored_values(blank)
    if data.get("shown_film", str(film.pk)) != str(film.pk):
        _leave_date_alone(film, blank, mine, theirs)
    base = opened_values(request, film, admin, data)
    found = Reconciled(request, film, admin, data, stale_words(film.main))
    _merge_fields(found, blank, base, mine, theirs)
    for formset, inline in zip(blank.formsets, blank.inlines, strict=True):
        if formset.prefix in mine.rows:
            _merge_list(found, formset, inline, base, mine, theirs)
    data["seen_version"] = str(film.main.version)
    return found


def _leave_date_alone(film: Film, blank: Blank, mine: FormValues, theirs: FormValues) -> None:
    """Take the stored date where nobody typed one: of a page and of its copy it is another."""
    found = blank.form.fields.get("published_at")
    if found is None:
        return
    shown = found.widget.format_value(found.prepare_value(film.main.published_at))
    if mine.values["published_at"] in ("", shown):
        mine.values["published_at"] = theirs.values["published_at"]


def opened_values(
    request: HttpRequest, film: Film, admin: Any, data: QueryDict
) -> FormValues | None:
    """Return what the form held when it was opened; None if no revision says so any more."""
    revision = opened_revision(
        film.main, str(data.get("seen_version", "")), str(data.get("shown_film", ""))
    )
    if revision is None:
        return None
    words = {name: said for name, said in revision.document.items() if name not in EDITORIAL}
    try:
        # The form itself says how the version would look in it: it is loaded and rolled back.
        with transaction.atomic():
            load(words, fresh(film))
            blank = blank_form(request, fresh(film), admin)
            opened = stored_values(blank)
            transaction.set_rollback(True)
    except DocumentError:
        return None
    opened.values["slug"] = str(revision.document.get("slug", ""))
    for name in ("author", "published_at"):  # no document says what a working copy had here
        opened.values.pop(name, None)
    return opened


def opened_revision(main: Film, seen_version: str, shown_film: str) -> Revision | None:
    """Return the revision that a form showed, or the nearest before it.

    One that showed a live page did not show what was done to its working copies before.
    """
    if not is_key(seen_version) or int(seen_version) > MOST_REVISIONS:
        return None
    revisions = main.revisions.filter(number__lte=int(seen_version))
    if main.is_live and shown_film == str(main.pk):
        revisions = revisions.exclude(kind__in=OF_COPIES)
    return revisions.first()


def _merge_fields(
    found: Reconciled,
    blank: Blank,
    base: FormValues | None,
    mine: FormValues,
    theirs: FormValues,
) -> None:
    skipped = ("seen_version", "revision_comment")
    values = {name: value for name, value in mine.values.items() if name not in skipped}
    merged = merge_values(base.values if base else None, values, theirs.values)
    put_values(found.data, blank, merged.values)
    fields = blank.form.fields
    found.taken += [str(fields[name].label) for name in merged.taken]
    for clash in merged.clashes:
        label = str(fields[clash.name].label)
        found.clashes.append(_shown(label, f"id_{clash.name}", clash, fields[clash.name]))


def _merge_list(
    found: Reconciled,
    formset: Any,
    inline: Any,
    base: FormValues | None,
    mine: FormValues,
    theirs: FormValues,
) -> None:
    prefix = formset.prefix
    opened = [row.values for row in base.rows[prefix]] if base else []
    merged = merge_rows(opened, mine.rows[prefix], theirs.rows[prefix], keys=_keys(formset))
    title = str(inline.verbose_name_plural)
    for name, row in put_rows(found.data, formset, merged.rows):
        where = _("%(list)s, row %(number)d") % {
            "list": title,
            "number": int(found.data[f"{name}-position"]) + 1,
        }
        _tell_clashes(found, formset, row, name, where)
        found.remarks += _remarks(row, where)
    taken = merged.dropped + sum(row.is_taken for row in merged.rows)
    if taken:
        words: Any = ngettext("%(list)s: %(count)d row", "%(list)s: %(count)d rows", taken)
        found.taken.append(words % {"list": title, "count": taken})


def _keys(formset: Any) -> list[Key]:
    """Return by what the rows of a list are known in its form."""
    block = next(name for name, (model, _c) in BLOCKS.items() if model is formset.model)
    return [*KEYS[block], lambda row: row.get("tag")]


def _tell_clashes(found: Reconciled, formset: Any, row: MergedRow, name: str, where: str) -> None:
    fields = formset.empty_form.fields
    for clash in row.clashes:
        label = f"{where}: {fields[clash.name].label}"
        found.clashes.append(_shown(label, f"id_{name}-{clash.name}", clash, fields[clash.name]))


def _remarks(row: MergedRow, where: str) -> list[str]:
    if row.is_gone:
        return [
            _("%(row)s: the other has removed it, you have changed it. It stays.") % {"row": where}
        ]
    if row.is_back:
        return [
            _("%(row)s: you have removed it, the other has changed it. It stands here again.")
            % {"row": where}
        ]
    return []


def _shown(label: str, anchor: str, clash: Any, found: forms.Field) -> ShownClash:
    return ShownClash(
        label[:1].upper() + label[1:],
        anchor,
        readable_value(found, clash.mine),
        readable_value(found, clash.theirs),
        clash.theirs,
    )
