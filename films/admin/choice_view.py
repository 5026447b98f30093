"""What is offered while somebody types a name: what is there, what is nearly it, and to make it."""

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from films.admin.linked_field import choice_label, may_make
from films.admin.typed_names import name_in, value_of_new
from films.choices import TagKind
from films.models import Film, Person, Tag
from films.naming import NameRefused, same_named, unsaved
from films.search.people import near_people, people_typed
from films.text import clean_line, fold

MOST_ROWS = 20
LONGEST_TERM = 400

Choice = dict[str, Any]


class ChoiceView(AutocompleteJsonView):
    """Answers what is typed with at most twenty rows a page, near doubles, and what can be made."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.term, self.model_admin, self.source_field, _to = self.process_request(request)
        if not self.has_perm(request):
            raise PermissionDenied
        self.term = clean_line(self.term[:LONGEST_TERM])
        self.model = self.model_admin.model
        page = request.GET.get("page", "1")
        number = min(int(page), 500) if page.isascii() and page.isdigit() and int(page) else 1
        rows = self.found(number)
        results = [choice(row) for row in rows[:MOST_ROWS]]
        more = len(rows) > MOST_ROWS
        if number == 1 and fold(self.term) and may_make(request.user, self.model):
            results += self.offers(is_first=not results)
        return JsonResponse({"results": results, "pagination": {"more": more}})

    def found(self, page: int) -> list[models.Model]:
        """Return the rows of a page, and one more where there are more."""
        if self.model is Person:
            return list(people_typed(self.term, most=MOST_ROWS)) if page == 1 else []
        first = (page - 1) * MOST_ROWS
        return list(self.get_queryset()[first : first + MOST_ROWS + 1])

    def get_queryset(self) -> models.QuerySet:
        # Not the list's own query: what that counts for each row nobody sees here.
        rows = self.model._default_manager.order_by(*self.model._meta.ordering)
        rows = rows.complex_filter(self.source_field.get_limit_choices_to())
        rows, has_doubles = self.model_admin.get_search_results(self.request, rows, self.term)
        if self.model is Film:
            rows = rows.filter(draft_of=None)
        if self.model is Tag and (kinds := self.kinds()):
            rows = rows.filter(kind__in=kinds)
        return rows.distinct() if has_doubles else rows

    def kinds(self) -> list[str]:
        """Return the kinds of tag that the field allows, as its address names them."""
        return [kind for kind in self.request.GET.getlist("kind") if kind in TagKind.values]

    def offers(self, *, is_first: bool) -> list[Choice]:
        """Return near doubles, then what can be made; nothing of a name that is there already."""
        kinds = self.kinds() if self.model is Tag else [""]
        new = []
        for kind in kinds:
            try:
                new.append(unsaved(self.model, self.term, kind=kind))
            except NameRefused:
                return []
        makes = [
            make_choice(row)
            for row, bearers in zip(new, same_named(new), strict=True)
            if not bearers
        ]
        near = near_people(self.term) if makes and is_first and self.model is Person else []
        meant = [choice(person) for person in near]
        return [*([{"text": _("Did you mean"), "children": meant}] if meant else []), *makes]


def choice(row: models.Model) -> Choice:
    return {"id": str(row.pk), "text": choice_label(row)}


def make_choice(row: Any) -> Choice:
    """Return the offer to make something: how it reads in the list, and once it is chosen."""
    kind = getattr(row, "kind", "") if isinstance(row, Tag) else ""
    value = value_of_new(row.name, kind)
    words = _("Make “%(name)s”")
    if kind:
        words = _("Make the %(kind)s “%(name)s”")
    shown = words % {"name": row.name, "kind": str(TagKind(kind).label).lower() if kind else ""}
    return {"id": value, "text": shown, "chosen": name_in(value, type(row))}
