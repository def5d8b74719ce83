"""Stations, legs, outcomes, delays, duties, and what is reported from the airport."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import safar.movements.types.codes


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0005_office_telephone"),
        ("cases", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Leg",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("permit_id", models.UUIDField()),
                ("permit_state", models.TextField(default="in_force")),
                ("position", models.PositiveSmallIntegerField(default=1)),
                ("way", models.TextField()),
                ("from_place", models.TextField()),
                ("to_place", models.TextField()),
                ("from_zone", models.TextField(default="UTC")),
                ("to_zone", models.TextField(default="UTC")),
                ("carrier", models.TextField(blank=True, default="")),
                ("number", models.TextField(blank=True, default="")),
                ("leaves_at", models.DateTimeField()),
                ("arrives_at", models.DateTimeField(null=True)),
                ("expected_leaves_at", models.DateTimeField()),
                ("expected_arrives_at", models.DateTimeField(null=True)),
                ("state", models.TextField(default=safar.movements.types.codes.LegState["PLANNED"])),
                ("state_since", models.DateTimeField()),
                ("dropped_at", models.DateTimeField(null=True)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "itinerary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.itinerary"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.member"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Delay",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("said_at", models.DateTimeField()),
                ("leaves_at", models.DateTimeField()),
                ("arrives_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True, default="")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "leg",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="delays", to="movements.leg"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("value", models.TextField(blank=True, default="")),
                ("alone", models.BooleanField(null=True)),
                ("amount", models.IntegerField(null=True)),
                ("currency", models.TextField(blank=True, default="")),
                ("receipt", models.TextField(blank=True, default="")),
                ("stated_at", models.DateTimeField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "leg",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="movements.leg"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("result", models.TextField()),
                ("code", models.TextField(blank=True, default="")),
                ("params", models.JSONField(default=dict)),
                ("settled_at", models.DateTimeField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="settlement", to="movements.report"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SplitWish",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("given_at", models.DateTimeField()),
                ("paper", models.TextField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "member",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.member"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Station",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.TextField()),
                ("name", models.TextField()),
                ("timezone", models.TextField(default="UTC")),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="leg",
            name="from_station",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="movements.station"
            ),
        ),
        migrations.AddField(
            model_name="leg",
            name="to_station",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="movements.station"
            ),
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("code", models.TextField(blank=True, default="")),
                ("params", models.JSONField(default=dict)),
                ("stated_at", models.DateTimeField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("settled_at", models.DateTimeField(null=True)),
                ("finding", models.TextField(blank=True, default="")),
                ("words", models.TextField(blank=True, default="")),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "member",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.member"),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "leg",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="incidents", to="movements.leg"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "departure_refused",
                                    "answer_refused",
                                    "no_and_boarded",
                                    "boarded_and_not",
                                    "cash_twice",
                                ],
                            )
                        ),
                        name="movements_incident_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finding", ""), ("settled_at", None)),
                            models.Q(
                                ("finding__in", ["left", "did_not_leave", "put_right"]),
                                ("settled_at__isnull", False),
                                models.Q(("words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="movements_incident_settled_with_finding",
                    ),
                    models.UniqueConstraint(fields=("leg", "kind", "code"), name="movements_incident_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.TextField()),
                ("due_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("note", models.TextField(blank=True, default="")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "delay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="duties", to="movements.delay"
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "leg",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="duties", to="movements.leg"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("code__in", ["receiver_told", "papers_checked", "food", "telephone", "medicine", "room"])
                        ),
                        name="movements_duty_code_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("done_at", None)), fields=("leg", "code"), name="movements_duty_once_open"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("old", models.TextField()),
                ("new", models.TextField()),
                ("stated_at", models.DateTimeField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("reason", models.TextField(blank=True, default="")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "leg",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="outcomes", to="movements.leg"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["leg", "recorded_at"], name="movements_outcome_leg")],
            },
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["leg", "stated_at"], name="movements_report_leg"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["papers", "cash", "asked", "boarded", "not_boarded", "arrived"])),
                name="movements_report_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "cash"), _negated=True),
                    models.Q(("amount__gt", 0), ("currency__regex", "^[A-Z]{3}$")),
                    _connector="OR",
                ),
                name="movements_report_cash_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "asked"), _negated=True),
                    models.Q(("alone__isnull", False), ("value__in", ["yes", "not_sure", "no"])),
                    _connector="OR",
                ),
                name="movements_report_answer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(("result__in", ["done", "outdone", "refused"])),
                name="movements_settlement_result_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="splitwish",
            constraint=models.CheckConstraint(
                condition=models.Q(("paper", ""), _negated=True), name="movements_split_wish_on_paper"
            ),
        ),
        migrations.AddConstraint(
            model_name="station",
            constraint=models.UniqueConstraint(fields=("office", "code"), name="movements_station_once"),
        ),
        migrations.AddConstraint(
            model_name="station",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("code", ""), _negated=True), models.Q(("name", ""), _negated=True)),
                name="movements_station_named",
            ),
        ),
        migrations.AddIndex(
            model_name="leg",
            index=models.Index(fields=["expected_leaves_at"], name="movements_leg_leaves"),
        ),
        migrations.AddIndex(
            model_name="leg",
            index=models.Index(fields=["member", "position"], name="movements_leg_member"),
        ),
        migrations.AddIndex(
            model_name="leg",
            index=models.Index(fields=["state"], name="movements_leg_state"),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "planned",
                            "held",
                            "ticketed",
                            "confirmed",
                            "boarded",
                            "did_not_appear",
                            "late",
                            "changed_mind",
                            "ill",
                            "denied_papers",
                            "denied_fitness",
                            "overbooked",
                            "refused_exit",
                            "detained",
                            "transport_failed",
                            "removed_by_state",
                            "delayed",
                            "diverted",
                            "hospitalised",
                            "journey_stopped",
                            "missing",
                            "died",
                            "arrived_met",
                            "arrived_not_met",
                            "unconfirmed",
                            "refused_entry",
                            "sent_back",
                            "disputed",
                        ],
                    )
                ),
                name="movements_leg_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.CheckConstraint(
                condition=models.Q(("arrives_at", None), ("arrives_at__gt", models.F("leaves_at")), _connector="OR"),
                name="movements_leg_times_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dropped_at", None)),
                fields=("itinerary", "position"),
                name="movements_leg_one_each",
            ),
        ),
    ]
