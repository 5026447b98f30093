"""A long text: Markdown, or lines of plain text."""

from typing import Any

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from films.models.line_field import validate_storable


class ProseField(models.TextField):
    """A TextField of at most ``max_length`` code points, held by form, ``clean()`` and database."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 60_000)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
        self.validators += [MaxLengthValidator(self.max_length), validate_storable]

    def db_check(self, connection: BaseDatabaseWrapper) -> str | None:
        column = connection.ops.quote_name(self.column)
        check = f"length({column}) <= {self.max_length}"
        if connection.vendor == "sqlite":
            check += f" AND instr({column}, char(0)) = 0"
        return check
