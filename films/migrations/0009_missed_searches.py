from django.db import migrations, models

import films.models.line_field


class Migration(migrations.Migration):
    dependencies = [
        ("films", "0008_collection_dates"),
    ]

    operations = [
        migrations.CreateModel(
            name="MissedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("folded", films.models.line_field.LineField(max_length=240, unique=True)),
                ("words", films.models.line_field.LineField(max_length=80, verbose_name="words")),
                ("days", models.PositiveIntegerField(default=1, verbose_name="on how many days")),
                ("count", models.PositiveIntegerField(default=1, verbose_name="how often")),
                ("first_on", models.DateField(verbose_name="first on")),
                ("last_on", models.DateField(verbose_name="last on")),
            ],
            options={
                "verbose_name": "search without result",
                "verbose_name_plural": "searches without result",
                "ordering": ["-days", "-count", "-last_on", "-id"],
                "indexes": [
                    models.Index(
                        fields=["-days", "-count", "-last_on", "-id"],
                        name="missed_search_most_wanted",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("folded", ""), _negated=True),
                        name="missed_search_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("count__gte", models.F("days")), ("days__gte", 1)),
                        name="missed_search_happened",
                    ),
                ],
            },
        ),
    ]
