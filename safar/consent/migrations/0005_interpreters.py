"""The register of interpreters, and information packs that were recorded."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0004_children"),
        ("people", "0003_tracing"),
    ]

    operations = [
        migrations.CreateModel(
            name="Interpreter",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.IntegerField(editable=False, unique=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
                ("name", models.TextField()),
                ("name_key", models.TextField()),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                ("gender", models.TextField(default="")),
                ("of_age", models.BooleanField()),
                ("born_in", models.IntegerField(null=True)),
                ("of_authority", models.BooleanField(default=False)),
                ("employer", models.TextField(default="")),
                ("one_off", models.BooleanField(default=False)),
                ("agreement_on", models.DateField(null=True)),
                ("telephone", models.TextField(default="")),
                ("ended_on", models.DateField(null=True)),
                ("registered_at", models.DateTimeField()),
                (
                    "registered_by",
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
                        condition=models.Q(("name", ""), _negated=True), name="v21_interpreter_has_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("gender__in", ["", "female", "male", "other"])),
                        name="consent_interpreter_gender",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InterpreterOffice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "interpreter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offices", to="consent.interpreter"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("interpreter", "office"), name="consent_interpreter_office_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="InterpreterLanguage",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "interpreter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="languages", to="consent.interpreter"
                    ),
                ),
                ("language", models.TextField()),
                ("reads", models.BooleanField(default=False)),
                ("ended_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("interpreter", "language"), name="consent_interpreter_language_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InterpreterConflict",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "interpreter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="conflicts", to="consent.interpreter"
                    ),
                ),
                ("kind", models.TextField()),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                ("from_on", models.DateField(null=True)),
                ("until_on", models.DateField(null=True)),
                ("note", models.TextField(default="")),
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
                            ("kind__in", ["family", "personal", "authority", "origin_state", "employer", "other"])
                        ),
                        name="consent_conflict_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["authority", "origin_state"]), ("person__isnull", False), _connector="OR"
                        ),
                        name="consent_conflict_about_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InterpreterRefusal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "interpreter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="refusals", to="consent.interpreter"
                    ),
                ),
                (
                    "traveller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interpreters_refused",
                        to="consent.traveller",
                    ),
                ),
                ("refuses", models.BooleanField()),
                ("said_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="InterpreterFinding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "interpreter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="consent.interpreter"
                    ),
                ),
                ("unfit", models.BooleanField()),
                ("unfit_from", models.DateTimeField()),
                ("found_at", models.DateTimeField()),
                (
                    "found_by",
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
                        condition=models.Q(("reason", ""), _negated=True), name="v21_finding_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unfit_from__lte", models.F("found_at"))), name="v21_unfit_before_found"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InterpreterBooking",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "interpreter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bookings", to="consent.interpreter"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
                ("booked_for", models.UUIDField(null=True)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("booked_at", models.DateTimeField()),
                (
                    "booked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "indexes": [models.Index(fields=["interpreter", "starts_at"], name="consent_booking_interpreter")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="consent_booking_times_in_order",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_at", None)),
                        fields=("booked_for",),
                        name="consent_booking_one_interpreter",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AudioPack",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recordings",
                        to="consent.informationpack",
                    ),
                ),
                ("voice", models.TextField()),
                ("content_type", models.TextField()),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("stored_as", models.UUIDField(unique=True)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
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
                        condition=models.Q(("size__gt", 0), models.Q(("voice", ""), _negated=True)),
                        name="consent_audio_whole",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="session",
            name="interpreter",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.interpreter"
            ),
        ),
        migrations.AddField(
            model_name="declaration",
            name="interpreter",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.interpreter"
            ),
        ),
        migrations.AddField(
            model_name="confirmation",
            name="interpreter",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.interpreter"
            ),
        ),
        migrations.RemoveConstraint(
            model_name="sessionperson",
            name="consent_session_manner",
        ),
        migrations.AddConstraint(
            model_name="sessionperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("manner__in", ["", "text", "read_aloud", "recorded_audio"])),
                name="consent_session_manner",
            ),
        ),
    ]
