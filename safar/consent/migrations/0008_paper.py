"""Declarations transcribed from paper."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0007_protection"),
        ("accounts", "0003_roles"),
        ("people", "0001_initial"),
        ("programmes", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="BlankSet",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("language", models.TextField()),
                ("issued_to", models.TextField()),
                ("issued_at", models.DateTimeField()),
                ("due_back_on", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
        ),
        migrations.CreateModel(
            name="BlankSheet",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("place", models.IntegerField()),
                ("number", models.TextField()),
                (
                    "blank_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="consent.blankset"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DeclarationPresence",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("in_sight", models.BooleanField()),
                ("in_hearing", models.BooleanField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "declaration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="presences", to="consent.declaration"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PaperDeclaration",
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
                ("copy_answer", models.TextField(default="")),
                ("reading_aloud_answer", models.TextField(default="")),
                ("shortened_by_person", models.BooleanField(default=False)),
                ("shortened_reason", models.TextField(default="")),
                ("legal_advice_offered", models.BooleanField(default=False)),
                (
                    "children",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                (
                    "in_sight",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "in_hearing",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("entered_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.informationpack"
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.session"
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.declarationtext"
                    ),
                ),
                (
                    "traveller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="consent.traveller"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PaperCheck",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("checked_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("signed_at", models.DateTimeField()),
                ("held_on", models.DateField()),
                ("language", models.TextField()),
                ("manner", models.TextField()),
                ("witness_name", models.TextField()),
                ("interpreter_name", models.TextField(default="")),
                (
                    "lines",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "differences",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "scans",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "checked_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.traveller"
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_made",
                        to="consent.paperdeclaration",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BlankUse",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("part", models.TextField()),
                ("said_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("note", models.TextField(default="")),
                (
                    "said_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.session"
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="consent.blanksheet"
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="blank_uses",
                        to="consent.paperdeclaration",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="declaration",
            name="paper",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="declaration",
                to="consent.paperdeclaration",
            ),
        ),
        migrations.CreateModel(
            name="PaperReach",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("outcome", models.TextField()),
                ("spoke_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("alone", models.BooleanField(default=False)),
                ("channel", models.TextField(default="")),
                ("language", models.TextField(default="")),
                ("interpreter_name", models.TextField(default="")),
                ("no_interpreter_needed", models.BooleanField(default=False)),
                ("note", models.TextField(default="")),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.safecontact",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reaches",
                        to="consent.paperdeclaration",
                    ),
                ),
                (
                    "spoke_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.traveller"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PaperScan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("page", models.IntegerField()),
                ("media_type", models.TextField()),
                ("content", models.BinaryField()),
                ("digest", models.TextField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scans", to="consent.paperdeclaration"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="blankset",
            constraint=models.CheckConstraint(
                condition=models.Q(("issued_to", ""), _negated=True), name="consent_blanks_issued_to"
            ),
        ),
        migrations.AddConstraint(
            model_name="blanksheet",
            constraint=models.UniqueConstraint(fields=("number",), name="consent_blank_number_once"),
        ),
        migrations.AddConstraint(
            model_name="declarationpresence",
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
                name="v7_signing_presence_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperdeclaration",
            constraint=models.CheckConstraint(
                condition=models.Q(("manner__in", ["signature", "thumbprint", "recorded_voice", "witnessed_mark"])),
                name="v1_paper_manner",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperdeclaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "witness_relation__in",
                        ["colleague", "lawyer", "social_worker", "community", "other_organisation", "other"],
                    ),
                    models.Q(("witness_name", ""), _negated=True),
                ),
                name="v1_paper_witness",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperdeclaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("interpreter_name", ""), _negated=True), ("no_interpreter_needed", True), _connector="OR"
                ),
                name="v1_paper_interpreter",
            ),
        ),
        migrations.AddConstraint(
            model_name="blankuse",
            constraint=models.UniqueConstraint(fields=("sheet", "part"), name="consent_blank_part_once"),
        ),
        migrations.AddConstraint(
            model_name="blankuse",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("paper__isnull", True), ("part", "talk"), ("session__isnull", False)),
                    models.Q(("paper__isnull", False), ("part", "declaration"), ("session__isnull", True)),
                    models.Q(("paper__isnull", True), ("part__in", ["spoiled", "lost"]), ("session__isnull", True)),
                    _connector="OR",
                ),
                name="consent_blank_part",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperreach",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["confirms", "changed_mind", "never_signed", "not_reached"])),
                name="consent_reach_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperscan",
            constraint=models.UniqueConstraint(fields=("paper", "page"), name="consent_scan_page_once"),
        ),
        migrations.AddConstraint(
            model_name="paperscan",
            constraint=models.CheckConstraint(
                condition=models.Q(("media_type__in", ["application/pdf", "image/jpeg", "image/png"])),
                name="consent_scan_media",
            ),
        ),
    ]
