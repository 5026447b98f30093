import re

import pytest
from django.apps import apps
from django.db import connection

from films.models.line_field import LineField

pytestmark = pytest.mark.django_db

CHOSEN = [
    field
    for app in ("films", "reviews")
    for model in apps.get_app_config(app).get_models()
    for field in model._meta.concrete_fields
    if isinstance(field, LineField) and field.choices
]


def rules_of(table: str) -> str:
    """All rules of a table, as the database has them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [table])
        else:
            cursor.execute(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass",
                [table],
            )
        return "\n".join(row[0] for row in cursor.fetchall())


@pytest.mark.parametrize("field", CHOSEN, ids=str)
def test_database_allows_the_choices_of_now(field):
    """Also those that came with a later migration, which Django thinks no business of it."""
    rules = rules_of(field.model._meta.db_table)
    among = rf'"?{field.column}"?\)?(?:::text)? (?:IN \(|= ANY \(+ARRAY\[)(?P<values>[^\])]*)'
    allowed = {
        value
        for found in re.finditer(among, rules)
        for value in re.findall(r"'(\w*)'", found["values"])
    }
    assert {str(value) for value, _ in field.flatchoices} - allowed == set()
