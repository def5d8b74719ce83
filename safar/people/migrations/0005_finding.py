"""Cards and keys by which people are found, in the place of single words."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from safar.kernel.names import name_key
from safar.people.keys import card_of


def write_cards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Everybody who is on file is found by what replaces the words."""
    # The owner's own connection: another would wait for ever for the tables that this one is changing.
    owner = schema_editor.connection.alias
    cards = apps.get_model("people", "SearchCard").objects.using(owner)
    names = apps.get_model("people", "Name").objects.using(owner)
    for name in names.iterator():
        names.filter(id=name.id).update(
            text_key=name_key(name.text), latin_key=name_key(name.latin) if name.latin else ""
        )
    for person in apps.get_model("people", "Person").objects.using(owner).iterator():
        held = [(name.text, name.latin, name.father_name) for name in names.filter(person_id=person.id)]
        card = card_of(held)
        cards.create(
            person_id=person.id,
            names=card.names,
            fathers=card.fathers,
            keys=card.keys,
            born_from=person.birth_earliest.year,
            born_to=person.birth_latest.year,
        )
    schema_editor.execute(
        "INSERT INTO people_searchkey (key, office_id, person_id)"
        " SELECT DISTINCT key, sight.office_id, card.person_id FROM people_searchcard card"
        " JOIN people_personoffice sight USING (person_id) CROSS JOIN unnest(card.keys) key"
        " ON CONFLICT DO NOTHING"
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0004_alias")]
    operations = [
        migrations.DeleteModel(name="NameWord"),
        migrations.CreateModel(
            name="SearchKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key", "office_id", "person_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.TextField(db_collation="C")),
                ("office_id", models.IntegerField()),
                ("person_id", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="SearchCard",
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
                ("names", models.TextField()),
                ("fathers", models.TextField(blank=True, default="")),
                ("born_from", models.SmallIntegerField()),
                ("born_to", models.SmallIntegerField()),
                ("keys", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
            ],
        ),
        migrations.RunPython(write_cards, migrations.RunPython.noop),
    ]
