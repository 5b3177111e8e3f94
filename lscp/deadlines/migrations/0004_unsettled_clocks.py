from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("deadlines", "0003_new_information_and_ways_back"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                condition=models.Q(
                    ("cancelled_at", None),
                    ("is_live", True),
                    models.Q(
                        ("met_at", None),
                        models.Q(("late_reason", ""), ("met_at__gt", models.F("due_at"))),
                        _connector="OR",
                    ),
                ),
                fields=["due_at", "id", "partnership"],
                name="unsettled_clocks",
            ),
        ),
    ]
