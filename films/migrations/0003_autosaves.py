import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import films.models.line_field


class Migration(migrations.Migration):
    dependencies = [
        ("films", "0002_working_copies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Autosave",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", films.models.line_field.LineField(max_length=40)),
                (
                    "title",
                    films.models.line_field.LineField(
                        blank=True, max_length=400, verbose_name="title"
                    ),
                ),
                ("fields", models.TextField(blank=True)),
                ("seen_version", models.PositiveIntegerField(blank=True, null=True)),
                ("typed_at", models.PositiveBigIntegerField(default=0)),
                ("saved_at", models.DateTimeField(verbose_name="when")),
                ("is_done", models.BooleanField(default=False)),
                (
                    "editor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="autosaves",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                (
                    "film",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="autosaves",
                        to="films.film",
                    ),
                ),
            ],
            options={
                "verbose_name": "unsaved work",
                "verbose_name_plural": "unsaved work",
                "ordering": ["-saved_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("editor", "key"), name="autosave_is_one_a_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_done", False), ("fields", ""), _connector="OR"),
                        name="autosave_is_empty_when_done",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="since")),
                ("seen_at", models.DateTimeField(verbose_name="last seen")),
                (
                    "editor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "film",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="films.film",
                    ),
                ),
            ],
            options={
                "verbose_name": "open form",
                "verbose_name_plural": "open forms",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("film", "editor"), name="presence_is_one_an_editor"
                    )
                ],
            },
        ),
    ]
