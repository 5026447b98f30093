"""A pasted cast list as rows of the form: each person found by name, or to be made on saving."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from films.admin.linked_field import choice_label, may_make
from films.admin.typed_names import name_in, value_of_new
from films.importers.cast_list import CastLine, read_cast_list
from films.models import Person
from films.naming import NameRefused, same_named, unsaved

LONGEST_LIST = 200_000  # characters


def urls(admin: Any) -> list[URLPattern]:
    """Return the address under that of the films in the admin."""
    view = admin.admin_site.admin_view(cast_rows)
    return [path("cast-list/", view, {"admin": admin}, name="films_film_cast_list")]


@require_POST
def cast_rows(request: HttpRequest, *, admin: Any) -> HttpResponse:
    """Answer with the rows that a list makes, and the lines that make none; stores nothing."""
    if not (admin.has_add_permission(request) or admin.has_change_permission(request)):
        return HttpResponse(status=403)
    found, unread = read_cast_list(request.POST.get("text", "")[:LONGEST_LIST])
    people, refused = named_people([line.person for line in found])
    can_make = may_make(request.user, Person)
    rows = []
    for line, person in zip(found, people, strict=True):
        if person is None or (person.pk is None and not can_make):
            refused.append(line.person)
        else:
            rows.append(row_of(line, person))
    words = _("Not understood, or borne by several: %(lines)s")
    left = [*unread, *dict.fromkeys(refused)]
    said = words % {"lines": " · ".join(left)} if left else ""
    return JsonResponse({"rows": rows, "left": left, "said": said})


def named_people(names: list[str]) -> tuple[list[Person | None], list[str]]:
    """Return who bears each name, unsaved where nobody does; None where several do, or none can."""
    new: dict[str, Person] = {}
    refused = []
    for name in dict.fromkeys(names):
        try:
            new[name] = unsaved(Person, name)
        except NameRefused:
            refused.append(name)
    found: dict[str, Person | None] = {}
    for (name, row), bearers in zip(new.items(), same_named(new.values()), strict=True):
        one: Any = bearers[0] if len(bearers) == 1 else row
        found[name] = one if len(bearers) < 2 else None
    return [found.get(name) for name in names], refused


def row_of(line: CastLine, person: Person) -> dict[str, str]:
    """Return what the fields of a row are filled with."""
    value = str(person.pk) if person.pk else value_of_new(person.name)
    label = choice_label(person) if person.pk else name_in(value, Person)
    return {
        "value": value,
        "label": label,
        "character": line.character,
        "description": line.description,
    }
