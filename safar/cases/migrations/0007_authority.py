"""Applications to an authority, consular requests, border lists and audit samples."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("accounts", "0003_roles"),
        ("cases", "0006_protection"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditSample",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("purpose", models.TextField()),
                ("seed", models.TextField()),
                ("wanted", models.PositiveSmallIntegerField()),
                ("population", models.PositiveIntegerField(default=0)),
                ("opened_from", models.DateField()),
                ("opened_until", models.DateField()),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("drawn_at", models.DateTimeField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "auditor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "drawn_by",
                    models.ForeignKey(
                        blank=True,
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
            ],
        ),
        migrations.CreateModel(
            name="AuditedCase",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="cases.auditsample"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AuthorityApplication",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reference", models.TextField()),
                ("host_country", models.CharField(max_length=2)),
                ("return_country", models.CharField(max_length=2)),
                ("programme", models.TextField()),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("state", models.TextField(default="waiting")),
                ("state_since", models.DateTimeField()),
                ("submitted_at", models.DateTimeField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="cases.enrolment"
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AuthorityApplicant",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.TextField(default="")),
                ("own_name", models.TextField(default="")),
                ("sex", models.TextField(default="")),
                ("birth_earliest", models.DateField(null=True)),
                ("birth_latest", models.DateField(null=True)),
                ("nationality", models.TextField(default="")),
                ("document_kind", models.TextField(default="")),
                ("document_number", models.TextField(default="")),
                ("document_until", models.DateField(null=True)),
                ("role", models.TextField(default="")),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "enrolment_member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.enrolmentmember"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applicants",
                        to="cases.authorityapplication",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AuthorityAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("round", models.PositiveSmallIntegerField()),
                ("answer", models.TextField()),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("remedy", models.TextField(default="")),
                ("remedy_until", models.DateField(null=True)),
                ("asks", models.TextField(default="")),
                ("decided_on", models.DateField()),
                ("reference", models.TextField(default="")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.decision"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="cases.authorityapplication",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BorderList",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("authority", models.TextField()),
                ("side", models.TextField()),
                ("country", models.CharField(max_length=2)),
                ("crossing", models.TextField()),
                ("way", models.TextField()),
                ("carrier", models.TextField(default="")),
                ("number", models.TextField(default="")),
                ("leaves_at", models.DateTimeField()),
                ("prepared_at", models.DateTimeField()),
                ("released_at", models.DateTimeField(null=True)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BorderListRow",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("permit_id", models.UUIDField()),
                ("permit_state", models.TextField(default="in_force")),
                ("name", models.TextField(default="")),
                ("birth_earliest", models.DateField(null=True)),
                ("birth_latest", models.DateField(null=True)),
                ("document_number", models.TextField(default="")),
                ("flight", models.TextField(default="")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "itinerary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.itinerary"
                    ),
                ),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="cases.borderlist"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.member"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BorderRecall",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("because", models.TextField()),
                ("recalled_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
                ("told_whom", models.TextField(default="")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "row",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recall", to="cases.borderlistrow"
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BorderRelease",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("released_at", models.DateTimeField()),
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
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="releases", to="cases.borderlist"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConsularRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("embassy", models.TextField()),
                ("country", models.CharField(max_length=2)),
                ("wish_on", models.DateField()),
                ("wish_paper", models.TextField()),
                ("guardian_name", models.TextField(default="")),
                ("guardian_paper", models.TextField(default="")),
                ("child_view", models.TextField(default="")),
                ("sent_on", models.DateField()),
                ("sent_name", models.TextField(default="")),
                ("sent_own_name", models.TextField(default="")),
                ("sent_father_name", models.TextField(default="")),
                ("sent_sex", models.TextField(default="")),
                ("sent_birth_earliest", models.DateField(null=True)),
                ("sent_birth_latest", models.DateField(null=True)),
                ("sent_birth_country", models.TextField(default="")),
                ("sent_nationality", models.TextField(default="")),
                ("sent_document_kind", models.TextField(default="")),
                ("answer", models.TextField(default="awaited")),
                ("answered_on", models.DateField(null=True)),
                ("answer_note", models.TextField(default="")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="cases.traveldocumentapplication",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.member"),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="auditsample",
            constraint=models.CheckConstraint(
                condition=models.Q(("wanted__gte", 1), ("wanted__lte", 200)), name="cases_auditsample_size"
            ),
        ),
        migrations.AddConstraint(
            model_name="auditsample",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_on__gte", models.F("from_on")), ("opened_until__gte", models.F("opened_from"))
                ),
                name="cases_auditsample_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditsample",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("seed", ""), _negated=True), models.Q(("purpose", ""), _negated=True)),
                name="cases_auditsample_seed_and_purpose",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditedcase",
            constraint=models.UniqueConstraint(fields=("sample", "case"), name="cases_auditedcase_once"),
        ),
        migrations.AddIndex(
            model_name="authorityapplication",
            index=models.Index(fields=["authority", "state"], name="cases_application_authority"),
        ),
        migrations.AddConstraint(
            model_name="authorityapplication",
            constraint=models.UniqueConstraint(fields=("reference",), name="cases_application_reference_once"),
        ),
        migrations.AddConstraint(
            model_name="authorityapplication",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "waiting",
                            "more_asked",
                        ],
                    )
                ),
                fields=("enrolment",),
                name="cases_application_one_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorityapplication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["waiting", "more_asked", "approved", "refused", "withdrawn", "ended"])
                ),
                name="cases_application_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorityapplicant",
            constraint=models.UniqueConstraint(
                fields=("application", "enrolment_member", "round"), name="cases_applicant_once_a_round"
            ),
        ),
        migrations.AddConstraint(
            model_name="authorityanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["approved", "refused", "more_asked"])),
                name="cases_authorityanswer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorityanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "refused"), _negated=True),
                    models.Q(
                        models.Q(("reasons", []), _negated=True),
                        models.Q(("remedy", ""), _negated=True),
                        ("remedy_until__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="cases_authorityanswer_refusal_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorityanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "more_asked"), _negated=True),
                    models.Q(("asks", ""), _negated=True),
                    _connector="OR",
                ),
                name="cases_authorityanswer_asks_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="borderlist",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["exit", "entry"])), name="cases_borderlist_side_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="borderlistrow",
            constraint=models.UniqueConstraint(fields=("list", "member"), name="cases_borderlistrow_once"),
        ),
        migrations.AddConstraint(
            model_name="borderrecall",
            constraint=models.CheckConstraint(
                condition=models.Q(("told_at", None), models.Q(("told_whom", ""), _negated=True), _connector="OR"),
                name="cases_borderrecall_told_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="borderrelease",
            constraint=models.UniqueConstraint(fields=("list", "by"), name="d7b_released_by_two"),
        ),
        migrations.AddConstraint(
            model_name="consularrequest",
            constraint=models.UniqueConstraint(fields=("member", "wish_on", "wish_paper"), name="d7a_wish_used_once"),
        ),
        migrations.AddConstraint(
            model_name="consularrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answer", "awaited")),
                fields=("member",),
                name="d7a_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="consularrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["awaited", "recognised", "refused", "silent", "taken_back"])),
                name="cases_consular_answer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consularrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("wish_paper", ""), _negated=True), models.Q(("embassy", ""), _negated=True)
                ),
                name="d7a_wish_and_embassy_named",
            ),
        ),
    ]
