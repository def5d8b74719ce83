"""Removal by the State, independent advice on paper, and refusals of return told to the person."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL), ("consent", "0008_paper")]

    operations = [
        migrations.AddField(
            model_name="asylumposition",
            name="advice_by",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="asylumposition",
            name="advice_paper",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="asylumposition",
            name="advice_with",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="asylumposition",
            name="origin_wish_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="asylumposition",
            name="origin_wish_paper",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="detentionposition",
            name="authority",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="detentionposition",
            name="lawyer",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="detentionposition",
            name="place",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="refoulementdecision",
            name="reason_for_person",
            field=models.TextField(default=""),
        ),
        migrations.CreateModel(
            name="RefoulementTold",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("told_at", models.DateTimeField()),
                ("language", models.TextField()),
                ("insists", models.BooleanField(default=False)),
                ("wants_second", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="told",
                        to="consent.refoulementdecision",
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Removal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("removed_at", models.DateTimeField()),
                ("authority", models.TextField()),
                ("place", models.TextField(default="")),
                ("told_by", models.TextField()),
                ("account", models.TextField(default="")),
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="removal", to="consent.traveller"
                    ),
                ),
            ],
        ),
    ]
