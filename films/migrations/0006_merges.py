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
                    "gone_id",
                    models.PositiveBigIntegerField(verbose_name="number of the one that went"),
                ),
                (
                    "gone_name",
                    films.models.line_field.LineField(max_length=200, verbose_name="was"),
                ),
                ("gone_folded", films.models.line_field.LineField(editable=False, max_length=400)),
                (
                    "gone_path",
                    films.models.line_field.LineField(
                        blank=True, max_length=500, verbose_name="old address"
                    ),
                ),
                (
                    "tag_kind",
                    films.models.line_field.LineField(
                        blank=True,
                        choices=[
                            ("genre", "Genre"),
                            ("mood", "Mood"),
                            ("theme", "Theme"),
                            ("audience", "Who would enjoy it"),
                            ("warning", "Content warning"),
                            ("country", "Country"),
                            ("language", "Language"),
                            ("company", "Company"),
                            ("award", "Award body"),
                        ],
                        max_length=12,
                        verbose_name="kind of tag",
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
                ("waiting", models.JSONField(blank=True, default=list, editable=False)),
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
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="when")),
                (
                    "undone_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="undone at"),
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
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("gone_id", models.F("kept_id")), _negated=True),
                        name="merge_is_of_two",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("kind", "gone_id"),
                        name="merge_puts_one_into_one",
                    ),
                ],
                "indexes": [models.Index(fields=["kind", "gone_folded"], name="merge_of_a_name")],
            },
        ),
        migrations.CreateModel(
            name="PossibleDouble",
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
                ("first_id", models.PositiveBigIntegerField()),
                ("second_id", models.PositiveBigIntegerField()),
                (
                    "certainty",
                    models.PositiveSmallIntegerField(default=0, verbose_name="certainty"),
                ),
                ("reasons", models.JSONField(default=list, verbose_name="reasons")),
                ("are_two", models.BooleanField(default=False, verbose_name="these are two")),
                (
                    "editor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                ("found_at", models.DateTimeField(auto_now_add=True, verbose_name="found at")),
            ],
            options={
                "verbose_name": "possible double",
                "verbose_name_plural": "possible doubles",
                "ordering": ["-certainty", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "first_id", "second_id"),
                        name="possible_double_is_noted_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_id__lt", models.F("second_id"))),
                        name="possible_double_is_a_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("certainty__lte", 100)),
                        name="possible_double_certainty_is_a_percentage",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("are_two", False)),
                        fields=["kind", "-certainty", "id"],
                        name="possible_double_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DoubleSearch",
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
                        unique=True,
                        verbose_name="kind",
                    ),
                ),
                ("searched_at", models.DateTimeField(verbose_name="looked for at")),
            ],
            options={
                "verbose_name": "search for doubles",
                "verbose_name_plural": "searches for doubles",
            },
        ),
    ]
