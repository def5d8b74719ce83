"""Advisories and halts, the words to tell them, and who was told."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0005_interpreters"),
    ]

    operations = [
        migrations.CreateModel(
            name="Advisory",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("country", models.CharField(max_length=2)),
                (
                    "areas",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "profiles",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("level", models.TextField()),
                ("from_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
                ("source", models.TextField()),
                ("reason", models.TextField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("issued_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["information", "caution", "halt"])), name="v18_level"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True), models.Q(("reason", ""), _negated=True)
                        ),
                        name="v18_reason_and_source",
                    ),
                    models.CheckConstraint(condition=models.Q(("country__regex", "^[A-Z]{2}$")), name="v18_country"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "profiles__contained_by",
                                [
                                    "women_alone",
                                    "children",
                                    "single_parents",
                                    "older_people",
                                    "ethnic_minority",
                                    "religious_minority",
                                    "former_officials",
                                    "security_forces",
                                    "journalists",
                                    "human_rights",
                                    "teachers",
                                    "lgbti",
                                    "medical_need",
                                    "disability",
                                ],
                            )
                        ),
                        name="v18_profiles_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_at", None), ("until_at__gt", models.F("from_at")), _connector="OR"),
                        name="v18_dates_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdvisoryWords",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "advisory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="words", to="consent.advisory"
                    ),
                ),
                ("why", models.TextField()),
                ("language", models.TextField()),
                ("text", models.TextField()),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("why__in", ["issued", "lifted"]), models.Q(("text", ""), _negated=True)),
                        name="v18_words",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AdvisoryLifting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "advisory",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lifting", to="consent.advisory"
                    ),
                ),
                ("lifted_at", models.DateTimeField()),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reason", models.TextField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="v18_lifted_with_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AdvisoryTelling",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "advisory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tellings", to="consent.advisory"
                    ),
                ),
                (
                    "traveller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advisory_tellings",
                        to="consent.traveller",
                    ),
                ),
                ("why", models.TextField()),
                ("first_to_last", models.TextField()),
                ("arose_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "indexes": [models.Index(fields=["traveller"], name="consent_telling_traveller")],
                "constraints": [
                    models.UniqueConstraint(fields=("advisory", "traveller", "why"), name="consent_telling_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_to_last__in", ["moving", "soon", "rest"]), ("why__in", ["issued", "lifted"])
                        ),
                        name="consent_telling_codes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdvisoryTold",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "telling",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="told", to="consent.advisorytelling"
                    ),
                ),
                ("told_at", models.DateTimeField()),
                (
                    "told_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("language", models.TextField()),
                ("channel", models.TextField()),
                ("said", models.TextField(default="")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("language", ""), _negated=True), models.Q(("channel", ""), _negated=True)
                        ),
                        name="v18_told_how",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TravellerProfile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "traveller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="profiles", to="consent.traveller"
                    ),
                ),
                ("profile", models.TextField()),
                ("fits", models.BooleanField()),
                ("noted_at", models.DateTimeField()),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "profile__in",
                                [
                                    "ethnic_minority",
                                    "religious_minority",
                                    "former_officials",
                                    "security_forces",
                                    "journalists",
                                    "human_rights",
                                    "teachers",
                                    "lgbti",
                                    "medical_need",
                                    "disability",
                                ],
                            )
                        ),
                        name="v18_profile_told",
                    )
                ],
            },
        ),
    ]
