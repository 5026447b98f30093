"""What stands in a film document, in the words in which people read it."""

import datetime
import json
from functools import cache
from typing import Any, cast

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from films.dates import PartialDateError, format_partial_date
from films.document_fields import BLOCKS, film_field, label_of, written
from films.models import Credit, Film, Image, Person, Tag
from films.models.partial_date_field import PartialDateField
from films.money import format_money
from films.runtime import format_runtime

MONEY = ("budget", "gross_domestic", "gross_worldwide")
# By what an editor knows a row: the first of these that says something, and what goes with it.
_TITLES: dict[str, tuple[tuple[str, ...], ...]] = {
    "tags": (("name",),),
    "credits": (("person", "character"),),
    "scores": (("source",),),
    "videos": (("title",), ("kind",)),
    "quotes": (("text",),),
    "press_reviews": (("publication", "critic"), ("critic",), ("excerpt",), ("summary",)),
    "audience_reactions": (("claim",),),
    "awards": (("body", "category", "year"),),
    "trivia": (("text",),),
    "offers": (("provider", "access", "region"), ("access", "region")),
    "similar_films": (("title", "year"),),
    "products": (("name",),),
    "tracks": (("title", "artist"),),
    "faqs": (("question",), ("answer",)),
    "stills": (("caption",), ("image",)),
}
_LONGEST_TITLE = 80  # characters


def column_of(block: str, name: str) -> models.Field:
    """Return the column behind a field of the document, or of the rows of one of its lists."""
    if not block:
        return film_field(name)
    if block == "tags" and name in ("kind", "name"):
        return cast(models.Field, Tag._meta.get_field(name))
    column = "other" if name == "film" else name
    return cast(models.Field, BLOCKS[block][0]._meta.get_field(column))


def label(block: str, name: str) -> str:
    """Return what people call a field of a list's rows, or (block "") of the document."""
    return str(column_of(block, name).verbose_name) if block else label_of(name)


def stored(block: str, name: str, holder: dict[str, Any]) -> Any:
    """Return what a document or a row holds in a field, also where that goes without saying."""
    if not holder:
        return ""  # no document, no row
    value = holder[name] if name in holder else written(_default(block, name))
    return "" if value is None else value


@cache
def _default(block: str, name: str) -> Any:
    return column_of(block, name).get_default()


def words(block: str, name: str, holder: dict[str, Any]) -> str:
    """Return what a field of a document or of a row says; "" for nothing."""
    value = stored(block, name, holder)
    if value == "":
        return ""
    try:
        return _words(column_of(block, name), value, holder)
    except (ValueError, TypeError, ArithmeticError, PartialDateError):
        return _plain(value)  # what an older version of the site has written


def row_title(block: str, row: dict[str, Any]) -> str:
    """Return by what an editor knows a row: “John Hawkes, Mark O’Brien”."""
    for names in _TITLES[block]:
        if words(block, names[0], row):
            said = ", ".join(filter(None, (words(block, name, row) for name in names)))
            return said if len(said) <= _LONGEST_TITLE else f"{said[: _LONGEST_TITLE - 1].strip()}…"
    return gettext("without a name")


def _words(column: models.Field, value: Any, holder: dict[str, Any]) -> str:
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, dict):
        return _referred(column.related_model, value)
    if column.name in MONEY:
        return format_money(int(value), str(stored("", "currency", holder)))
    match column:
        case PartialDateField():
            return format_partial_date(value)
        case models.DateTimeField():
            at = timezone.localtime(datetime.datetime.fromisoformat(value))
            return date_format(at, "DATETIME_FORMAT")
        case models.DateField():
            return format_partial_date(value)
    if column.model is Film and column.name == "runtime":
        return format_runtime(value)
    return f"{value:,}" if _is_a_count(column, value) else str(value)


def _is_a_count(column: models.Field, value: Any) -> bool:
    """Whether a number is read with commas; a year or another site's number is not."""
    return isinstance(value, int) and column.name in ("votes", "duration")


def _referred(model: Any, value: dict[str, Any]) -> str:
    """Return the name of what a document refers to."""
    if model is Image:
        return picture_words(value)
    if model is Credit:
        return str(value.get("character") or value.get("person") or "")
    if model is Person:
        return str(value.get("name", ""))
    return _plain(value)


def picture_words(picture: dict[str, Any]) -> str:
    """Return what a document says of a picture, a line each: its words, rights and focal point."""
    said = [picture.get("alt") or file_name(picture)]
    for name in ("credit", "licence"):
        if value := picture.get(name):
            said.append(f"{cast(models.Field, Image._meta.get_field(name)).verbose_name}: {value}")
    if "focal_x" in picture or "focal_y" in picture:
        across, down = picture.get("focal_x", 50), picture.get("focal_y", 50)
        said.append(gettext("focal point: %(x)s %%, %(y)s %%") % {"x": across, "y": down})
    return "\n".join(map(str, said))


def file_name(picture: dict[str, Any]) -> str:
    """Return the name of a picture's file without its folders."""
    return str(picture.get("file", "")).rpartition("/")[2]


def _plain(value: Any) -> str:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)


def telling_apart(block: str, name: str, before: Any, after: Any) -> tuple[str, str]:
    """Return the words of two holders of a field whose words may be the same and mean two things.

    Two pictures of one description are told apart by their files, two people of one name by their
    addresses.
    """
    old, new = words(block, name, before), words(block, name, after)
    if old != new:
        return old, new
    return _exactly(old, before.get(name)), _exactly(new, after.get(name))


def _exactly(said: str, value: Any) -> str:
    if isinstance(value, dict) and "file" in value:
        return f"{said}\n{file_name(value)}"
    if isinstance(value, dict) and "slug" in value:
        return f"{said} ({value['slug']})"
    return _plain(value) if value is not None else ""
