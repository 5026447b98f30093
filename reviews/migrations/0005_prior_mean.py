from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0004_undo'),
    ]

    operations = [
        migrations.AddField(
            model_name='filmrating',
            name='prior_mean',
            field=models.FloatField(default=6.5, editable=False),
        ),
    ]
