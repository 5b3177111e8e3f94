import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.manager
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import lscp.kernel.clock
import lscp.people.models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_address_changes"),
        ("people", "0002_unsent_text"),
        ("rapid_reviews", "0003_chronology_copies_and_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FindingOutcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "check_kind",
                    models.CharField(
                        choices=[
                            ("same_event", "The same event, told differently"),
                            ("knowing", "Who knew what, and when"),
                            ("not_seen", "The child was not seen"),
                            ("not_spoken", "The child was seen, but not spoken to alone"),
                            ("silent", "An agency that says nothing for a time"),
                            ("gap", "A long gap in the whole chronology"),
                        ],
                        max_length=20,
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("rows", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                (
                    "made",
                    models.CharField(
                        choices=[("discuss", "Worth discussing"), ("dismissed", "Dismissed")], max_length=20
                    ),
                ),
                ("made_at", models.DateTimeField(default=lscp.kernel.clock.now)),
                (
                    "content",
                    lscp.people.models.SealedField(
                        null=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.sealedvalue",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="finding_outcomes",
                        to="rapid_reviews.rapidreview",
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "pk"],
                "base_manager_name": "all_records",
                "default_manager_name": "all_records",
            },
            managers=[
                ("all_records", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="CheckSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("in_force_from", models.DateField()),
                ("same_event_days", models.PositiveSmallIntegerField()),
                ("told_days", models.PositiveSmallIntegerField()),
                ("knew_days", models.PositiveSmallIntegerField()),
                ("not_seen_days", models.PositiveSmallIntegerField()),
                ("unseen_days", models.PositiveSmallIntegerField()),
                ("not_spoken_days", models.PositiveSmallIntegerField()),
                ("silent_days", models.PositiveSmallIntegerField()),
                ("silent_rows", models.PositiveSmallIntegerField()),
                ("gap_days", models.PositiveSmallIntegerField()),
                ("set_at", models.DateTimeField(default=lscp.kernel.clock.now)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.partnership",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["partnership", "in_force_from", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gap_days__gte", 1),
                            ("knew_days__gte", 1),
                            ("not_seen_days__gte", 1),
                            ("not_spoken_days__gte", 1),
                            ("same_event_days__gte", 1),
                            ("silent_days__gte", 1),
                            ("silent_rows__gte", 1),
                            ("told_days__gte", 1),
                            ("unseen_days__gte", 1),
                        ),
                        name="check_settings_from_one",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checksettings",
            trigger=pgtrigger.compiler.Trigger(
                name="check_settings_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8c1ca8c4f7d97a4f7fd1d01daf84672da8c3faf1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_check_settings_stay_0f82a",
                    table="rapid_reviews_checksettings",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="findingoutcome",
            index=models.Index(fields=["review", "made_at"], name="finding_outcomes_of_review"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findingoutcome",
            trigger=pgtrigger.compiler.Trigger(
                name="finding_outcomes_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c631ddb5eb6fae36563333200315cf5935b45ec0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_finding_outcomes_stay_f6e98",
                    table="rapid_reviews_findingoutcome",
                    when="BEFORE",
                ),
            ),
        ),
    ]
