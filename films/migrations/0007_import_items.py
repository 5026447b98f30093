import django.db.models.deletion
from django.db import migrations, models

import films.models.line_field
from films import column_rules


class Migration(migrations.Migration):
    dependencies = [
        ("films", "0006_merges"),
    ]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="finished_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="finished at"),
        ),
        migrations.AddField(
            model_name="importrun",
            name="options",
            field=models.JSONField(default=dict, verbose_name="options"),
        ),
        migrations.AddField(
            model_name="importrun",
            name="state",
            field=films.models.line_field.LineField(
                choices=[
                    ("reading", "Being read"),
                    ("columns", "Waits for its columns"),
                    ("comparing", "Being compared"),
                    ("planned", "Looked at"),
                    ("running", "Running"),
                    ("done", "Taken over"),
                    ("undoing", "Being undone"),
                    ("undone", "Undone"),
                ],
                default="done",
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="undone_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="undone at"),
        ),
        migrations.CreateModel(
            name="ImportItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "place",
                    films.models.line_field.LineField(
                        blank=True, max_length=300, verbose_name="where"
                    ),
                ),
                (
                    "name",
                    films.models.line_field.LineField(
                        blank=True, max_length=500, verbose_name="film"
                    ),
                ),
                (
                    "key",
                    films.models.line_field.LineField(
                        blank=True,
                        help_text="The same for the same title and year.",
                        max_length=64,
                    ),
                ),
                (
                    "document",
                    models.JSONField(
                        default=dict,
                        help_text="As it was read, under its form: film, page or cells.",
                    ),
                ),
                (
                    "changes",
                    models.JSONField(
                        default=list,
                        help_text="Every difference by its mark, with a tick where it is taken.",
                    ),
                ),
                (
                    "is_by_hand",
                    models.BooleanField(
                        default=False,
                        help_text="Some of its changes do.",
                        verbose_name="touches what was written by hand",
                    ),
                ),
                (
                    "is_chosen",
                    models.BooleanField(
                        default=False,
                        help_text="Somebody has set its ticks.",
                        verbose_name="chosen by hand",
                    ),
                ),
                (
                    "state",
                    films.models.line_field.LineField(
                        choices=[
                            ("read", "Not compared yet"),
                            ("planned", "Waiting"),
                            ("same", "Nothing to change"),
                            ("done", "Taken over"),
                            ("skipped", "Left out"),
                            ("refused", "Refused"),
                            ("undone", "Undone"),
                            ("kept", "Kept: changed by hand since"),
                        ],
                        default="read",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "words",
                    films.models.line_field.LineField(
                        blank=True, max_length=1000, verbose_name="what became of it"
                    ),
                ),
                ("is_new", models.BooleanField(default=False, verbose_name="new film")),
                (
                    "after",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="films.revision",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="films.revision",
                    ),
                ),
                (
                    "film",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="import_items",
                        to="films.film",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="films.importrun",
                    ),
                ),
            ],
            options={
                "verbose_name": "film of an import",
                "verbose_name_plural": "films of an import",
                "ordering": ["run", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "number"), name="import_item_number_is_unique"
                    )
                ],
                "indexes": [
                    models.Index(fields=["run", "state", "number"], name="import_item_next"),
                    models.Index(fields=["run", "key"], name="import_item_twice"),
                ],
            },
        ),
        migrations.RunPython(column_rules.renew("films"), migrations.RunPython.noop),
    ]
