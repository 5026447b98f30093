import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import films.models.line_field


class Migration(migrations.Migration):
    dependencies = [
        ("films", "0003_autosaves"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PreviewLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", films.models.line_field.LineField(max_length=40, unique=True)),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="made at")),
                ("expires_at", models.DateTimeField(db_index=True, verbose_name="expires at")),
                (
                    "editor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preview_links",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "film",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preview_links",
                        to="films.film",
                        verbose_name="film",
                    ),
                ),
            ],
            options={
                "verbose_name": "link to a preview",
                "verbose_name_plural": "links to previews",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))),
                        name="preview_link_lasts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PreviewSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", films.models.line_field.LineField(max_length=40, unique=True)),
                ("document", models.JSONField()),
                ("html", models.TextField()),
                ("path", films.models.line_field.LineField(blank=True, max_length=500)),
                (
                    "made_at",
                    models.DateTimeField(auto_now=True, db_index=True, verbose_name="made at"),
                ),
                (
                    "editor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preview_sheets",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "film",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preview_sheets",
                        to="films.film",
                    ),
                ),
            ],
            options={
                "verbose_name": "preview",
                "verbose_name_plural": "previews",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("editor", "film"), name="preview_sheet_one_a_film"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("film__isnull", True)),
                        fields=("editor",),
                        name="preview_sheet_one_of_new_films",
                    ),
                ],
            },
        ),
    ]
