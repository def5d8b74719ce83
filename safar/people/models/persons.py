"""A person, who may see them, their names, nationalities and languages."""

import uuid

from django.db import models
from django.db.models import F, Q

from safar.kernel.dates import DayRange
from safar.people.types import BirthBasis, NameKind, Sex, Standing


class Person(models.Model):
    """Somebody registered, at their own consent. Birth is two days (V10); a change needs the version that was read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    sex = models.TextField()
    birth_earliest = models.DateField()
    birth_latest = models.DateField()
    birth_basis = models.TextField(default=BirthBasis.TOLD)
    birth_disputed = models.BooleanField(default=False)
    birth_note = models.TextField(blank=True, default="")
    country_of_birth = models.TextField(blank=True, default="")
    residence_country = models.TextField(blank=True, default="")
    residence_place = models.TextField(blank=True, default="")
    restricted = models.BooleanField(default=False)
    died_on = models.DateField(null=True)
    version = models.IntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(birth_earliest__lte=F("birth_latest")), name="people_birth_order"),
            models.CheckConstraint(condition=Q(sex__in=Sex.values), name="people_sex_known"),
            models.CheckConstraint(condition=Q(birth_basis__in=BirthBasis.values), name="people_birth_basis_known"),
            models.CheckConstraint(
                condition=Q(died_on__isnull=True) | Q(died_on__gte=F("birth_earliest")), name="people_death_after_birth"
            ),
        ]

    @property
    def birth(self) -> DayRange:
        """The two days between which the person was born."""
        return DayRange(self.birth_earliest, self.birth_latest)


class PersonOffice(models.Model):
    """An office that may see a person, and why. Only the database itself writes here."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offices")
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "office", "reason"], name="people_office_sees_once"),
        ]
        indexes = [models.Index(fields=["office", "person"], name="people_office_sees")]


class Name(models.Model):
    """A name as the person has it, in its own script, and in Latin letters where there is such a spelling."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    kind = models.TextField()
    text = models.TextField()
    script = models.TextField()
    latin = models.TextField(blank=True, default="")
    given = models.TextField(blank=True, default="")
    family = models.TextField(blank=True, default="")
    father_name = models.TextField(blank=True, default="")
    is_primary = models.BooleanField(default=False)
    sort_key = models.TextField(db_index=True)
    text_key = models.TextField(db_index=True)
    latin_key = models.TextField(db_index=True, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(is_primary=True), name="people_one_primary_name"),
            models.CheckConstraint(condition=~Q(text=""), name="people_name_not_empty"),
            models.CheckConstraint(condition=Q(kind__in=NameKind.values), name="people_name_kind_known"),
        ]


class Nationality(models.Model):
    """A country whose nationality the person claims or is confirmed to have; no country means stateless."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="nationalities")
    country = models.TextField(blank=True, default="")
    standing = models.TextField()
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(standing=Standing.NONE, country="")
                | (Q(standing__in=[Standing.CLAIMED, Standing.CONFIRMED]) & Q(country__regex="^[A-Z]{2}$")),
                name="people_nationality_country",
            ),
            models.UniqueConstraint(
                fields=["person", "country"], condition=Q(ended_at__isnull=True), name="people_nationality_once"
            ),
        ]


class SpokenLanguage(models.Model):
    """A language the person understands, and whether they read it and need an interpreter without it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="languages")
    language = models.TextField()
    speaks = models.BooleanField(default=True)
    reads = models.BooleanField(default=False)
    needs_interpreter = models.BooleanField(default=True)
    is_preferred = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "language"], condition=Q(ended_at__isnull=True), name="people_language_once"
            ),
        ]
