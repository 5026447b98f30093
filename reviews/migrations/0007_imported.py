from django.db import migrations, models
from django.db.models import Count, Q


def count_imported(apps, schema_editor):
    """Count what was imported before it was counted apart."""
    review = apps.get_model("reviews", "Review")
    rating = apps.get_model("reviews", "FilmRating")
    read = Q(status="published", source="import") & ~Q(body="")
    counted = review.objects.filter(read).order_by().values_list("film_id")
    for film_id, number in counted.annotate(number=Count("pk")):
        rating.objects.filter(pk=film_id).update(imported=number)


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0006_choices"),
    ]

    operations = [
        migrations.AddField(
            model_name="filmrating",
            name="imported",
            field=models.PositiveIntegerField(default=0, verbose_name="of these from elsewhere"),
        ),
        migrations.RunPython(count_imported, migrations.RunPython.noop),
    ]
