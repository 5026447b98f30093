"""Bringing the rules that our columns hold themselves to up to date in a migration.

Django alters a column when its type changes. Of the rules that LineField and ProseField add (which
choices there are, how long a text may be) it knows nothing: on SQLite they follow, because there a
change makes the whole table anew; on PostgreSQL the first ones would stay for ever.
"""

from collections.abc import Callable
from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Model

from films.models.line_field import LineField
from films.models.prose_field import ProseField


def renew(app_label: str) -> Callable[[Apps, BaseDatabaseSchemaEditor], None]:
    """Return a step for RunPython; belongs at the end of what changes choices or lengths."""

    def renew_rules(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor == "sqlite":
            return
        for model in apps.get_app_config(app_label).get_models():
            for field in model._meta.local_concrete_fields:
                if isinstance(field, LineField | ProseField):
                    _renew(model, field, schema_editor)

    return renew_rules


def _renew(model: type[Model], field: LineField | ProseField, schema_editor: Any) -> None:
    named = {constraint.name for constraint in model._meta.constraints}
    for name in schema_editor._constraint_names(model, [field.column], check=True, exclude=named):
        schema_editor.execute(schema_editor._delete_check_sql(model, name))
    if rule := field.db_check(schema_editor.connection):
        name = schema_editor._create_index_name(model._meta.db_table, [field.column], "_check")
        schema_editor.execute(schema_editor._create_check_sql(model, name, rule))
