"""Registers that are brought in, and how far they came."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_OFFICE = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": "accounts.office"}


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_merges"),
        ("accounts", "0005_office_telephone"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: list[migrations.operations.base.Operation] = [
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("register", models.TextField()),
                ("digest", models.TextField()),
                ("size", models.BigIntegerField()),
                ("place", models.BigIntegerField()),
                ("next_row", models.BigIntegerField(default=2)),
                ("rows", models.BigIntegerField(default=0)),
                ("new", models.BigIntegerField(default=0)),
                ("known", models.BigIntegerField(default=0)),
                ("refused", models.BigIntegerField(default=0)),
                ("likely_twins", models.BigIntegerField(default=0)),
                ("refused_size", models.BigIntegerField(default=0)),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("office", models.ForeignKey(**_OFFICE)),
            ],
        ),
        migrations.CreateModel(
            name="SourceHousehold",
            fields=[
                (
                    "household",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="people.household",
                    ),
                ),
                ("register", models.TextField()),
                ("source", models.TextField()),
                ("office", models.ForeignKey(db_index=False, **_OFFICE)),
                ("register_office", models.ForeignKey(db_index=False, **_OFFICE)),
            ],
        ),
        migrations.CreateModel(
            name="SourceRecord",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="people.person",
                    ),
                ),
                ("register", models.TextField()),
                ("source", models.TextField()),
                ("office", models.ForeignKey(db_index=False, **_OFFICE)),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.importrun",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="importrun",
            index=models.Index(fields=["office", "register", "digest"], name="people_importrun_file"),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("register", ""), _negated=True), name="people_importrun_register"
            ),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("place__gte", 0), ("place__lte", models.F("size"))), name="people_importrun_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcehousehold",
            constraint=models.UniqueConstraint(
                fields=("register_office", "register", "office", "source"), name="people_sourcehousehold_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcerecord",
            constraint=models.UniqueConstraint(
                fields=("office", "register", "source"), name="people_sourcerecord_once"
            ),
        ),
    ]
