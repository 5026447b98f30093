"""People, tags, services and collections as JSON documents; films have films/document.py.

docs/document.md shows the form. A field that is empty is left out, a yes or no never is.
"""

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import models

from films.document import dump_image
from films.document_fields import FORMAT, DocumentError, is_left_out, read, written
from films.models import Collection, Image, Person, Provider, Tag

FIELDS: dict[type[models.Model], tuple[str, ...]] = {
    Person: (
        *("slug", "name", "sort_name", "also_known_as", "born", "died", "birthplace"),
        *("biography", "portrait", "imdb_id", "tmdb_id", "wikidata_id"),
    ),
    Tag: ("kind", "name", "slug", "code", "introduction"),
    Provider: ("name", "slug", "kind", "url", "active"),
    Collection: (
        *("slug", "title", "introduction", "ranked", "published", "published_at", "until"),
    ),
}

_MADE = ("slug", "sort_name")  # by the row itself, where nothing is given


def dump_row(row: models.Model) -> dict[str, Any]:
    """Return the document of a person, tag, service or collection (without its films)."""
    document: dict[str, Any] = {"marquee": FORMAT} if isinstance(row, Person) else {}
    for name in FIELDS[type(row)]:
        field, value = _column(row, name), getattr(row, name)
        if isinstance(value, Image):
            document[name] = dump_image(value)
        elif isinstance(field, models.BooleanField) or not is_left_out(field, value):
            document[name] = written(value)
    return document


def dump_collection(collection: Collection) -> dict[str, Any]:
    """Return the document of a collection with its films; those without an address are left out."""
    items = []
    for item in collection.items.select_related("film").exclude(film__slug=None):
        items.append({"film": item.film.slug} | ({"note": item.note} if item.note else {}))
    return dump_row(collection) | {"items": items}


def fill_row(row: models.Model, document: Any, portrait: Image | None = None) -> None:
    """Make a row say what its document says; what the document leaves out is emptied.

    Does not save. Raises DocumentError.
    """
    names = FIELDS[type(row)]
    if not isinstance(document, dict):
        raise DocumentError("", "This is no JSON object.")
    for name in document:
        if name not in (*names, "marquee", "items"):
            raise DocumentError(name, "There is no such field.")
    for name in names:
        field = _column(row, name)
        if name == "portrait":
            row.portrait = portrait  # type: ignore[attr-defined]
        elif isinstance(field, models.BooleanField):
            setattr(row, name, _flag(document.get(name, field.get_default()), name))
        elif name in document:
            setattr(row, name, read(field, document[name], name))
        elif name not in _MADE:
            setattr(row, name, field.get_default())


def _column(row: models.Model, name: str) -> models.Field:
    """Return a column of the row; FIELDS names nothing else."""
    return cast("models.Field", row._meta.get_field(name))


def _flag(raw: Any, where: str) -> bool:
    if not isinstance(raw, bool):
        raise DocumentError(where, "This is true or false.")
    return raw


def save_row(row: models.Model) -> None:
    """Save a row once the rules of its fields hold; raises DocumentError with their words.

    What only the database can say (two rows that contradict each other) comes as its own error.
    """
    fixed = [field.name for field in row._meta.fields if not field.editable]
    try:
        row.full_clean(exclude=fixed, validate_constraints=False)
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        raise DocumentError(name.strip("_"), " ".join(messages)) from None
    row.save()
