from django.db import migrations

from films.column_rules import renew


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0005_prior_mean"),
    ]

    operations = [
        migrations.RunPython(renew("reviews"), migrations.RunPython.noop),
    ]
