from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("films", "0009_missed_searches"),
    ]

    operations = [
        # SQLite never took it: a query's list of values is no proof of an index's.
        migrations.RemoveIndex(model_name="film", name="film_desk"),
        migrations.AddIndex(
            model_name="film",
            index=models.Index(
                condition=models.Q(("status", "draft")),
                fields=["author", "-updated_at"],
                name="film_own_drafts",
            ),
        ),
        migrations.AddIndex(
            model_name="film",
            index=models.Index(
                condition=models.Q(("status", "review")),
                fields=["updated_at"],
                name="film_in_review",
            ),
        ),
        migrations.AddIndex(
            model_name="film",
            index=models.Index(
                condition=models.Q(("draft_of__isnull", False)),
                fields=["-updated_at"],
                name="film_working_copies",
            ),
        ),
        migrations.AddIndex(
            model_name="film",
            index=models.Index(
                condition=models.Q(("fault_count__gt", 0)),
                fields=["-fault_count", "completeness"],
                name="film_most_faults",
            ),
        ),
        migrations.AddIndex(
            model_name="filmevent",
            index=models.Index(
                condition=models.Q(("verb", "returned")),
                fields=["-id"],
                name="film_event_returned",
            ),
        ),
        migrations.AddIndex(
            model_name="linkcheck",
            index=models.Index(
                condition=models.Q(("state", "gone")),
                fields=["-uses", "id"],
                name="link_check_dead",
            ),
        ),
        migrations.AddIndex(
            model_name="offer",
            index=models.Index(
                condition=models.Q(("checked_on__isnull", False)),
                fields=["checked_on", "film"],
                name="offer_longest_unchecked",
            ),
        ),
        migrations.AddIndex(
            model_name="offer",
            index=models.Index(
                condition=models.Q(("until__isnull", False)),
                fields=["until", "film"],
                name="offer_over",
            ),
        ),
        migrations.AddIndex(
            model_name="score",
            index=models.Index(
                condition=models.Q(("checked_on__isnull", False)),
                fields=["checked_on", "film"],
                name="score_longest_unread",
            ),
        ),
    ]
