"""The tables of consent."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("people", "0001_initial"),
        ("programmes", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChainSalt",
            fields=[
                ("row_id", models.UUIDField(primary_key=True, serialize=False)),
                ("salt", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="DeathReport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reported_at", models.DateTimeField()),
                ("source", models.TextField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="DeathAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("confirmed", models.BooleanField()),
                ("answered_at", models.DateTimeField()),
                ("paper", models.TextField(default="")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="consent.deathreport"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DeclarationText",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("programme_code", models.TextField()),
                ("language", models.TextField()),
                ("version", models.IntegerField()),
                ("body", models.TextField()),
                ("origin", models.TextField()),
                ("current_from", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                ("approved_by_name", models.TextField(default="")),
                ("approved_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme_code", "language", "version"), name="consent_text_version_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at__isnull", True)),
                        fields=("programme_code", "language"),
                        name="consent_text_one_current",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_at__isnull", True),
                            models.Q(("approved_by_name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="consent_text_approved_by_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["original", "translation"])), name="consent_text_origin"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("raised_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("reason", models.TextField(default="")),
                ("source_id", models.UUIDField(null=True)),
                (
                    "raised_by",
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
            name="HoldRelease",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("released_at", models.DateTimeField()),
                ("spoke_alone_at", models.DateTimeField(null=True)),
                ("note", models.TextField(default="")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "hold",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="release", to="consent.hold"
                    ),
                ),
                (
                    "released_by",
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
            name="InformationPack",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("programme_code", models.TextField()),
                ("language", models.TextField()),
                ("version", models.IntegerField()),
                ("topics", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("body", models.TextField()),
                ("origin", models.TextField()),
                ("current_from", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                ("approved_by_name", models.TextField(default="")),
                ("approved_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme_code", "language", "version"), name="consent_pack_version_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at__isnull", True)),
                        fields=("programme_code", "language"),
                        name="consent_pack_one_current",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_at__isnull", True),
                            models.Q(("approved_by_name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="consent_pack_approved_by_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["original", "translation"])), name="consent_pack_origin"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Declaration",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("language", models.TextField()),
                ("interpreter_name", models.TextField(default="")),
                ("no_interpreter_needed", models.BooleanField(default=False)),
                ("manner", models.TextField()),
                ("place", models.TextField()),
                ("witness_name", models.TextField()),
                ("witness_relation", models.TextField()),
                ("signed_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("late", models.BooleanField(default=False)),
                ("copy_answer", models.TextField(default="")),
                ("reading_aloud_answer", models.TextField(default="")),
                ("shortened_by_person", models.BooleanField(default=False)),
                ("shortened_reason", models.TextField(default="")),
                ("legal_advice_offered", models.BooleanField(default=False)),
                ("basis", models.TextField(default="")),
                ("return_country", models.TextField(default="")),
                ("return_place", models.TextField(default="")),
                ("promised_digest", models.TextField(default="")),
                (
                    "office",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
                (
                    "programme_version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.programmeversion",
                    ),
                ),
                (
                    "second_officer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.declarationtext"
                    ),
                ),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.informationpack"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Journey",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("host_country", models.CharField(max_length=2)),
                ("return_country", models.CharField(max_length=2)),
                ("return_place", models.TextField(default="")),
                ("promised_digest", models.TextField(default="")),
                ("arranged_by_us", models.BooleanField(default=True)),
                ("programme_code", models.TextField(default="")),
                ("basis", models.TextField(default="")),
                ("reflection_hours", models.IntegerField(default=0)),
                ("lapse_days", models.IntegerField(default=0)),
                ("reconfirm_hours", models.IntegerField(default=0)),
                ("reconfirm_delay_hours", models.IntegerField(default=0)),
                ("late_entry_days", models.IntegerField(default=0)),
                ("removal_date_days", models.IntegerField(default=0)),
                ("child_asked_from_age", models.IntegerField(default=0)),
                (
                    "required_topics",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "irreversible_steps",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("turn", models.IntegerField(default=0)),
                ("opened_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "offered_to",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
                (
                    "programme_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programmeversion"
                    ),
                ),
                (
                    "sent_from",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LateEntry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("row_id", models.UUIDField()),
                ("stated_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("note", models.TextField(default="")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
                (
                    "reviewed_by",
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
            name="Permit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("basis", models.TextField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("in_force", "In Force"),
                            ("held", "Held"),
                            ("used", "Used"),
                            ("withdrawn", "Withdrawn"),
                            ("lapsed", "Lapsed"),
                        ]
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("lapses_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "declaration",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="permits",
                        to="consent.declaration",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "rests_on",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="consent.permit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PermitRenewal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("renewed_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "declaration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.declaration"
                    ),
                ),
                (
                    "permit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="renewals", to="consent.permit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("held_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("late", models.BooleanField(default=False)),
                ("minutes", models.IntegerField(null=True)),
                ("purpose", models.TextField(default="first")),
                ("language", models.TextField()),
                ("interpreter_name", models.TextField(default="")),
                ("interpreter_mode", models.TextField(default="")),
                ("no_interpreter_needed", models.BooleanField(default=False)),
                ("place_kind", models.TextField(default="office")),
                ("place", models.TextField(default="")),
                ("motive", models.TextField(default="")),
                ("heard_of_us", models.TextField(default="")),
                ("options_explained", models.TextField(default="")),
                ("note", models.TextField(default="")),
                (
                    "counsellor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "journey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sessions", to="consent.journey"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("in_sight", models.BooleanField()),
                ("in_hearing", models.BooleanField()),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="presences", to="consent.session"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="declaration",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="declarations", to="consent.session"
            ),
        ),
        migrations.CreateModel(
            name="SessionPerson",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("alone", models.BooleanField()),
                ("decision", models.TextField(default="considering")),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("manner", models.TextField(default="")),
                ("understood", models.BooleanField(default=False)),
                ("consequences_told", models.BooleanField(default=False)),
                (
                    "own_words",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("travel_document", models.TextField(default="")),
                ("debts", models.TextField(default="")),
                ("lodging", models.TextField(default="")),
                (
                    "pack",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="consent.informationpack",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="people", to="consent.session"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Screen",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("threat", models.BooleanField(default=False)),
                ("someone_answers", models.BooleanField(default=False)),
                ("trafficking_signs", models.BooleanField(default=False)),
                ("document_held", models.BooleanField(default=False)),
                ("pressure_spouse", models.BooleanField(default=False)),
                ("pressure_family", models.BooleanField(default=False)),
                ("pressure_employer", models.BooleanField(default=False)),
                ("pressure_hospital", models.BooleanField(default=False)),
                ("detention", models.BooleanField(default=False)),
                ("removal_date", models.BooleanField(default=False)),
                ("debt", models.BooleanField(default=False)),
                ("destitution", models.BooleanField(default=False)),
                ("note", models.TextField(default="")),
                ("result", models.TextField(default="")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "session_person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="screens", to="consent.sessionperson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Traveller",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "going",
                    models.TextField(
                        choices=[("going", "Going"), ("stays", "Stays"), ("struck", "Struck")], default="going"
                    ),
                ),
                ("struck_reason", models.TextField(default="")),
                ("struck_at", models.DateTimeField(null=True)),
                ("cannot_read", models.BooleanField(default=False)),
                ("ask_again_since", models.DateTimeField(null=True)),
                ("added_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "journey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="travellers", to="consent.journey"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="sessionperson",
            name="traveller",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="sessions", to="consent.traveller"
            ),
        ),
        migrations.CreateModel(
            name="RefoulementDoubt",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("raised_at", models.DateTimeField()),
                ("note", models.TextField(default="")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "traveller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refoulement_doubts",
                        to="consent.traveller",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="permit",
            name="traveller",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="permits", to="consent.traveller"
            ),
        ),
        migrations.CreateModel(
            name="PastDeclaration",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("signed_on", models.DateField()),
                ("source", models.TextField()),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("note", models.TextField(default="")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "traveller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="past_declarations",
                        to="consent.traveller",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ParentalConsent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("given_by_name", models.TextField(default="")),
                ("given_at", models.DateTimeField()),
                ("paper", models.TextField(default="")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parental_consents",
                        to="consent.traveller",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NotTravelled",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("planned_at", models.DateTimeField()),
                ("outcome", models.TextField()),
                ("next_step", models.TextField(default="")),
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
                (
                    "traveller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="not_travelled",
                        to="consent.traveller",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NotReached",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("since", models.DateTimeField()),
                ("attempts", models.IntegerField(default=1)),
                ("reached_again_at", models.DateTimeField(null=True)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "traveller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="not_reached", to="consent.traveller"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="JourneyStop",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("said_at", models.DateTimeField()),
                ("place", models.TextField(default="")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "traveller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stops", to="consent.traveller"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IrreversibleStep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.TextField()),
                ("explained_at", models.DateTimeField()),
                ("acknowledged_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "traveller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="consent.traveller"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="hold",
            name="traveller",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="consent.traveller"
            ),
        ),
        migrations.CreateModel(
            name="FailedStep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("failed_at", models.DateTimeField()),
                ("because", models.TextField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "step",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="failed",
                        to="consent.irreversiblestep",
                    ),
                ),
                (
                    "traveller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="failed_steps", to="consent.traveller"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DetentionPosition",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("in_detention", models.BooleanField()),
                ("removal_on", models.DateField(null=True)),
                ("stated_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "traveller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="detention_positions",
                        to="consent.traveller",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Departure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("permit_state", models.TextField(default="in_force")),
                ("planned_at", models.DateTimeField(null=True)),
                ("departed_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("late", models.BooleanField(default=False)),
                ("place", models.TextField()),
                ("way", models.TextField(default="air")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "permit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.permit"
                    ),
                ),
                (
                    "traveller",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="departure", to="consent.traveller"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DeclarationChild",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "declaration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="children", to="consent.declaration"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.traveller"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="declaration",
            name="traveller",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="declarations", to="consent.traveller"
            ),
        ),
        migrations.AddField(
            model_name="deathreport",
            name="traveller",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="death_reports", to="consent.traveller"
            ),
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("which", models.TextField()),
                ("alone", models.BooleanField()),
                ("asked_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("late", models.BooleanField(default=False)),
                ("answer", models.TextField()),
                ("place", models.TextField(default="")),
                ("interpreter_name", models.TextField(default="")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "traveller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="consent.traveller",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CapacityDoubt",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("about", models.TextField(default="return")),
                ("raised_on", models.DateField()),
                ("source", models.TextField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "traveller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="capacity_doubts",
                        to="consent.traveller",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AsylumPosition",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("status", models.TextField()),
                ("advice", models.TextField(default="")),
                ("advice_on", models.DateField(null=True)),
                ("wishes_origin_contact", models.BooleanField(default=False)),
                ("stated_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "traveller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asylum_positions",
                        to="consent.traveller",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("outcome", models.TextField()),
                ("arrived_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("place", models.TextField(default="")),
                ("met_by", models.TextField(default="")),
                (
                    "recorded_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="arrivals", to="consent.traveller"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AmberMeasure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("measure", models.TextField()),
                ("done_at", models.DateTimeField()),
                ("note", models.TextField(default="")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "traveller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="measures", to="consent.traveller"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("said_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("late", models.BooleanField(default=False)),
                ("channel", models.TextField()),
                ("by_traveller_self", models.BooleanField()),
                ("consequences_told", models.BooleanField(default=False)),
                (
                    "recorded_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="withdrawals", to="consent.traveller"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CapacityDoubtSettled",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("settled_by", models.TextField()),
                ("settler_kind", models.TextField()),
                ("settled_on", models.DateField()),
                ("can_decide", models.BooleanField()),
                ("note", models.TextField(default="")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "doubt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="settled", to="consent.capacitydoubt"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("settled_by__in", ["assessment", "legal_decision_maker"])),
                        name="consent_doubt_settled_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settler_kind__in", ["psychologist", "psychiatrist", "doctor", "court", "guardian"])
                        ),
                        name="v8_never_hospital_or_insurer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChainLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.IntegerField()),
                ("kind", models.TextField()),
                ("row_id", models.UUIDField(unique=True)),
                ("digest", models.TextField()),
                ("previous", models.TextField()),
                ("link", models.TextField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("office", "number"), name="consent_chain_number_once")],
            },
        ),
        migrations.CreateModel(
            name="RefoulementDecision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("decided_at", models.DateTimeField()),
                ("decision", models.TextField()),
                ("note", models.TextField(default="")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "doubt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="consent.refoulementdoubt",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("decision__in", ["may_go", "declined"])),
                        name="consent_refoulement_decision",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ScreenClearance",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("spoke_at", models.DateTimeField()),
                ("alone", models.BooleanField()),
                ("outcome", models.TextField()),
                ("note", models.TextField(default="")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "screen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="clearances", to="consent.screen"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["cleared", "stays_held"])), name="consent_clearance_outcome"
                    ),
                    models.CheckConstraint(condition=models.Q(("alone", True)), name="v6_cleared_alone"),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("interpreter_name", ""), _negated=True), ("no_interpreter_needed", True), _connector="OR"
                ),
                name="v3_interpreter_or_none_needed",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("place_kind__in", ["office", "detention", "remote", "home"])),
                name="consent_session_place_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "interpreter",
                            "spouse",
                            "family",
                            "guardian",
                            "lawyer",
                            "court",
                            "social_service",
                            "police",
                            "detention",
                            "immigration",
                            "origin_state",
                            "other",
                        ],
                    )
                ),
                name="consent_presence_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="traveller",
            constraint=models.UniqueConstraint(fields=("journey", "person"), name="consent_traveller_once"),
        ),
        migrations.AddConstraint(
            model_name="traveller",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("going", "going"),
                    models.Q(models.Q(("struck_reason", ""), _negated=True), ("struck_at__isnull", False)),
                    _connector="OR",
                ),
                name="consent_traveller_struck_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="traveller",
            constraint=models.CheckConstraint(
                condition=models.Q(("going__in", ["going", "stays", "struck"])), name="consent_traveller_going"
            ),
        ),
        migrations.AddConstraint(
            model_name="sessionperson",
            constraint=models.UniqueConstraint(fields=("session", "traveller"), name="consent_session_person_once"),
        ),
        migrations.AddConstraint(
            model_name="sessionperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision__in", ["yes", "no", "considering"])), name="consent_session_decision"
            ),
        ),
        migrations.AddConstraint(
            model_name="sessionperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("manner__in", ["", "text", "read_aloud"])), name="consent_session_manner"
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.UniqueConstraint(fields=("id", "state"), name="consent_permit_id_state"),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["in_force", "held"])),
                fields=("person",),
                name="consent_permit_one_live",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(("declaration__isnull", True), ("rests_on__isnull", True), _connector="OR"),
                name="consent_permit_rests_on_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["in_force", "held", "used", "withdrawn", "lapsed"])),
                name="consent_permit_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="parentalconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["parent_consent", "sole_paper", "best_interest_decision", "dissent"])),
                name="consent_parental_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="parentalconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["sole_paper", "best_interest_decision"]),
                    ("given_by__isnull", False),
                    models.Q(("given_by_name", ""), _negated=True),
                    _connector="OR",
                ),
                name="v16_consent_has_a_giver",
            ),
        ),
        migrations.AddConstraint(
            model_name="parentalconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "dissent"), models.Q(("paper", ""), _negated=True), _connector="OR"),
                name="v16_consent_names_its_paper",
            ),
        ),
        migrations.AddConstraint(
            model_name="nottravelled",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "outcome__in",
                        [
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
                        ],
                    )
                ),
                name="consent_not_travelled_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="irreversiblestep",
            constraint=models.UniqueConstraint(fields=("traveller", "code"), name="consent_step_once"),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "message_from_other",
                            "red_screen",
                            "dependant_of_withdrawn",
                            "death_reported",
                            "not_sure",
                            "capacity_doubt",
                            "refoulement_doubt",
                            "protection",
                        ],
                    )
                ),
                name="consent_hold_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="declarationchild",
            constraint=models.UniqueConstraint(fields=("declaration", "child"), name="consent_child_named_once"),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.CheckConstraint(
                condition=models.Q(("manner__in", ["signature", "thumbprint", "recorded_voice", "witnessed_mark"])),
                name="v1_manner",
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "witness_relation__in",
                        ["colleague", "lawyer", "social_worker", "community", "other_organisation", "other"],
                    ),
                    models.Q(("witness_name", ""), _negated=True),
                ),
                name="v1_witness",
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("interpreter_name", ""), _negated=True), ("no_interpreter_needed", True), _connector="OR"
                ),
                name="v1_interpreter_or_none_needed",
            ),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(("which__in", ["before", "at_departure"])), name="consent_confirmation_which"
            ),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["still_yes", "not_sure", "no"])), name="consent_confirmation_answer"
            ),
        ),
        migrations.AddConstraint(
            model_name="asylumposition",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["none", "open_claim", "open_appeal", "closed"])),
                name="consent_asylum_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="asylumposition",
            constraint=models.CheckConstraint(
                condition=models.Q(("advice__in", ["", "taken", "declined_in_writing"])), name="consent_asylum_advice"
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "outcome__in",
                        [
                            "met",
                            "not_met",
                            "unconfirmed",
                            "refused_entry",
                            "sent_back",
                            "journey_stopped",
                            "missing",
                            "died",
                        ],
                    )
                ),
                name="consent_arrival_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="ambermeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(("measure__in", ["advice_offered", "private_place", "second_confirmation"])),
                name="consent_measure_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("by_traveller_self", True)), name="v4_only_the_person_withdraws"
            ),
        ),
    ]
