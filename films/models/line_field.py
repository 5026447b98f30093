"""A text of limited length that both databases hold to its limits."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _


def validate_storable(value: str) -> None:
    """Refuse what no database keeps: NUL bytes, and halves of surrogate pairs."""
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise ValidationError(_("This text holds characters that cannot be stored."), "storable")


class LineField(models.CharField):
    """A CharField whose length, choices and freedom from NUL bytes are held by the database too.

    SQLite stores any text in a varchar(64) and NUL bytes as well, while PostgreSQL refuses both;
    without these checks a site could grow on SQLite into something that cannot move.
    """

    # The database knows the choices, so a migration that changes them has something to do there.
    non_db_attrs = tuple(name for name in models.CharField.non_db_attrs if name != "choices")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        super().__init__(*args, **kwargs)
        self.validators.append(validate_storable)

    def db_check(self, connection: BaseDatabaseWrapper) -> str | None:
        column = connection.ops.quote_name(self.column)
        checks = []
        if connection.vendor == "sqlite":
            checks += [
                f"length({column}) <= {self.max_length}",
                f"instr({column}, char(0)) = 0",
            ]
        if self.choices:
            values = [str(value) for value, _ in self.flatchoices] + [""] * self.blank
            allowed = ", ".join(f"'{value}'" for value in values)
            checks.append(f"{column} IN ({allowed})")
        return " AND ".join(checks) or None
