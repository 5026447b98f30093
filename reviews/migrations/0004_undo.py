from django.db import migrations, models

import films.models.line_field


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0003_reading"),
    ]

    operations = [
        migrations.AddField(
            model_name="moderationevent",
            name="before",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AlterField(
            model_name="moderationevent",
            name="action",
            field=films.models.line_field.LineField(
                choices=[
                    ("status", "Status changed"),
                    ("keep", "Looked at and kept as it is"),
                    ("revision", "Changed words decided"),
                    ("spoiler", "Folded up or unfolded"),
                    ("feature", "Picked or no longer picked"),
                    ("reply", "Answered"),
                    ("set_aside", "Set aside or counted again"),
                    ("move", "Moved to another film"),
                    ("erase", "Deleted for good"),
                ],
                default="status",
                max_length=10,
                verbose_name="what",
            ),
        ),
    ]
