"""Film documents from outside: each with its place in the file, looked through before it is used.

A document may say as little as a title. It is brought into the very form that films/document.py
writes, so that the two can be compared value by value.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from films.document import MOST_ROWS
from films.document_fields import (
    BLOCKS,
    EDITORIAL,
    FORMAT,
    PICTURES,
    SCALARS,
    DocumentError,
    film_field,
    is_left_out,
    read,
    written,
)
from films.importers.matching import Form
from films.models import (
    Film,
    Image,
    Person,
    PressReview,
    Provider,
    Score,
    Tag,
    Video,
)
from films.text import clean_line

# What the rows of a section are nothing without.
_NEEDED: dict[str, tuple[str, ...]] = {
    "tags": ("kind", "name"),
    "credits": ("person",),
    "scores": ("source", "value"),
    "quotes": ("text",),
    "audience_reactions": ("claim",),
    "awards": ("body",),
    "trivia": ("text",),
    "offers": ("access",),
    "similar_films": ("title",),
    "products": ("name",),
    "tracks": ("title",),
    "faqs": ("answer",),
    "stills": ("image",),
}
_RULED = (PressReview, Score, Video)  # their rules look at nothing but the row itself
_DEFAULTS_TOLD = ("currency",)  # amounts mean nothing without it


@dataclass(frozen=True)
class Incoming:
    """One film of a file: where it stands, and its document, or what is wrong with it.

    ``unread`` are lines of a text page that were not understood, ``remarks`` what is odd in it and
    mended by the import.
    """

    place: str
    form: Form = Form.WHOLE
    document: Any = None
    fault: str = ""
    name: str = ""
    unread: list[dict[str, Any]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def normal(document: Any) -> dict[str, Any]:
    """Return a document from outside as ``dump`` would write it, without what is empty.

    Raises DocumentError, naming the place, for what no film can say. Asks the database nothing.
    """
    _check_names(document)
    result: dict[str, Any] = {}
    for name in (*EDITORIAL, *SCALARS):
        _set(result, name, film_field(name), document.get(name), name)
    pictures = {name: _picture(document.get(name), name) for name in PICTURES}
    blocks = {name: _rows(name, document.get(name)) for name in BLOCKS}
    if not result.get("title"):
        raise DocumentError("title", _("A film needs a title."))
    return result | {name: value for name, value in (pictures | blocks).items() if value}


def _check_names(document: Any) -> None:
    if not isinstance(document, dict):
        raise DocumentError("", _("A film is a JSON object, in braces."))
    if document.get("marquee", FORMAT) != FORMAT:
        raise DocumentError("marquee", f"Only form {FORMAT} of the film document can be read.")
    known = {"marquee", *EDITORIAL, *SCALARS, *PICTURES, *BLOCKS}
    for name in document:
        if name not in known:
            raise DocumentError(name[:80], _("A film document has no such field."))


def _set(entry: dict[str, Any], name: str, column: models.Field, raw: Any, where: str) -> None:
    """Put a value into an entry unless it goes without saying."""
    if raw in (None, "", [], {}):
        return
    value = read(column, raw, where)
    if name in _DEFAULTS_TOLD or not is_left_out(column, value):
        entry[name] = written(value)


def _rows(name: str, raw: Any) -> list[dict[str, Any]]:
    rows = raw or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DocumentError(name, _("This is a list of entries."))
    if len(rows) > MOST_ROWS:
        raise DocumentError(
            name,
            _("%(count)d entries are too many; %(most)d at most.")
            % {"count": len(rows), "most": MOST_ROWS},
        )
    return [_row(name, row, f"{name}[{at}]") for at, row in enumerate(rows)]


def in_order(document: dict[str, Any]) -> dict[str, Any]:
    """Return a normal document with its fields as ``dump`` orders them; a database may not."""
    names = ("marquee", *EDITORIAL, *SCALARS, *PICTURES, *BLOCKS)
    ordered = {name: document[name] for name in names if name in document}
    for name in BLOCKS:
        if name in ordered:
            told = _told(name)
            ordered[name] = [{one: row[one] for one in told if one in row} for row in ordered[name]]
    return ordered


def _told(name: str) -> list[str]:
    """Return what the rows of a section call their columns."""
    named = {"tag": ("kind", "name"), "other": ("film",)}
    return [one for column in BLOCKS[name][1] for one in named.get(column, (column,))]


def _row(name: str, raw: dict[str, Any], where: str) -> dict[str, Any]:
    model, columns = BLOCKS[name]
    told = _told(name)
    for one in raw:
        if one not in told:
            raise DocumentError(f"{where}.{one[:80]}", _("There is no such field."))
    entry: dict[str, Any] = {}
    for column in columns:
        if column == "tag":
            for one in ("kind", "name"):
                _set(entry, one, _column(Tag, one), raw.get(one), f"{where}.{one}")
        elif column == "other":
            _set(entry, "film", film_field("slug"), raw.get("film"), f"{where}.film")
        else:
            _column_value(entry, _column(model, column), raw.get(column), f"{where}.{column}")
    for one in _NEEDED.get(name, ()):
        if one not in entry:
            raise DocumentError(f"{where}.{one}", _("This field is required."))
    _check(model, entry, where)
    return entry


def _column(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)


def _column_value(entry: dict[str, Any], column: Any, raw: Any, where: str) -> None:
    if column.is_relation:
        if value := _reference(column, raw, where):
            entry[column.name] = value
    elif isinstance(column, models.FileField):
        if raw:
            entry[column.name] = _text(raw, where)
    else:
        if raw is None and column.choices and column.has_default():
            raw = column.get_default()
        _set(entry, column.name, column, raw, where)


def _reference(column: Any, raw: Any, where: str) -> Any:
    """Return what a row refers to as ``dump`` names it: people, tags, services, pictures."""
    if raw in (None, "", {}):
        return None
    target = column.remote_field.model
    if target is Person:
        return _person(raw, where)
    if target is Image:
        return _picture(raw, where)
    if target in (Tag, Provider):
        return read(_column(target, "name"), raw, where)
    if not isinstance(raw, dict):
        raise DocumentError(where, _("This names a person and a character."))
    return {name: _text(raw.get(name, ""), where) for name in ("person", "character")}


def _person(raw: Any, where: str) -> dict[str, str]:
    reference = {"name": raw} if isinstance(raw, str) else raw
    if not isinstance(reference, dict) or not reference.get("name"):
        raise DocumentError(where, _("A person needs a name."))
    person = {"name": read(_column(Person, "name"), reference["name"], f"{where}.name")}
    _set(person, "slug", _column(Person, "slug"), reference.get("slug"), f"{where}.slug")
    return person


def _picture(raw: Any, where: str) -> dict[str, Any]:
    if not raw:
        return {}
    if not isinstance(raw, dict) or not raw.get("file"):
        raise DocumentError(where, _("A picture needs a file."))
    picture: dict[str, Any] = {"file": _text(raw["file"], where)}
    for name in ("alt", "credit", "licence", "focal_x", "focal_y"):
        _set(picture, name, _column(Image, name), raw.get(name), f"{where}.{name}")
    return picture


def _text(raw: Any, where: str) -> str:
    if not isinstance(raw, str) or len(raw) > 300 or clean_line(raw) != raw:
        raise DocumentError(where, _("This is not a short text."))
    return raw


def _check(model: Any, entry: dict[str, Any], where: str) -> None:
    """Ask the row's own rule, so that the plan says already what storing would refuse."""
    if model not in _RULED:
        return
    columns = [column for column in entry if not _column(model, column).is_relation]
    row = model(**{one: read(_column(model, one), entry[one], where) for one in columns})
    try:
        row.clean()
    except ValidationError as error:
        told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        fault, words = next(iter(told.items()))
        raise DocumentError(f"{where}.{fault}".strip("."), " ".join(words)) from None


def name_of(document: dict[str, Any]) -> str:
    """Return "The Sessions (2012)"."""
    return str(Film(title=document.get("title", ""), year=document.get("year")))[:500]
