"""The tables of complaints and second opinions."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0005_office_telephone"),
        ("cases", "0008_after_arrival"),
        ("people", "0004_alias"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reference", models.TextField()),
                ("about", models.TextField()),
                ("serious", models.BooleanField(default=False)),
                ("channel", models.TextField()),
                ("language", models.TextField()),
                ("words", models.TextField()),
                ("anonymous", models.BooleanField(default=False)),
                ("wants_contact", models.BooleanField(default=False)),
                ("safe_contact", models.TextField(blank=True)),
                (
                    "accused",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list, size=None
                    ),
                ),
                ("accused_words", models.TextField(blank=True)),
                ("earlier_reference", models.TextField(blank=True)),
                ("received_at", models.DateTimeField()),
                ("acknowledge_by", models.DateField()),
                ("answer_by", models.DateField()),
                (
                    "recorded_at",
                    models.DateTimeField(editable=False),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "handled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
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
            name="ComplaintAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("instance", models.PositiveSmallIntegerField(default=1)),
                ("outcome", models.TextField()),
                ("reasons", models.TextField()),
                ("measures", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField()),
                (
                    "recorded_at",
                    models.DateTimeField(editable=False),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="complaints.complaint"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ComplaintAppeal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("words", models.TextField()),
                ("received_at", models.DateTimeField()),
                (
                    "recorded_at",
                    models.DateTimeField(editable=False),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "complaint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appeal", to="complaints.complaint"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ComplaintReading",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("read_at", models.DateTimeField()),
                (
                    "recorded_at",
                    models.DateTimeField(editable=False),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="readings", to="complaints.complaint"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ComplaintStep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("words", models.TextField(blank=True)),
                ("done_at", models.DateTimeField()),
                (
                    "recorded_at",
                    models.DateTimeField(editable=False),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="complaints.complaint"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Contest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("ground", models.TextField()),
                ("words", models.TextField()),
                ("evidence", models.TextField(blank=True)),
                ("contested_on", models.DateField()),
                ("due_on", models.DateField()),
                (
                    "recorded_at",
                    models.DateTimeField(editable=False),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.eligibilityanswer",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
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
                    "decision",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.decision"
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.enrolment"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SecondOpinion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("outcome", models.TextField()),
                ("reasons", models.TextField()),
                ("answered_at", models.DateTimeField()),
                (
                    "recorded_at",
                    models.DateTimeField(editable=False),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contest",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opinion", to="complaints.contest"
                    ),
                ),
                (
                    "new_answer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.eligibilityanswer",
                    ),
                ),
                (
                    "new_decision",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.decision"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["handled_by", "received_at"], name="complaints_handled_by"),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["office", "received_at"], name="complaints_office"),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["case"], name="complaints_case"),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.UniqueConstraint(fields=("reference",), name="complaints_complaint_reference_once"),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("about__in", ["service", "decision", "staff", "partner", "data", "other"])),
                name="complaints_about_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["in_person", "phone", "message", "letter", "box", "partner"])),
                name="complaints_channel_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="complaints_in_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("anonymous", False), ("person", None), _connector="OR"),
                name="complaints_anonymous_is_nobody",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("wants_contact", False),
                    models.Q(("safe_contact", ""), _negated=True),
                    ("person__isnull", False),
                    _connector="OR",
                ),
                name="complaints_contact_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("about", "staff"), _negated=True),
                    models.Q(("accused", []), _negated=True),
                    models.Q(("accused_words", ""), _negated=True),
                    _connector="OR",
                ),
                name="complaints_about_staff_says_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("about", "staff"), ("accused", []), _connector="OR"),
                name="complaints_accused_is_staff",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintanswer",
            constraint=models.UniqueConstraint(fields=("complaint", "instance"), name="complaints_answered_once"),
        ),
        migrations.AddConstraint(
            model_name="complaintanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["upheld", "partly_upheld", "not_upheld", "taken_back"])),
                name="complaints_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("instance__in", [1, 2])), name="complaints_two_answers_at_most"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("reasons", ""), _negated=True), name="complaints_answer_has_reasons"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintappeal",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="complaints_appeal_in_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["acknowledged", "heard", "asked", "found", "explained", "not_reached"])
                ),
                name="complaints_step_known",
            ),
        ),
        migrations.AddIndex(
            model_name="contest",
            index=models.Index(fields=["case"], name="complaints_contest_case"),
        ),
        migrations.AddConstraint(
            model_name="contest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ground__in", ["wrong_facts", "new_facts", "not_me", "other_programme", "not_explained", "other"])
                ),
                name="complaints_ground_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="contest",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="complaints_contest_in_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="contest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer__isnull", False), ("decision", None)),
                    models.Q(("answer", None), ("decision__isnull", False)),
                    _connector="OR",
                ),
                name="complaints_contest_of_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="contest",
            constraint=models.UniqueConstraint(fields=("decision",), name="complaints_decision_contested_once"),
        ),
        migrations.AddConstraint(
            model_name="contest",
            constraint=models.UniqueConstraint(fields=("answer",), name="complaints_rule_contested_once"),
        ),
        migrations.AddConstraint(
            model_name="secondopinion",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["upheld", "overturned", "changed", "route_told"])),
                name="complaints_opinion_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="secondopinion",
            constraint=models.CheckConstraint(
                condition=models.Q(("reasons", ""), _negated=True), name="complaints_opinion_has_reasons"
            ),
        ),
    ]
