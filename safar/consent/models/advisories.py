"""Advisories about where people return to, the words to tell them, and who was told (V18)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from safar.consent.models.journeys import Traveller
from safar.consent.models.keys import random_key, recorded, to

LEVELS = ["information", "caution", "halt"]
SEEN = ["women_alone", "children", "single_parents", "older_people"]
TOLD = [
    "ethnic_minority",
    "religious_minority",
    "former_officials",
    "security_forces",
    "journalists",
    "human_rights",
    "teachers",
    "lgbti",
    "medical_need",
    "disability",
]
WHY = ["issued", "lifted"]
GROUPS = ["moving", "soon", "rest"]


class Advisory(models.Model):
    """What is known about a country, an area or some people there; a halt holds everyone it concerns, everywhere."""

    id = random_key()
    country = models.CharField(max_length=2)
    areas = ArrayField(models.TextField(), default=list)
    profiles = ArrayField(models.TextField(), default=list)
    level = models.TextField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    source = models.TextField()
    reason = models.TextField()
    office = to("accounts.Office")
    issued_by = to("accounts.User")
    issued_at = models.DateTimeField()
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(level__in=LEVELS), name="v18_level"),
            models.CheckConstraint(condition=~models.Q(source="") & ~models.Q(reason=""), name="v18_reason_and_source"),
            models.CheckConstraint(condition=models.Q(country__regex="^[A-Z]{2}$"), name="v18_country"),
            models.CheckConstraint(
                condition=models.Q(profiles__contained_by=[*SEEN, *TOLD]), name="v18_profiles_known"
            ),
            models.CheckConstraint(
                condition=models.Q(until_at=None) | models.Q(until_at__gt=models.F("from_at")),
                name="v18_dates_in_order",
            ),
        ]


class AdvisoryWords(models.Model):
    """What is said to people about an advisory, or about its end, in one language; the latest counts."""

    id = random_key()
    advisory = models.ForeignKey(Advisory, on_delete=models.PROTECT, related_name="words")
    why = models.TextField()
    language = models.TextField()
    text = models.TextField()
    written_by = to("accounts.User", null=True)
    written_at = models.DateTimeField()
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(why__in=WHY) & ~models.Q(text=""), name="v18_words"),
        ]


class AdvisoryLifting(models.Model):
    """An advisory ends: by whom, when and why. The permits it held resume where nothing else stands against them."""

    id = random_key()
    advisory = models.OneToOneField(Advisory, on_delete=models.PROTECT, related_name="lifting")
    lifted_at = models.DateTimeField()
    lifted_by = to("accounts.User", null=True)
    reason = models.TextField()
    recorded_at = recorded()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="v18_lifted_with_reason")]


class AdvisoryTelling(models.Model):
    """Somebody whom an advisory, or its end, concerns, and who is therefore to be told; written by the database."""

    id = random_key()
    advisory = models.ForeignKey(Advisory, on_delete=models.PROTECT, related_name="tellings")
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="advisory_tellings")
    why = models.TextField()
    first_to_last = models.TextField()
    arose_at = models.DateTimeField()
    due_at = models.DateTimeField()
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["advisory", "traveller", "why"], name="consent_telling_once"),
            models.CheckConstraint(
                condition=models.Q(why__in=WHY, first_to_last__in=GROUPS), name="consent_telling_codes"
            ),
        ]
        indexes = [models.Index(fields=["traveller"], name="consent_telling_traveller")]


class AdvisoryTold(models.Model):
    """The person was told, in a language they understand: by whom, when, by which way, and what they said."""

    id = random_key()
    telling = models.OneToOneField(AdvisoryTelling, on_delete=models.PROTECT, related_name="told")
    told_at = models.DateTimeField()
    told_by = to("accounts.User", null=True)
    language = models.TextField()
    channel = models.TextField()
    said = models.TextField(default="")
    recorded_at = recorded()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(language="") & ~models.Q(channel=""), name="v18_told_how")
        ]


class TravellerProfile(models.Model):
    """Whether a kind of people that an advisory names is said to fit a traveller; the last word counts."""

    id = random_key()
    traveller = models.ForeignKey(Traveller, on_delete=models.PROTECT, related_name="profiles")
    profile = models.TextField()
    fits = models.BooleanField()
    noted_at = models.DateTimeField()
    noted_by = to("accounts.User", null=True)
    recorded_at = recorded()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(profile__in=TOLD), name="v18_profile_told")]
