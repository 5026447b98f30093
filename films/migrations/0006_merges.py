import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import films.models.line_field


class Migration(migrations.Migration):
    dependencies = [
        ("films", "0005_link_checks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    films.models.line_field.LineField(
                        choices=[("person", "Person"), ("tag", "Tag"), ("provider", "Service")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "gone_name",
                    films.models.line_field.LineField(max_length=200, verbose_name="was"),
                ),
                (
                    "gone_path",
                    films.models.line_field.LineField(
                        blank=True, max_length=500, verbose_name="old address"
                    ),
                ),
                (
                    "kept_name",
                    films.models.line_field.LineField(max_length=200, verbose_name="is now"),
                ),
                (
                    "kept_id",
                    models.PositiveBigIntegerField(verbose_name="number of the one that was kept"),
                ),
                ("record", models.JSONField(verbose_name="record")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="when")),
                (
                    "undone_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="undone at"),
                ),
                (
                    "editor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="merges",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
            ],
            options={
                "verbose_name": "merge",
                "verbose_name_plural": "merges",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gone_name", ""), _negated=True),
                            models.Q(("kept_name", ""), _negated=True),
                        ),
                        name="merge_names_both",
                    )
                ],
            },
        ),
    ]
