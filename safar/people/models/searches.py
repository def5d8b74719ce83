"""By what people are found: one card for each person, and one row for each key and office that may see them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from safar.people.models.persons import Person


class SearchCard(models.Model):
    """All that a search compares: the names in their normal form, the years of birth, and the keys made of them.

    Written anew by the program with every name (`people.services.cards`); the years follow the birth by a trigger.
    """

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.PROTECT, related_name="+")
    names = models.TextField()
    fathers = models.TextField(blank=True, default="")
    born_from = models.SmallIntegerField()
    born_to = models.SmallIntegerField()
    keys = ArrayField(models.TextField())


class SearchKey(models.Model):
    """That an office may find a person by a key. The database alone writes here, from the cards and from who sees whom.

    One B-tree asked by equality: the only kind of index that works under row-level security. No foreign keys, which
    would cost a look-up for each of some twenty million rows: the triggers that write them read both tables.
    """

    pk = models.CompositePrimaryKey("key", "office_id", "person_id")
    key = models.TextField(db_collation="C")
    office_id = models.IntegerField()
    person_id = models.UUIDField()
