"""Files opened to save a life, told to a second person and reviewed."""

import datetime
import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def _staff(**options: object) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, **options
    )


def _office() -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_roles")]
    operations = [
        migrations.CreateModel(
            name="BreakGlass",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("role", models.TextField()),
                ("reference", models.TextField()),
                ("subject_ids", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ("reason", models.TextField()),
                ("opened_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("finding", models.TextField(default="")),
                ("finding_note", models.TextField(default="")),
                ("file_office", _office()),
                ("office", _office()),
                ("reviewed_by", _staff(null=True)),
                ("second", _staff()),
                ("user", _staff()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(until_at__gt=models.F("opened_at"))
                        & models.Q(until_at__lte=models.F("opened_at") + datetime.timedelta(hours=4)),
                        name="accounts_glass_four_hours",
                    ),
                    models.CheckConstraint(condition=~models.Q(second=models.F("user")), name="accounts_glass_second"),
                    models.CheckConstraint(
                        condition=models.Q(reason__regex=r"\S{2,}.*\S{2,}"), name="accounts_glass_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(finding="", reviewed_at__isnull=True, reviewed_by__isnull=True)
                        | models.Q(
                            finding__in=["justified", "not_justified", "followed_up"],
                            reviewed_at__isnull=False,
                            reviewed_by__isnull=False,
                        ),
                        name="accounts_glass_finding",
                    ),
                ],
                "indexes": [models.Index(fields=["user", "until_at"], name="accounts_glass_user")],
            },
        ),
    ]
