"""What a child needs who travels without a parent, each thing a row of its own; and permits that rest on it."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0003_hold_kinds"),
        ("people", "0003_tracing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BestInterest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("decided_on", models.DateField()),
                ("outcome", models.TextField()),
                ("together", models.BooleanField(default=True)),
                ("paper", models.TextField(default="")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="BestInterestChild",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="BestInterestRevoked",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("revoked_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="Carer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("relation", models.TextField(default="")),
                ("place", models.TextField()),
                ("reached_by", models.TextField(default="")),
                ("named_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="CarerAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("accepts", models.BooleanField()),
                ("until_majority", models.BooleanField(default=False)),
                ("said_at", models.DateTimeField()),
                ("paper", models.TextField(default="")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="CarerVerification",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("verified_on", models.DateField()),
                ("verified_by", models.TextField()),
                ("suitable", models.BooleanField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="ChildEscort",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("organisation", models.TextField(default="")),
                ("goes", models.BooleanField(default=True)),
                ("named_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="ChildNote",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("about", models.TextField()),
                ("row_id", models.UUIDField()),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="ChildView",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("heard_at", models.DateTimeField()),
                ("heard_by", models.TextField()),
                ("alone", models.BooleanField()),
                ("fits_age", models.BooleanField()),
                ("wish", models.TextField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="GuardianSaid",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("agrees", models.BooleanField()),
                ("said_at", models.DateTimeField()),
                ("paper", models.TextField(default="")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("outcome", models.TextField()),
                ("at_place", models.TextField()),
                ("happened_at", models.DateTimeField()),
                ("identity_seen", models.TextField(default="")),
                ("signed_by", models.TextField(default="")),
                ("handed_by", models.TextField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="PanelMember",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("organisation", models.TextField(default="")),
            ],
        ),
        migrations.CreateModel(
            name="ParentSearch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("parent_name", models.TextField(default="")),
                ("searched_on", models.DateField()),
                ("way", models.TextField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="PickUp",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("confirmed", models.BooleanField()),
                ("place", models.TextField()),
                ("said_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="parentalconsent",
            name="consent_parental_kind",
        ),
        migrations.RemoveConstraint(
            model_name="parentalconsent",
            name="v16_consent_has_a_giver",
        ),
        migrations.RemoveConstraint(
            model_name="permit",
            name="consent_permit_rests_on_one_thing",
        ),
        migrations.AddConstraint(
            model_name="parentalconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "parent_consent",
                            "sole_paper",
                            "best_interest_decision",
                            "court_decision",
                            "untraceable",
                            "dissent",
                        ],
                    )
                ),
                name="consent_parental_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="parentalconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["sole_paper", "best_interest_decision", "court_decision"]),
                    ("given_by__isnull", False),
                    models.Q(("given_by_name", ""), _negated=True),
                    _connector="OR",
                ),
                name="v16_consent_has_a_giver",
            ),
        ),
        migrations.AddField(
            model_name="bestinterest",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="permit",
            name="best_interest",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="permits",
                to="consent.bestinterest",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("declaration__isnull", True), ("rests_on__isnull", True)),
                    models.Q(("best_interest__isnull", True), ("declaration__isnull", True)),
                    models.Q(("best_interest__isnull", True), ("rests_on__isnull", True)),
                    _connector="OR",
                ),
                name="consent_permit_rests_on_one_thing",
            ),
        ),
        migrations.AddField(
            model_name="bestinterestchild",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="best_interests", to="consent.traveller"
            ),
        ),
        migrations.AddField(
            model_name="bestinterestchild",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="children", to="consent.bestinterest"
            ),
        ),
        migrations.AddField(
            model_name="bestinterestrevoked",
            name="decision",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="revoked", to="consent.bestinterest"
            ),
        ),
        migrations.AddField(
            model_name="bestinterestrevoked",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="carer",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="carers", to="consent.traveller"
            ),
        ),
        migrations.AddField(
            model_name="carer",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="carer",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="careranswer",
            name="carer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="consent.carer"
            ),
        ),
        migrations.AddField(
            model_name="careranswer",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="carerverification",
            name="carer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="verifications", to="consent.carer"
            ),
        ),
        migrations.AddField(
            model_name="carerverification",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="childescort",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="escorts", to="consent.traveller"
            ),
        ),
        migrations.AddField(
            model_name="childescort",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="childescort",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="childnote",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.traveller"
            ),
        ),
        migrations.AddField(
            model_name="childnote",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="childview",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="views", to="consent.traveller"
            ),
        ),
        migrations.AddField(
            model_name="childview",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="guardiansaid",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="guardian_said", to="consent.traveller"
            ),
        ),
        migrations.AddField(
            model_name="guardiansaid",
            name="guardianship",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.guardianship"
            ),
        ),
        migrations.AddField(
            model_name="guardiansaid",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="carer",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.carer"
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="hand_overs", to="consent.traveller"
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="panelmember",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="panel", to="consent.bestinterest"
            ),
        ),
        migrations.AddField(
            model_name="parentsearch",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="parent_searches", to="consent.traveller"
            ),
        ),
        migrations.AddField(
            model_name="parentsearch",
            name="parent",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="parentsearch",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="pickup",
            name="carer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="pick_ups", to="consent.carer"
            ),
        ),
        migrations.AddField(
            model_name="pickup",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="bestinterest",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["return", "stay", "more_needed"])), name="v9_decision_outcome"
            ),
        ),
        migrations.AddConstraint(
            model_name="bestinterestchild",
            constraint=models.UniqueConstraint(fields=("decision", "child"), name="v9_decided_once"),
        ),
        migrations.AddConstraint(
            model_name="carer",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("name", ""), _negated=True), models.Q(("place", ""), _negated=True)),
                name="v9_carer_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="carerverification",
            constraint=models.CheckConstraint(
                condition=models.Q(("verified_by", ""), _negated=True), name="v9_verified_by"
            ),
        ),
        migrations.AddConstraint(
            model_name="childescort",
            constraint=models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="v9_escort_named"),
        ),
        migrations.AddConstraint(
            model_name="childview",
            constraint=models.CheckConstraint(
                condition=models.Q(("wish__in", ["wants_to_return", "does_not_want", "not_sure", "too_young"])),
                name="v9_child_wish",
            ),
        ),
        migrations.AddConstraint(
            model_name="childview",
            constraint=models.CheckConstraint(condition=models.Q(("heard_by", ""), _negated=True), name="v9_heard_by"),
        ),
        migrations.AddConstraint(
            model_name="guardiansaid",
            constraint=models.CheckConstraint(
                condition=models.Q(("agrees", False), models.Q(("paper", ""), _negated=True), _connector="OR"),
                name="v9_guardian_paper",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["handed_over", "somebody_else", "nobody_came"])),
                name="v9_hand_over_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "handed_over"), _negated=True),
                    models.Q(
                        models.Q(("identity_seen", ""), _negated=True),
                        models.Q(("signed_by", ""), _negated=True),
                        ("carer__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="v9_hand_over_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("handed_by", ""), _negated=True), models.Q(("at_place", ""), _negated=True)
                ),
                name="v9_hand_over_where",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmember",
            constraint=models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="v9_panel_named"),
        ),
        migrations.AddConstraint(
            model_name="parentsearch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("way", ""), _negated=True),
                    models.Q(("parent__isnull", False), models.Q(("parent_name", ""), _negated=True), _connector="OR"),
                ),
                name="v16_search_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="pickup",
            constraint=models.CheckConstraint(
                condition=models.Q(("place", ""), _negated=True), name="v9_pick_up_place"
            ),
        ),
    ]
