"""A date of which perhaps only the year, or year and month, is known."""

from typing import Any

from django.db import models
from django.db.models import Func
from django.utils.deconstruct import deconstructible

from films.dates import validate_partial_date
from films.models.line_field import LineField


@deconstructible(path="films.models.partial_date_field.IsPartialDate")
class IsPartialDate(Func):
    """True where a text is empty or looks like YYYY[-MM[-DD]] with month 1-12 and day 1-31.

    In plain SQL of each database and not as a regular expression on SQLite, whose REGEXP is a
    function of Django's connection: a backup opened elsewhere must be able to check itself.
    """

    arity = 1
    output_field = models.BooleanField()
    DIGIT = "[0-9]"

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        year, two = self.DIGIT * 4, self.DIGIT * 2
        month = "substr(%(expressions)s, 6, 2) BETWEEN '01' AND '12'"
        day = "substr(%(expressions)s, 9, 2) BETWEEN '01' AND '31'"
        return self._as_sql(
            compiler,
            connection,
            f"(%(expressions)s = '' OR %(expressions)s GLOB '{year}'"
            f" OR (%(expressions)s GLOB '{year}-{two}' AND {month})"
            f" OR (%(expressions)s GLOB '{year}-{two}-{two}' AND {month} AND {day}))",
        )

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self._as_sql(
            compiler,
            connection,
            "%(expressions)s ~ '^$|^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'",
        )

    def _as_sql(self, compiler: Any, connection: Any, template: str) -> Any:
        sql, params = self.as_sql(compiler, connection, template=template)
        return sql, list(params) * template.count("%(expressions)s")


class PartialDateField(LineField):
    """A date as text: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; empty when unknown.

    Such texts sort by time, and a release year known without its day needs no invented day.
    """

    default_validators = [validate_partial_date]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
