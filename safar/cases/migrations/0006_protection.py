"""Referrals and escalation."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

_KINDS = [
    *("shelter", "clinic", "lawyer", "un_agency", "partner_office", "psychosocial", "authority_for_victims", "other"),
]
_OUTCOMES = ["acknowledged", "declined", "served", "not_served", "stopped"]


def _key() -> models.UUIDField:
    return models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


def _staff() -> models.ForeignKey:
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


def _recorded() -> models.DateTimeField:
    return models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)


def _to(table: str, name: str = "+") -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=name, to=table)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_families"),
        ("people", "0004_alias"),
        ("accounts", "0004_break_glass"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", _key()),
                ("kind", models.TextField()),
                ("receiver", models.TextField()),
                ("purpose", models.TextField()),
                ("shares", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("confidential", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                ("answer_due_at", models.DateTimeField()),
                ("recorded_at", _recorded()),
                ("case", _to("cases.case", "referrals")),
                ("consent", _to("people.dataconsent")),
                ("made_by", _staff()),
                ("member", _to("cases.member")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(kind__in=_KINDS), name="cases_referral_kind_known"),
                    models.CheckConstraint(
                        condition=~models.Q(receiver="") & ~models.Q(purpose="") & ~models.Q(shares=[]),
                        name="cases_referral_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(answer_due_at__gt=models.F("made_at")),
                        name="cases_referral_due_after_made",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="ReferralAnswer",
            fields=[
                ("id", _key()),
                ("outcome", models.TextField()),
                ("answered_at", models.DateTimeField()),
                ("by_whom", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                ("recorded_at", _recorded()),
                ("by", _staff()),
                ("referral", _to("cases.referral", "answers")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(outcome__in=_OUTCOMES), name="cases_referral_outcome_known"
                    )
                ]
            },
        ),
    ]
