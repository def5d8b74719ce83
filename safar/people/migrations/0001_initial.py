"""The tables of people."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Name",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("text", models.TextField()),
                ("script", models.TextField()),
                ("latin", models.TextField(blank=True, default="")),
                ("given", models.TextField(blank=True, default="")),
                ("family", models.TextField(blank=True, default="")),
                ("father_name", models.TextField(blank=True, default="")),
                ("is_primary", models.BooleanField(default=False)),
                ("sort_key", models.TextField(db_index=True)),
                ("text_key", models.TextField(db_index=True)),
                ("latin_key", models.TextField(blank=True, db_index=True, default="")),
            ],
        ),
        migrations.CreateModel(
            name="Enquiry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("on", models.DateField(db_index=True)),
                ("place", models.TextField(blank=True, default="")),
                ("channel", models.TextField(blank=True, default="")),
                ("language", models.TextField(blank=True, default="")),
                ("nationality", models.TextField(blank=True, default="")),
                ("sex", models.TextField(default="unknown")),
                ("topic", models.TextField()),
                ("note", models.TextField(blank=True, default="")),
                ("recorded_at", models.DateTimeField()),
                ("led_to_registration", models.BooleanField(default=False)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
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
            name="Household",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("label", models.TextField()),
                ("created_at", models.DateTimeField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MatchQuestion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("person", models.UUIDField()),
                ("asked_by", models.IntegerField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("because", models.TextField()),
                ("was_told", models.BooleanField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sex", models.TextField()),
                ("birth_earliest", models.DateField()),
                ("birth_latest", models.DateField()),
                ("birth_basis", models.TextField(default="told")),
                ("birth_disputed", models.BooleanField(default=False)),
                ("birth_note", models.TextField(blank=True, default="")),
                ("country_of_birth", models.TextField(blank=True, default="")),
                ("residence_country", models.TextField(blank=True, default="")),
                ("residence_place", models.TextField(blank=True, default="")),
                ("restricted", models.BooleanField(default=False)),
                ("died_on", models.DateField(null=True)),
                ("version", models.IntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Nationality",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("country", models.TextField(blank=True, default="")),
                ("standing", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="nationalities", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NameWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.TextField()),
                ("sound", models.TextField()),
                (
                    "name",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="words", to="people.name"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="name",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="names", to="people.person"
            ),
        ),
        migrations.CreateModel(
            name="HouseholdMember",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("place", models.TextField(blank=True, default="")),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="members", to="people.household"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("number", models.TextField(blank=True, default="")),
                ("number_key", models.TextField(blank=True, db_index=True, default="")),
                ("country", models.TextField(blank=True, default="")),
                ("issued_on", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("note", models.TextField(blank=True, default="")),
                ("recorded_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DataConsent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("purpose", models.TextField()),
                ("recipient", models.TextField(blank=True, default="")),
                ("given_at", models.DateTimeField()),
                ("language", models.TextField()),
                ("by_guardian", models.BooleanField(default=False)),
                ("until", models.DateField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="data_consents", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PersonOffice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                ("since", models.DateTimeField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offices", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Relation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("parental_responsibility", models.BooleanField(default=False)),
                ("from_on", models.DateField(null=True)),
                ("until_on", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="related_by", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="relations", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RelationConcern",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("note", models.TextField(blank=True, default="")),
                ("raised_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "raised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "relation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="concerns", to="people.relation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SafeContact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("channel", models.TextField()),
                ("number", models.TextField()),
                ("number_key", models.TextField(blank=True, db_index=True, default="")),
                ("hours", models.TextField(blank=True, default="")),
                ("who_may_answer", models.TextField(blank=True, default="")),
                ("neutral_words", models.TextField(blank=True, default="")),
                ("may_leave_message", models.BooleanField(default=False)),
                ("note", models.TextField(blank=True, default="")),
                ("since", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SpokenLanguage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.TextField()),
                ("speaks", models.BooleanField(default=True)),
                ("reads", models.BooleanField(default=False)),
                ("needs_interpreter", models.BooleanField(default=True)),
                ("is_preferred", models.BooleanField(default=False)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="languages", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Custody",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("holder", models.TextField()),
                ("since", models.DateTimeField()),
                ("receipt", models.TextField(blank=True, default="")),
                ("note", models.TextField(blank=True, default="")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="custody", to="people.document"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "holder__in",
                                [
                                    "person",
                                    "us",
                                    "embassy",
                                    "police",
                                    "asylum_service",
                                    "airport",
                                    "authorities",
                                    "lost",
                                    "stolen",
                                ],
                            )
                        ),
                        name="people_holder_known",
                    ),
                    models.UniqueConstraint(fields=("document", "since"), name="people_custody_one_at_a_time"),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("birth_earliest__lte", models.F("birth_latest"))), name="people_birth_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("sex__in", ["female", "male", "other", "unknown"])), name="people_sex_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("birth_basis__in", ["told", "document", "estimate", "assessment"])),
                name="people_birth_basis_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("died_on__isnull", True), ("died_on__gte", models.F("birth_earliest")), _connector="OR"
                ),
                name="people_death_after_birth",
            ),
        ),
        migrations.AddConstraint(
            model_name="nationality",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("country", ""), ("standing", "none")),
                    models.Q(("standing__in", ["claimed", "confirmed"]), ("country__regex", "^[A-Z]{2}$")),
                    _connector="OR",
                ),
                name="people_nationality_country",
            ),
        ),
        migrations.AddConstraint(
            model_name="nationality",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("person", "country"),
                name="people_nationality_once",
            ),
        ),
        migrations.AddIndex(
            model_name="nameword",
            index=models.Index(fields=["sound", "person"], name="people_word_sound"),
        ),
        migrations.AddIndex(
            model_name="nameword",
            index=models.Index(fields=["word"], name="people_word_text"),
        ),
        migrations.AddConstraint(
            model_name="name",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_primary", True)), fields=("person",), name="people_one_primary_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="name",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="people_name_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="name",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["given_family", "one_name", "document", "birth", "married", "alias"])),
                name="people_name_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="householdmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until_on__isnull", True)),
                fields=("person",),
                name="people_one_household_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="householdmember",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="people_membership_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("issued_on__isnull", True),
                    ("valid_until__isnull", True),
                    ("valid_until__gte", models.F("issued_on")),
                    _connector="OR",
                ),
                name="people_document_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "passport",
                            "national_id",
                            "laissez_passer",
                            "amayesh",
                            "hoviat",
                            "birth_certificate",
                            "residence_permit",
                            "other",
                        ],
                    )
                ),
                name="people_document_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number_key", ""), _negated=True),
                fields=("person", "kind", "country", "number_key"),
                name="people_document_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="dataconsent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("person", "purpose", "recipient"),
                name="people_consent_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="dataconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "purpose__in",
                        [
                            "registration",
                            "competent_authority",
                            "consular_request",
                            "receiving_office",
                            "partner_service",
                            "carrier",
                            "follow_up_contact",
                            "photograph",
                        ],
                    )
                ),
                name="people_purpose_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="dataconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("purpose", "registration"), models.Q(("recipient", ""), _negated=True), _connector="OR"
                ),
                name="people_consent_recipient",
            ),
        ),
        migrations.AddIndex(
            model_name="personoffice",
            index=models.Index(fields=["office", "person"], name="people_office_sees"),
        ),
        migrations.AddConstraint(
            model_name="personoffice",
            constraint=models.UniqueConstraint(fields=("person", "office", "reason"), name="people_office_sees_once"),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", models.F("other")), _negated=True), name="people_relation_to_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until_on__isnull", True)),
                fields=("person", "other", "kind"),
                name="people_relation_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parental_responsibility", False), ("kind__in", ["parent", "guardian"]), _connector="OR"
                ),
                name="people_responsibility_of_parents",
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["spouse", "parent", "guardian", "sibling", "grandparent", "relative", "carer"])
                ),
                name="people_relation_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="safecontact",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", ""), _negated=True), name="people_contact_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="spokenlanguage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("person", "language"),
                name="people_language_once",
            ),
        ),
    ]
