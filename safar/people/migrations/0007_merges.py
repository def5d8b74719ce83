"""Records of one person, merged and parted again."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


def _to(model: str, null: bool = False) -> "models.ForeignKey[object, object]":
    return models.ForeignKey(null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=model)


class Migration(migrations.Migration):
    dependencies = [("people", "0006_duplicates"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("taken", models.JSONField(default=dict)),
                ("former", models.JSONField(default=dict)),
                ("reason", models.TextField()),
                ("merged_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_reason", models.TextField(blank=True, default="")),
                (
                    "stayed",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("recorded_at", models.DateTimeField()),
                ("gone", _to("people.person")),
                ("kept", _to("people.person")),
                ("listed_name", _to("people.name", null=True)),
                ("merged_by", _to(settings.AUTH_USER_MODEL)),
                ("undone_by", _to(settings.AUTH_USER_MODEL, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["kept", "gone"], condition=Q(undone_at=None), name="people_merge_once"
                    ),
                    models.CheckConstraint(condition=~Q(kept=F("gone")), name="people_merge_of_two"),
                    models.CheckConstraint(condition=~Q(reason=""), name="people_merge_reason"),
                    models.CheckConstraint(
                        condition=Q(undone_at=None) | (Q(undone_by__isnull=False) & ~Q(undone_reason="")),
                        name="people_merge_undone_reason",
                    ),
                ],
            },
        ),
    ]
