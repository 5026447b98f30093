import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import films.models.line_field
import films.models.slug_field
from films import column_rules


class Migration(migrations.Migration):
    dependencies = [
        ("films", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Deletion",
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
                        choices=[
                            ("film", "Film"),
                            ("person", "Person"),
                            ("tag", "Tag"),
                            ("collection", "Collection"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("name", films.models.line_field.LineField(max_length=500, verbose_name="name")),
                (
                    "path",
                    films.models.line_field.LineField(
                        blank=True, max_length=500, verbose_name="address"
                    ),
                ),
                ("document", models.JSONField(verbose_name="document")),
                (
                    "deleted_at",
                    models.DateTimeField(
                        auto_now_add=True, db_index=True, verbose_name="deleted at"
                    ),
                ),
            ],
            options={
                "verbose_name": "deleted page",
                "verbose_name_plural": "deleted pages",
                "ordering": ["-deleted_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="FilmEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verb",
                    films.models.line_field.LineField(
                        choices=[
                            ("made", "made"),
                            ("begun", "began a working copy"),
                            ("discarded", "discarded the working copy"),
                            ("submitted", "submitted for review"),
                            ("returned", "returned to its writer"),
                            ("scheduled", "scheduled"),
                            ("unscheduled", "called off"),
                            ("published", "published"),
                            ("updated", "published the changes"),
                            ("unpublished", "unpublished"),
                            ("archived", "archived"),
                            ("restored", "restored an earlier version"),
                            ("moved", "changed the address"),
                            ("imported", "imported"),
                            ("undone", "undid an import"),
                            ("merged", "merged"),
                            ("shared", "made a link to the preview"),
                            ("unshared", "took a link to the preview back"),
                            ("deleted", "deleted"),
                            ("recovered", "brought back"),
                        ],
                        max_length=12,
                        verbose_name="what",
                    ),
                ),
                (
                    "before",
                    films.models.line_field.LineField(
                        blank=True, max_length=300, verbose_name="before"
                    ),
                ),
                (
                    "after",
                    films.models.line_field.LineField(
                        blank=True, max_length=300, verbose_name="after"
                    ),
                ),
                (
                    "comment",
                    films.models.line_field.LineField(
                        blank=True, max_length=1000, verbose_name="comment"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="when")),
            ],
            options={
                "verbose_name": "step",
                "verbose_name_plural": "steps taken",
                "ordering": ["-id"],
            },
        ),
        migrations.AddField(
            model_name="film",
            name="fault_count",
            field=models.PositiveSmallIntegerField(
                default=0, editable=False, verbose_name="faults"
            ),
        ),
        migrations.AddField(
            model_name="film",
            name="go_live_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="Of a working copy: when the live page takes over what it says.",
                null=True,
                verbose_name="goes live at",
            ),
        ),
        migrations.AddField(
            model_name="film",
            name="next_slug",
            field=films.models.slug_field.SlugField(
                blank=True,
                editable=False,
                help_text="Of a working copy: what its live page is to be called from then on.",
                max_length=220,
                null=True,
                verbose_name="address to come",
            ),
        ),
        migrations.AlterField(
            model_name="importrun",
            name="kind",
            field=films.models.line_field.LineField(
                choices=[
                    ("text_page", "Text page"),
                    ("document", "Marquee documents"),
                    ("csv", "Table (CSV)"),
                ],
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="revision",
            name="film",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="revisions",
                to="films.film",
            ),
        ),
        migrations.AlterField(
            model_name="revision",
            name="kind",
            field=films.models.line_field.LineField(
                choices=[
                    ("save", "Saved"),
                    ("copy", "Saved as a working copy"),
                    ("submit", "Submitted for review"),
                    ("return", "Returned to its writer"),
                    ("schedule", "Scheduled"),
                    ("publish", "Published"),
                    ("unpublish", "Unpublished"),
                    ("import", "Imported"),
                    ("restore", "Restored"),
                    ("undo", "Import undone"),
                    ("merge", "Merged"),
                ],
                max_length=10,
                verbose_name="why",
            ),
        ),
        migrations.AddIndex(
            model_name="film",
            index=models.Index(
                condition=models.Q(("go_live_at__isnull", False)),
                fields=["go_live_at"],
                name="film_waits_to_go_live",
            ),
        ),
        migrations.AddConstraint(
            model_name="film",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("draft_of__isnull", False),
                    models.Q(("go_live_at__isnull", True), ("next_slug__isnull", True)),
                    _connector="OR",
                ),
                name="film_only_a_working_copy_waits_to_go_live",
            ),
        ),
        migrations.AddConstraint(
            model_name="film",
            constraint=models.CheckConstraint(
                condition=models.Q(("next_slug", ""), _negated=True),
                name="film_next_address_is_not_empty",
            ),
        ),
        migrations.AddField(
            model_name="deletion",
            name="editor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="deletions",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="deletion",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="revisions",
                to="films.deletion",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("film__isnull", True), ("deletion__isnull", True), _connector="XOR"
                ),
                name="revision_is_of_a_film_or_of_a_deleted_one",
            ),
        ),
        migrations.AddField(
            model_name="filmevent",
            name="deletion",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="events",
                to="films.deletion",
            ),
        ),
        migrations.AddField(
            model_name="filmevent",
            name="editor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="film_events",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who",
            ),
        ),
        migrations.AddField(
            model_name="filmevent",
            name="film",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="events",
                to="films.film",
            ),
        ),
        migrations.AddField(
            model_name="filmevent",
            name="revision",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="events",
                to="films.revision",
            ),
        ),
        migrations.AddConstraint(
            model_name="deletion",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="deletion_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="filmevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("film__isnull", True), ("deletion__isnull", True), _connector="XOR"
                ),
                name="film_event_is_of_a_film_or_of_a_deleted_one",
            ),
        ),
        migrations.RunPython(column_rules.renew("films"), migrations.RunPython.noop),
    ]
