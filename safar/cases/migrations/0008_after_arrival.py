"""Help after a return that was not arranged by us, and one funder for one benefit."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

STAFF = models.ForeignKey(
    blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
)
RECORDED = models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)
ID = models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


def to(model, **options):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=model, **options)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_authority"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RemoveConstraint(model_name="enrolment", name="cases_enrolment_once_open"),
        migrations.AddIndex(
            model_name="enrolment",
            index=models.Index(fields=["case", "programme_code"], name="cases_enrolment_case"),
        ),
        migrations.AddField("dueitem", "benefit", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddField(
            "dueitem", "handed_over_to", models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.RunSQL(
            [
                "UPDATE cases_dueitem d SET benefit = coalesce((SELECT given ->> 'benefit' FROM cases_enrolment e"
                " JOIN programmes_programmeversion v ON v.id = e.programme_version_id"
                " CROSS JOIN LATERAL jsonb_array_elements(v.body -> 'entitlements') given"
                " WHERE e.id = d.enrolment_id AND given ->> 'code' = d.line), d.line) WHERE d.benefit = ''"
            ],
            reverse_sql=migrations.RunSQL.noop,
        ),
        migrations.CreateModel(
            name="OnwardMove",
            fields=[
                ("id", ID.clone()),
                ("kind", models.TextField()),
                ("certainty", models.TextField()),
                ("country", models.CharField(blank=True, max_length=2)),
                ("place", models.TextField(blank=True)),
                ("since_on", models.DateField()),
                ("source", models.TextField()),
                ("plan", models.TextField()),
                ("told_at", models.DateTimeField()),
                ("recorded_at", RECORDED.clone()),
                ("by", STAFF.clone()),
                ("member", to("cases.member", related_name="onward_moves")),
            ],
            options={
                "indexes": [models.Index(fields=["member", "told_at"], name="cases_onwardmove_member")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["moved_on", "re_migrated", "came_back"])),
                        name="cases_onwardmove_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["known", "presumed"])),
                        name="cases_onwardmove_certainty_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True), models.Q(("plan", ""), _negated=True)
                        ),
                        name="cases_onwardmove_with_a_plan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FateDecision",
            fields=[
                ("id", ID.clone()),
                ("answer", models.TextField()),
                ("reason", models.TextField()),
                ("decided_at", models.DateTimeField()),
                ("recorded_at", RECORDED.clone()),
                ("by", STAFF.clone()),
                ("due_item", to("cases.dueitem", related_name="fates")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["stays", "ends", "passes_to_family"])),
                        name="cases_fatedecision_answer_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="cases_fatedecision_has_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnotherReturn",
            fields=[
                ("id", ID.clone()),
                ("reason", models.TextField()),
                ("settled_at", models.DateTimeField()),
                ("recorded_at", RECORDED.clone()),
                ("by", STAFF.clone()),
                ("enrolment_member", to("cases.enrolmentmember", related_name="other_returns")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment_member",), name="cases_anotherreturn_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="cases_anotherreturn_has_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BenefitTurn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("benefit", models.TextField()),
                ("turn", models.BigIntegerField(default=0)),
                ("person", to("people.person", related_name="+")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "benefit"), name="cases_benefitturn_once")]
            },
        ),
    ]
