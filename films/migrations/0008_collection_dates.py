from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("films", "0007_import_items"),
    ]

    operations = [
        migrations.AddField(
            model_name="collection",
            name="published_at",
            field=models.DateTimeField(
                blank=True,
                help_text="A time ahead schedules the collection; empty: as soon as it is published.",
                null=True,
                verbose_name="from when on",
            ),
        ),
        migrations.AddField(
            model_name="collection",
            name="until",
            field=models.DateTimeField(
                blank=True,
                help_text="Empty: for as long as you like.",
                null=True,
                verbose_name="until when",
            ),
        ),
        migrations.AddConstraint(
            model_name="collection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True),
                    ("published_at__isnull", True),
                    ("until__gt", models.F("published_at")),
                    _connector="OR",
                ),
                name="collection_ends_after_it_begins",
            ),
        ),
    ]
