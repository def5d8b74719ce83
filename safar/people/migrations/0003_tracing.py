"""Family tracing, guardianship with its paper and days, and what a child says to a guardian's consent."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("accounts", "0003_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Guardianship",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("guardian_name", models.TextField(blank=True, default="")),
                ("organisation", models.TextField(blank=True, default="")),
                ("kind", models.TextField()),
                ("proof", models.TextField()),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("ended_because", models.TextField(blank=True, default="")),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Tracing",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sought_name", models.TextField()),
                ("sought_latin", models.TextField(blank=True, default="")),
                ("sought_key", models.TextField(db_index=True)),
                ("sought_latin_key", models.TextField(blank=True, db_index=True, default="")),
                ("relation", models.TextField()),
                ("birth_earliest", models.DateField(null=True)),
                ("birth_latest", models.DateField(null=True)),
                ("last_known", models.TextField(blank=True, default="")),
                ("asked_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_because", models.TextField(blank=True, default="")),
            ],
        ),
        migrations.CreateModel(
            name="TracingAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("agrees", models.BooleanField()),
                ("answered_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="TracingAttempt",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tried_on", models.DateField()),
                ("way", models.TextField()),
                ("note", models.TextField(blank=True, default="")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="TracingMatch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("matched_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="dataconsent",
            name="people_consent_once",
        ),
        migrations.AddField(
            model_name="dataconsent",
            name="assent",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="dataconsent",
            name="guardian_name",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddConstraint(
            model_name="dataconsent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("person", "purpose", "recipient", "by_guardian"),
                name="people_consent_once",
            ),
        ),
        migrations.AddField(
            model_name="guardianship",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="guardianships", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="guardianship",
            name="guardian",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="guardianship",
            name="recorded_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="tracing",
            name="asked_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="tracing",
            name="seeker",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="tracinganswer",
            name="asked_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="tracinganswer",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="tracinganswer",
            name="tracing",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.tracing"),
        ),
        migrations.AddField(
            model_name="tracingattempt",
            name="tracing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="attempts", to="people.tracing"
            ),
        ),
        migrations.AddField(
            model_name="tracingattempt",
            name="tried_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="tracingmatch",
            name="found",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="tracingmatch",
            name="tracing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="matches", to="people.tracing"
            ),
        ),
        migrations.AddConstraint(
            model_name="guardianship",
            constraint=models.CheckConstraint(
                condition=models.Q(("proof", ""), _negated=True), name="people_guardian_proof"
            ),
        ),
        migrations.AddConstraint(
            model_name="guardianship",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("guardian__isnull", False), models.Q(("guardian_name", ""), _negated=True), _connector="OR"
                ),
                name="people_guardian_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="guardianship",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="people_guardian_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="guardianship",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on__isnull", True), ("ended_on__gte", models.F("from_on")), _connector="OR"),
                name="people_guardian_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="guardianship",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["court", "authority", "institution", "relative"])),
                name="people_guardian_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="guardianship",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("guardian__isnull", True),
                    models.Q(("guardian", models.F("child")), _negated=True),
                    _connector="OR",
                ),
                name="people_guardian_of_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="tracing",
            constraint=models.CheckConstraint(
                condition=models.Q(("sought_name", ""), _negated=True), name="people_tracing_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="tracing",
            constraint=models.CheckConstraint(
                condition=models.Q(("relation__in", ["mother", "father", "child", "sibling", "spouse", "relative"])),
                name="people_tracing_relation",
            ),
        ),
        migrations.AddConstraint(
            model_name="tracing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at__isnull", True), models.Q(("closed_because", ""), _negated=True), _connector="OR"
                ),
                name="people_tracing_closed_because",
            ),
        ),
        migrations.AddConstraint(
            model_name="tracingattempt",
            constraint=models.CheckConstraint(
                condition=models.Q(("way", ""), _negated=True), name="people_tracing_way"
            ),
        ),
        migrations.AddConstraint(
            model_name="tracingmatch",
            constraint=models.UniqueConstraint(fields=("tracing", "found"), name="people_tracing_match_once"),
        ),
    ]
