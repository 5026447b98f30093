from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0007_imported"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="filmrating",
            index=models.Index(
                condition=models.Q(("count__gt", 0)),
                fields=["-count", "film"],
                name="film_rating_by_count",
            ),
        ),
    ]
