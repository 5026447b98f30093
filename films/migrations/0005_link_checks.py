from django.db import migrations, models

import films.models.address_field
import films.models.line_field


class Migration(migrations.Migration):
    dependencies = [
        ("films", "0004_previews"),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "url",
                    films.models.address_field.AddressField(
                        blank=True, max_length=500, unique=True, verbose_name="address"
                    ),
                ),
                (
                    "host",
                    films.models.line_field.LineField(
                        blank=True,
                        db_index=True,
                        editable=False,
                        max_length=255,
                        verbose_name="host",
                    ),
                ),
                (
                    "state",
                    films.models.line_field.LineField(
                        choices=[
                            ("waiting", "Not checked yet"),
                            ("good", "Answers"),
                            ("moved", "Has moved"),
                            ("gone", "Not there any more"),
                            ("failing", "Does not answer"),
                            ("unclear", "Does not let us look"),
                            ("refused", "Not asked"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "status_code",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="answer"),
                ),
                (
                    "words",
                    films.models.line_field.LineField(
                        blank=True, max_length=300, verbose_name="what was found"
                    ),
                ),
                (
                    "final_url",
                    films.models.line_field.LineField(
                        blank=True, max_length=2000, verbose_name="leads to"
                    ),
                ),
                ("uses", models.PositiveIntegerField(default=0, verbose_name="places")),
                ("seen_at", models.DateTimeField(verbose_name="last seen on our pages")),
                ("asked_at", models.DateTimeField(blank=True, null=True, verbose_name="asked at")),
                (
                    "checked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="checked at"),
                ),
                ("due_at", models.DateTimeField(db_index=True, verbose_name="next check")),
                (
                    "failures",
                    models.PositiveSmallIntegerField(default=0, verbose_name="failures in a row"),
                ),
                (
                    "failing_since",
                    models.DateTimeField(blank=True, null=True, verbose_name="failing since"),
                ),
            ],
            options={
                "verbose_name": "link",
                "verbose_name_plural": "links",
                "ordering": ["url"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("url", ""), _negated=True),
                        name="link_check_has_an_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("failures", 0), ("failing_since__isnull", False), _connector="XOR"
                        ),
                        name="link_check_failing_has_a_beginning",
                    ),
                ],
            },
        ),
    ]
