"""Recovery time and capacity for each decision."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0006_advisories"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="hold",
            name="about_member",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField("capacitydoubtsettled", "result", models.TextField(default="")),
        migrations.AddField("capacitydoubtsettled", "settler_name", models.TextField(default="")),
        migrations.AddField("capacitydoubtsettled", "sent_by", models.TextField(default="")),
        migrations.AddField("capacitydoubtsettled", "paper", models.TextField(default="")),
        migrations.AddField("capacitydoubtsettled", "authority_from", models.DateField(null=True)),
        migrations.AddField("capacitydoubtsettled", "valid_until", models.DateField(null=True)),
        migrations.RunSQL(
            "UPDATE consent_capacitydoubtsettled SET result = CASE WHEN can_decide THEN 'can' ELSE 'cannot' END",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name="capacitydoubtsettled",
            constraint=models.CheckConstraint(
                condition=models.Q(("sent_by__in", ["", "us", "person", "court", "lawyer", "public_service"])),
                name="v8_never_sent_by_hospital_or_insurer",
            ),
        ),
        migrations.AddConstraint(
            model_name="capacitydoubtsettled",
            constraint=models.CheckConstraint(
                condition=models.Q(("result__in", ["can", "with_support", "cannot", "decided_for"])),
                name="consent_capacity_result",
            ),
        ),
        migrations.AddConstraint(
            model_name="capacitydoubtsettled",
            constraint=models.CheckConstraint(
                condition=~models.Q(result="decided_for")
                | ~models.Q(settler_name="")
                & ~models.Q(paper="")
                & models.Q(authority_from__isnull=False, authority_from__lte=models.F("settled_on")),
                name="v8_decision_maker_paper",
            ),
        ),
        migrations.CreateModel(
            name="RecoveryPeriod",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("started_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("source_id", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "begun_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "traveller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recovery_periods",
                        to="consent.traveller",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_at__gt", models.F("started_at"))), name="v6_recovery_order"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="RecoveryEnd",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("ended_at", models.DateTimeField()),
                ("spoke_alone_at", models.DateTimeField()),
                ("wish", models.TextField()),
                ("identification", models.TextField()),
                ("identified_by", models.TextField(default="")),
                ("note", models.TextField(default="")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "ended_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="talks", to="consent.recoveryperiod"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("wish__in", ["go_on", "stay", "undecided"])), name="consent_recovery_wish"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("identification__in", ["identified", "not_identified", "declined", "no_indication"])
                        ),
                        name="consent_identification",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="DecisionSupport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("about", models.TextField(default="return")),
                ("given_at", models.DateTimeField()),
                ("supporter_name", models.TextField()),
                ("supporter_kind", models.TextField()),
                ("how", models.TextField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "traveller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="supports", to="consent.traveller"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "supporter_kind__in",
                                ["chosen_person", "advocate", "social_worker", "sign_interpreter", "psychologist"],
                            )
                        ),
                        name="v8_supporter_kind",
                    )
                ]
            },
        ),
    ]
